package io.aletheia.engine.store;

import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.ValueType;
import java.util.Arrays;

/** Integers of 16 bits. */
final class ShortColumn extends Column {
    private volatile short[] values;

    ShortColumn(ValueType type, int capacity) {
        super(type);
        values = new short[capacity];
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
        values[offset] = ((Number) value).shortValue();
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
    long bits(int offset) {
        return values[offset];
    }

    @Override
    long bytes() {
        return (long) values.length * 2 + nullBytes();
    }
}
