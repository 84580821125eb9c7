package io.aletheia.engine.store;

import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.LongVector;
import io.aletheia.engine.model.ValueType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Integers of 32 bits, and dates. */
final class IntColumn extends Column {
    private volatile int[] values;

    IntColumn(ValueType type, int capacity) {
        super(type);
        values = new int[capacity];
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
        values[offset] = ((Number) value).intValue();
    }

    @Override
    Object value(int offset) {
        return (long) values[offset];
    }

    @Override
    void read(int offset, ColumnVector out, int at) {
        putLong(out, at, values[offset]);
    }

    @Override
    void gather(Selection rows, ColumnVector out, @Nullable ValueCache cache) {
        if (hasNulls()) {
            super.gather(rows, out, cache);
            return;
        }
        int[] source = values;
        long[] target = ((LongVector) out).values();
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
        return values[offset];
    }

    @Override
    long bytes() {
        return (long) values.length * 4 + nullBytes();
    }
}
