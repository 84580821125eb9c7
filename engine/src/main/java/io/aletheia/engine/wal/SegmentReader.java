package io.aletheia.engine.wal;

import io.aletheia.engine.files.DataFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** Reads the frames of one segment through a buffer that grows only for frames longer than itself. Not thread-safe. */
final class SegmentReader implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 20;

    private final Segment segment;
    private final DataFile file;
    private final FrameChecksum checksum;
    private final long size;
    private ByteBuffer buffer;
    private long bufferStart;
    private String defect = "";

    SegmentReader(Segment segment, DataFile file) {
        this.segment = segment;
        this.file = file;
        this.checksum = segment.checksum();
        this.size = file.size();
        this.buffer = ByteBuffer.allocate((int) Math.min(BUFFER_BYTES, Math.max(size, Frame.HEADER_BYTES)))
                .order(ByteOrder.LITTLE_ENDIAN)
                .limit(0);
    }

    Segment segment() {
        return segment;
    }

    /** Length of the file. */
    long size() {
        return size;
    }

    /**
     * The frame at an offset, valid in all that the segment can know; valid until the next call. Null if there is none; {@link
     * #defect} then says why.
     */
    @Nullable
    ByteBuffer frame(long offset) {
        if (size - offset < Frame.HEADER_BYTES) {
            defect = "the end of the segment";
            return null;
        }
        ByteBuffer header = bytes(offset, Frame.HEADER_BYTES);
        int length = header.getInt(Frame.LENGTH_OFFSET);
        if (length == 0) {
            defect = "zeros";
            return null;
        }
        if (length < Frame.HEADER_BYTES || length % Frame.ALIGNMENT != 0 || length > size - offset) {
            defect = "a frame length of " + length;
            return null;
        }
        if (!isPlausible(header)) {
            defect = "a frame of type " + header.get(Frame.TYPE_OFFSET);
            return null;
        }
        ByteBuffer frame = bytes(offset, length);
        int expected = checksum.of(frame, length, offset);
        int found = frame.getInt(Frame.CHECKSUM_OFFSET);
        if (expected != found) {
            defect = String.format("checksum %08x where the frame has %08x", found, expected);
            return null;
        }
        return frame;
    }

    /** Why {@link #frame} found none. */
    String defect() {
        return defect;
    }

    private static boolean isPlausible(ByteBuffer header) {
        int type = header.get(Frame.TYPE_OFFSET);
        int count = header.getInt(Frame.COUNT_OFFSET);
        int length = header.getInt(Frame.LENGTH_OFFSET);
        boolean epoch = type == Frame.TYPE_EPOCH && count == 0 && length == Frame.EPOCH_BYTES;
        boolean commit = type == Frame.TYPE_COMMIT && count > 0 && count < length;
        return (epoch || commit) && header.getShort(Frame.RESERVED_OFFSET) == 0;
    }

    /** The first offset from {@code from} on, a multiple of eight, at which eight bytes are not all zero; the size if none. */
    long nextNonZero(long from) {
        long at = from;
        while (at < size) {
            int count = (int) Math.min(buffer.capacity(), size - at);
            ByteBuffer bytes = bytes(at, count);
            for (int i = 0; i < count; i += Long.BYTES) {
                boolean zero = count - i >= Long.BYTES ? bytes.getLong(i) == 0 : isZero(bytes, i);
                if (!zero) {
                    return at + i;
                }
            }
            at += count;
        }
        return size;
    }

    private static boolean isZero(ByteBuffer bytes, int from) {
        for (int i = from; i < bytes.limit(); i++) {
            if (bytes.get(i) != 0) {
                return false;
            }
        }
        return true;
    }

    /** So many bytes from an offset on; the file has them. */
    private ByteBuffer bytes(long offset, int count) {
        if (offset < bufferStart || offset + count > bufferStart + buffer.limit()) {
            if (count > buffer.capacity()) {
                buffer = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
            }
            buffer.clear().limit((int) Math.min(buffer.capacity(), size - offset));
            file.readFully(buffer, offset);
            bufferStart = offset;
        }
        return buffer.slice((int) (offset - bufferStart), count).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void close() {
        file.close();
    }
}
