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
    void gather(int[] offsets, int first, int count, ColumnVector out, int at, @Nullable ValueCache cache) {
        if (hasNulls()) {
            super.gather(offsets, first, count, out, at, cache);
            return;
        }
        double[] source = values;
        double[] target = ((DoubleVector) out).values();
        for (int i = 0; i < count; i++) {
            target[at + i] = source[offsets[first + i]];
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
