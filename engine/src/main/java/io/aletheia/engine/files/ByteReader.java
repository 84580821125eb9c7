package io.aletheia.engine.files;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/**
 * Reads what a {@link ByteWriter} wrote. Every method throws DATABASE_CORRUPT (XX001) rather than read beyond the end. Not
 * thread-safe.
 */
public final class ByteReader {
    private final ByteBuffer source;
    private final Supplier<String> what;

    /** Reads what remains of a buffer; {@code what} names it in messages. The buffer's position is not moved. */
    public ByteReader(ByteBuffer source, String what) {
        this(source, () -> what);
    }

    /** The same with a name that is made only for a message. */
    public ByteReader(ByteBuffer source, Supplier<String> what) {
        this.source = source.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        this.what = what;
    }

    /** Where the next byte is read, from the buffer's start. */
    public int position() {
        return source.position();
    }

    /** How many bytes are left. */
    public int remaining() {
        return source.remaining();
    }

    public int readByte() {
        require(1);
        return source.get() & 0xff;
    }

    public int readInt() {
        require(4);
        return source.getInt();
    }

    public long readLong() {
        require(8);
        return source.getLong();
    }

    /** Counterpart of {@link ByteWriter#putVarLong}. */
    public long readVarLong() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = readByte();
            value |= (next & 0x7fL) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw corrupt("a number has more than ten bytes");
    }

    /** Counterpart of {@link ByteWriter#putSignedVarLong}. */
    public long readSignedVarLong() {
        long value = readVarLong();
        return (value >>> 1) ^ -(value & 1);
    }

    /** A count of things that take at least one byte each, so it cannot exceed what is left. */
    public int readCount() {
        long count = readVarLong();
        if (count < 0 || count > source.remaining()) {
            throw corrupt("a count of " + count + " where " + source.remaining() + " bytes are left");
        }
        return (int) count;
    }

    /** Counterpart of {@link ByteWriter#putString}. */
    public String readString() {
        return new String(readBytes(readCount()), StandardCharsets.UTF_8);
    }

    /** So many bytes. */
    public byte[] readBytes(int count) {
        require(count);
        byte[] bytes = new byte[count];
        source.get(bytes);
        return bytes;
    }

    /** The exception for bytes that make no sense. */
    public DatabaseException corrupt(String reason) {
        return new DatabaseException(
                ErrorCode.DATABASE_CORRUPT, what.get() + " is corrupt at byte " + source.position() + ": " + reason);
    }

    private void require(int count) {
        if (count < 0 || source.remaining() < count) {
            throw corrupt("expected " + count + " bytes more, found " + source.remaining());
        }
    }
}
