package io.aletheia.engine.store;

import io.aletheia.engine.files.ByteReader;
import io.aletheia.engine.files.ByteWriter;
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
    void writeTo(ByteWriter out, int count) {
        short[] source = values;
        for (int i = 0; i < count; i++) {
            out.putByte(source[i]);
            out.putByte(source[i] >> 8);
        }
    }

    @Override
    void readFrom(ByteReader in, int count) {
        short[] target = values;
        for (int i = 0; i < count; i++) {
            target[i] = (short) (in.readByte() | (in.readByte() << 8));
        }
    }

    @Override
    long bytes() {
        return (long) values.length * 2 + nullBytes();
    }
}
