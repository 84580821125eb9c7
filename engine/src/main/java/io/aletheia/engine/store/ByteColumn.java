package io.aletheia.engine.store;

import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.ValueType;
import java.util.Arrays;

/** Booleans in a byte each. */
final class ByteColumn extends Column {
    private volatile byte[] values;

    ByteColumn(ValueType type, int capacity) {
        super(type);
        values = new byte[capacity];
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
        values[offset] = (byte) ((Boolean) value ? 1 : 0);
    }

    @Override
    Object value(int offset) {
        return values[offset] != 0;
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
        return (long) values.length * 1 + nullBytes();
    }
}
