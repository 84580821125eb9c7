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
    void gather(Selection rows, ColumnVector out, @Nullable ValueCache cache) {
        if (hasNulls()) {
            super.gather(rows, out, cache);
        } else {
            rows.gather(values, ((LongVector) out).values());
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
