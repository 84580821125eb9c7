package io.aletheia.engine.store;

import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.LongVector;
import io.aletheia.engine.model.ValueType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Integers of 64 bits, times and instants. */
final class LongColumn extends Column {
    private volatile long[] values;

    LongColumn(ValueType type, int capacity) {
        super(type);
        values = new long[capacity];
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
        values[offset] = ((Number) value).longValue();
    }

    @Override
    Object value(int offset) {
        return values[offset];
    }

    @Override
    void read(int offset, ColumnVector out, int at) {
        putLong(out, at, values[offset]);
    }

    @Override
    void gather(int[] offsets, int first, int count, ColumnVector out, int at, @Nullable ValueCache cache) {
        if (hasNulls()) {
            super.gather(offsets, first, count, out, at, cache);
            return;
        }
        long[] source = values;
        long[] target = ((LongVector) out).values();
        for (int i = 0; i < count; i++) {
            target[at + i] = source[offsets[first + i]];
        }
    }

    @Override
    long bits(int offset) {
        return values[offset];
    }

    @Override
    long bytes() {
        return (long) values.length * 8 + nullBytes();
    }
}
