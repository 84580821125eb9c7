package io.aletheia.query.spill;

import io.aletheia.engine.model.ColumnVector;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Bytes that grow as they are written, or that are read, little-endian. Not thread-safe. */
final class SpillBuffer {
    private static final int BYTES_AT_FIRST = 1 << 16;

    private ByteBuffer bytes;

    /** To write to. */
    SpillBuffer() {
        bytes = ByteBuffer.allocate(BYTES_AT_FIRST).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** To read from. */
    SpillBuffer(ByteBuffer source) {
        bytes = source.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    void clear() {
        bytes.clear();
    }

    int length() {
        return bytes.position();
    }

    /** What was written. */
    ByteBuffer bytes() {
        return bytes.duplicate().flip();
    }

    private void room(int more) {
        if (bytes.remaining() < more) {
            int capacity = Math.max(Math.addExact(bytes.position(), more), Math.multiplyExact(bytes.capacity(), 2));
            bytes = ByteBuffer.allocate(capacity).order(ByteOrder.LITTLE_ENDIAN).put(bytes.flip());
        }
    }

    void putByte(int value) {
        room(Byte.BYTES);
        bytes.put((byte) value);
    }

    void putInt(int value) {
        room(Integer.BYTES);
        bytes.putInt(value);
    }

    void putLong(long value) {
        room(Long.BYTES);
        bytes.putLong(value);
    }

    void putBytes(byte[] value) {
        putInt(value.length);
        room(value.length);
        bytes.put(value);
    }

    /** A string as it is, also one that is no valid text: a byte for each character if all are ASCII, else two. */
    void putString(String value) {
        int length = value.length();
        boolean ascii = true;
        for (int i = 0; i < length && ascii; i++) {
            ascii = value.charAt(i) < 0x80;
        }
        putInt(ascii ? length : -length);
        room(ascii ? length : Math.multiplyExact(2, length));
        for (int i = 0; i < length; i++) {
            if (ascii) {
                bytes.put((byte) value.charAt(i));
            } else {
                bytes.putChar(value.charAt(i));
            }
        }
    }

    /** Distances from the least, in a width of {@link BlockCodec}. */
    void putNumbers(long[] numbers, int count, long least, int width) {
        room(Math.multiplyExact(count, Long.BYTES));
        for (int i = 0; i < count; i++) {
            long distance = numbers[i] - least;
            switch (width) {
                case 0 -> {}
                case 1 -> bytes.put((byte) distance);
                case 2 -> bytes.putShort((short) distance);
                case 3 -> bytes.putInt((int) distance);
                default -> bytes.putLong(distance);
            }
        }
    }

    int getByte() {
        return bytes.get() & 0xFF;
    }

    int getInt() {
        return bytes.getInt();
    }

    long getLong() {
        return bytes.getLong();
    }

    byte[] getBytes() {
        byte[] value = new byte[bytes.getInt()];
        bytes.get(value);
        return value;
    }

    String getString() {
        int length = bytes.getInt();
        char[] characters = new char[Math.abs(length)];
        for (int i = 0; i < characters.length; i++) {
            characters[i] = length > 0 ? (char) bytes.get() : bytes.getChar();
        }
        return new String(characters);
    }

    /** Reads what {@code putNumbers} wrote, with its header, to the rows that are not null. */
    void getNumbers(ColumnVector column, long[] values, int count) {
        int width = getByte();
        long least = getLong();
        for (int i = 0; i < count; i++) {
            if (!column.isNull(i)) {
                values[i] = least
                        + switch (width) {
                            case 0 -> 0;
                            case 1 -> bytes.get() & 0xFF;
                            case 2 -> bytes.getShort() & 0xFFFF;
                            case 3 -> bytes.getInt() & 0xFFFF_FFFFL;
                            default -> bytes.getLong();
                        };
            }
        }
    }
}
