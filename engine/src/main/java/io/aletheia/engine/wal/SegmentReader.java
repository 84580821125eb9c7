package io.aletheia.engine.wal;

import io.aletheia.engine.files.DataFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads the frames of one segment through a buffer that grows only for frames longer than itself. Not thread-safe. */
final class SegmentReader implements AutoCloseable {
    /** Little enough to stay in the processor's second cache between reading and looking at it. */
    private static final int BUFFER_BYTES = 256 << 10;

    private static final byte[] ZEROS = new byte[BUFFER_BYTES];

    private final Segment segment;
    private final DataFile file;
    private final FrameChecksum checksum;
    private final ReadFrame frame = new ReadFrame();
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
     * The frame at an offset, valid in all that the segment can know; until the next call. Null if there is none; {@link #defect} then
     * says why.
     */
    @Nullable
    ReadFrame frame(long offset) {
        if (size - offset < Frame.HEADER_BYTES) {
            defect = "the end of the segment";
            return null;
        }
        int at = load(offset, Frame.HEADER_BYTES);
        int length = buffer.getInt(at + Frame.LENGTH_OFFSET);
        if (length == 0) {
            defect = "zeros";
            return null;
        }
        if (length < Frame.HEADER_BYTES || length % Frame.ALIGNMENT != 0 || length > size - offset) {
            defect = "a frame length of " + length;
            return null;
        }
        if (!isPlausible(at, length)) {
            defect = "a frame of type " + buffer.get(at + Frame.TYPE_OFFSET);
            return null;
        }
        at = load(offset, length);
        int expected = checksum.of(buffer.array(), at, length, offset);
        int found = buffer.getInt(at + Frame.CHECKSUM_OFFSET);
        if (expected != found) {
            defect = String.format("checksum %08x where the frame has %08x", found, expected);
            return null;
        }
        return frame.moveTo(buffer, at);
    }

    /** Why {@link #frame} found none. */
    String defect() {
        return defect;
    }

    private boolean isPlausible(int at, int length) {
        int type = buffer.get(at + Frame.TYPE_OFFSET);
        int count = buffer.getInt(at + Frame.COUNT_OFFSET);
        boolean epoch = type == Frame.TYPE_EPOCH && count == 0 && length == Frame.EPOCH_BYTES;
        boolean commit = type == Frame.TYPE_COMMIT && count > 0 && count < length;
        return (epoch || commit) && buffer.getShort(at + Frame.RESERVED_OFFSET) == 0;
    }

    /**
     * The first offset from {@code from} on, which is a multiple of eight, at which eight bytes are not all zero; the size if there
     * is none.
     */
    long nextNonZero(long from) {
        long offset = from;
        while (offset < size) {
            int at = load(offset, 1);
            int count = Math.min(buffer.limit() - at, ZEROS.length);
            int found = Arrays.mismatch(buffer.array(), at, at + count, ZEROS, 0, count);
            if (found >= 0) {
                return offset + (found & -Long.BYTES);
            }
            offset += count;
        }
        return size;
    }

    /** Where so many bytes from an offset on, which the file has, stand in the buffer. */
    private int load(long offset, int count) {
        if (offset < bufferStart || offset + count > bufferStart + buffer.limit()) {
            if (count > buffer.capacity()) {
                buffer = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
            }
            buffer.clear().limit((int) Math.min(buffer.capacity(), size - offset));
            file.readFully(buffer, offset);
            bufferStart = offset;
        }
        return (int) (offset - bufferStart);
    }

    @Override
    public void close() {
        file.close();
    }
}
