package io.aletheia.engine.store;

import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.ValueType;
import java.util.Arrays;

/** Floating-point numbers of 32 bits. */
final class FloatColumn extends Column {
    private volatile float[] values;

    FloatColumn(ValueType type, int capacity) {
        super(type);
        values = new float[capacity];
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
        values[offset] = ((Number) value).floatValue();
    }

    @Override
    Object value(int offset) {
        return (double) values[offset];
    }

    @Override
    void read(int offset, ColumnVector out, int at) {
        putDouble(out, at, values[offset]);
    }

    @Override
    long bits(int offset) {
        return Float.floatToRawIntBits(values[offset]);
    }

    @Override
    long bytes() {
        return (long) values.length * 4 + nullBytes();
    }
}
