package io.aletheia.engine.files;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Bytes that grow as they are written; little-endian. The counterpart of {@link ByteReader}. Not thread-safe.
 */
public final class ByteWriter {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** Java arrays end a little before 2^31. */
    private static final int BYTES_MAX = Integer.MAX_VALUE - 16;

    private byte[] bytes;
    private int length;

    /** Empty, with room for so many bytes before it first grows. */
    public ByteWriter(int capacity) {
        bytes = new byte[capacity];
    }

    /** How many bytes are written. */
    public int length() {
        return length;
    }

    /** Drops what was written from a position on. */
    public void rewind(int toLength) {
        length = toLength;
    }

    /** Leaves so many bytes zero. */
    public void skip(int count) {
        require(count);
        Arrays.fill(bytes, length, length + count, (byte) 0);
        length += count;
    }

    public void putByte(int value) {
        require(1);
        bytes[length++] = (byte) value;
    }

    public void putInt(int value) {
        require(4);
        INT.set(bytes, length, value);
        length += 4;
    }

    public void putLong(long value) {
        require(8);
        LONG.set(bytes, length, value);
        length += 8;
    }

    /** Overwrites four bytes already written. */
    public void setInt(int offset, int value) {
        INT.set(bytes, offset, value);
    }

    /** Overwrites one byte already written. */
    public void setByte(int offset, int value) {
        bytes[offset] = (byte) value;
    }

    /** A non-negative number in 1 to 10 bytes, seven bits each, the lowest first. */
    public void putVarLong(long value) {
        require(10);
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
    }

    /** Puts a non-negative number, as {@link #putVarLong}, where one byte is left for it; what follows moves if it needs more. */
    public void setVarLong(int offset, long value) {
        if ((value & ~0x7fL) == 0) {
            bytes[offset] = (byte) value;
        } else {
            bytes[offset] = (byte) (value | 0x80);
            insertVarLong(offset + 1, value >>> 7);
        }
    }

    /** Puts a non-negative number, as {@link #putVarLong}, before what was written from an offset on. */
    private void insertVarLong(int offset, long value) {
        int end = length;
        putVarLong(value);
        int width = length - end;
        if (width == 1) {
            // The usual case: no need to keep the number while the rest moves.
            byte number = bytes[end];
            System.arraycopy(bytes, offset, bytes, offset + 1, end - offset);
            bytes[offset] = number;
            return;
        }
        byte[] number = Arrays.copyOfRange(bytes, end, length);
        System.arraycopy(bytes, offset, bytes, offset + width, end - offset);
        System.arraycopy(number, 0, bytes, offset, width);
    }

    /** A number of either sign, zigzag, in 1 to 10 bytes. */
    public void putSignedVarLong(long value) {
        putVarLong((value << 1) ^ (value >> 63));
    }

    /** Bytes as they are. */
    public void putBytes(byte[] source, int from, int count) {
        require(count);
        System.arraycopy(source, from, bytes, length, count);
        length += count;
    }

    /**
     * A string in UTF-8 after its length in bytes as a variable-length number.
     *
     * @throws DatabaseException INVALID_TEXT (22P02) if a surrogate stands alone, since UTF-8 has no form for it
     */
    public void putString(String text) {
        int count = text.length();
        require(count + 5);
        int lengthOffset = length;
        putVarLong(count);
        int start = length;
        for (int i = 0; i < count; i++) {
            char each = text.charAt(i);
            if (each >= 0x80) {
                length = lengthOffset;
                putStringEncoded(text);
                return;
            }
            bytes[start + i] = (byte) each;
        }
        length = start + count;
    }

    private void putStringEncoded(String text) {
        int count = text.length();
        int utf8Bytes = 0;
        for (int i = 0; i < count; i++) {
            char each = text.charAt(i);
            if (each < 0x80) {
                utf8Bytes += 1;
            } else if (each < 0x800) {
                utf8Bytes += 2;
            } else if (Character.isHighSurrogate(each)
                    && i + 1 < count
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                utf8Bytes += 4;
                i++;
            } else if (Character.isSurrogate(each)) {
                throw new DatabaseException(
                        ErrorCode.INVALID_TEXT, "a string has half a surrogate pair at position " + i);
            } else {
                utf8Bytes += 3;
            }
        }
        putVarLong(utf8Bytes);
        require(utf8Bytes);
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(encoded, 0, bytes, length, encoded.length);
        length += encoded.length;
    }

    /** The array behind; its first {@link #length} bytes are what was written. It belongs to the caller from here on. */
    public byte[] array() {
        return bytes;
    }

    /** What was written, as a little-endian buffer over the same bytes. */
    public ByteBuffer buffer() {
        return ByteBuffer.wrap(bytes, 0, length).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void require(int count) {
        int needed = length + count;
        if (needed < 0 || needed > BYTES_MAX) {
            throw new DatabaseException(
                    ErrorCode.TOO_COMPLEX, "a single record of more than " + BYTES_MAX + " bytes cannot be stored");
        }
        if (needed > bytes.length) {
            long doubled = Math.max(needed, bytes.length * 2L);
            bytes = Arrays.copyOf(bytes, (int) Math.min(doubled, BYTES_MAX));
        }
    }
}
