package io.aletheia.engine.wal;

import io.aletheia.engine.files.DataFile;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * Reads the fields of one entry after the other from a segment of version 1, whose entries do not say how long they are: the buffer
 * keeps what was read of the entry at hand, for its checksum, and grows only for bytes that are there. Not thread-safe.
 */
final class Version1Bytes implements AutoCloseable {
    /** No entry of version 1 is longer. */
    static final int ENTRY_BYTES_MAX = 64 << 20;

    private static final int BUFFER_BYTES = 1 << 20;

    private final DataFile file;
    private final long size;
    private ByteBuffer buffer;
    /** Offset in the file of the buffer's first byte. */
    private long bufferStart;
    /** Offset in the file of the entry at hand. */
    private long start;
    /** Bytes read of the entry at hand. */
    private int length;

    private boolean ranOut;

    Version1Bytes(DataFile file) {
        this.file = file;
        this.size = file.size();
        this.buffer = ByteBuffer.allocate((int) Math.min(BUFFER_BYTES, size))
                .order(ByteOrder.LITTLE_ENDIAN)
                .limit(0);
    }

    /** Length of the file. */
    long size() {
        return size;
    }

    /** Begins an entry at an offset within the file. */
    void begin(long offset) {
        start = offset;
        length = 0;
        ranOut = false;
    }

    /** Offset in the file of the next field. */
    long position() {
        return start + length;
    }

    /** Whether the last refusal was that of a field that goes beyond the end of the file. */
    boolean ranOut() {
        return ranOut;
    }

    int readByte() {
        return bytes(Byte.BYTES).get() & 0xff;
    }

    int readInt() {
        return bytes(Integer.BYTES).getInt();
    }

    long readLong() {
        return bytes(Long.BYTES).getLong();
    }

    /** A count of at most {@code max} things, for each of which there are {@code least} bytes or more. */
    int readCount(String what, int max, int least) {
        long count = Integer.toUnsignedLong(readInt());
        if (count > max) {
            throw corrupt("at most " + max + " " + what, String.valueOf(count));
        }
        require(count * least);
        return (int) count;
    }

    /** A string: its length in bytes, then UTF-8. */
    String readString() {
        ByteBuffer text = bytes(readCount("bytes of text", ENTRY_BYTES_MAX, 1));
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(text).toString();
        } catch (CharacterCodingException e) {
            throw corrupt("UTF-8", "other bytes");
        }
    }

    byte[] readBytes(int count) {
        byte[] copy = new byte[count];
        bytes(count).get(copy);
        return copy;
    }

    float[] readFloats(int count) {
        float[] copy = new float[count];
        bytes(count * Float.BYTES).asFloatBuffer().get(copy);
        return copy;
    }

    /** CRC32 of what was read of the entry, without the bytes from {@code gapFrom} to {@code gapTo}. */
    int checksum(int gapFrom, int gapTo) {
        CRC32 crc = new CRC32();
        int at = (int) (start - bufferStart);
        crc.update(buffer.slice(at, gapFrom));
        crc.update(buffer.slice(at + gapTo, length - gapTo));
        return (int) crc.getValue();
    }

    /** The exception for a field that is not what an entry has; the place is named by who knows the LSN. */
    DatabaseException corrupt(String expected, String found) {
        return new DatabaseException(
                ErrorCode.DATABASE_CORRUPT,
                "expected " + expected + " before offset " + position() + ", found " + found);
    }

    /** Whether everything from an offset on is zero. */
    boolean isZeroFrom(long offset) {
        begin(offset);
        while (position() < size) {
            int count = (int) Math.min(BUFFER_BYTES, size - position());
            ByteBuffer bytes = bytes(count);
            for (int i = 0; i < count; i++) {
                if (bytes.get(i) != 0) {
                    return false;
                }
            }
            begin(position());
        }
        return true;
    }

    private void require(long count) {
        if (length + count > ENTRY_BYTES_MAX) {
            throw corrupt("an entry of at most " + ENTRY_BYTES_MAX + " bytes", length + count + " bytes");
        }
        if (count > size - position()) {
            ranOut = true;
            throw corrupt(count + " bytes more", "the end of the file at " + size);
        }
    }

    /** The next bytes, after which reading goes on. */
    private ByteBuffer bytes(int count) {
        require(count);
        long end = position() + count;
        if (start < bufferStart || end > bufferStart + buffer.limit()) {
            fill(end);
        }
        ByteBuffer bytes = buffer.slice((int) (position() - bufferStart), count).order(ByteOrder.LITTLE_ENDIAN);
        length += count;
        return bytes;
    }

    /** Reads anew from the start of the entry, at least up to an offset. */
    private void fill(long end) {
        long needed = end - start;
        if (needed > buffer.capacity()) {
            long more = Math.max(needed, Math.min(2L * buffer.capacity(), size - start));
            buffer = ByteBuffer.allocate((int) Math.min(more, ENTRY_BYTES_MAX)).order(ByteOrder.LITTLE_ENDIAN);
        }
        buffer.clear().limit((int) Math.min(buffer.capacity(), size - start));
        file.readFully(buffer, start);
        bufferStart = start;
    }

    @Override
    public void close() {
        file.close();
    }
}
