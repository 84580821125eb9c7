package io.aletheia.engine.store;

import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.DoubleVector;
import io.aletheia.engine.model.ValueType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Floating-point numbers of 64 bits. */
final class DoubleColumn extends Column {
    private volatile double[] values;

    DoubleColumn(ValueType type, int capacity) {
        super(type);
        values = new double[capacity];
    }

    @Override
    int capacity() {
        return values.length;
    }

    @Override
    void grow(int capacity) {
        values = Arrays.copyOf(values, capacity);
    }

    @Override
    void put(int offset, Object value) {
        values[offset] = ((Number) value).doubleValue();
    }

    @Override
    Object value(int offset) {
        return values[offset];
    }

    @Override
    void read(int offset, ColumnVector out, int at) {
        putDouble(out, at, values[offset]);
    }

    @Override
    void gather(Selection rows, ColumnVector out, @Nullable ValueCache cache) {
        if (hasNulls()) {
            super.gather(rows, out, cache);
            return;
        }
        double[] source = values;
        double[] target = ((DoubleVector) out).values();
        int[] offsets = rows.offsets();
        int[] places = rows.places();
        int to = rows.to();
        for (int i = rows.from(); i < to; i++) {
            int at = places[i];
            target[at] = source[offsets[at]];
        }
    }

    @Override
    long bits(int offset) {
        return Double.doubleToRawLongBits(values[offset]);
    }

    @Override
    long bytes() {
        return (long) values.length * 8 + nullBytes();
    }
}
