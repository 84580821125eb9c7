package io.aletheia.engine.wal;

import io.aletheia.engine.files.DataFile;
import java.nio.ByteBuffer;

/**
 * Appends frames to one segment in whole blocks. The last block of a write is filled up with zeros and written again with what
 * comes next: its bytes stay the same, so no sector that holds an acknowledged frame ever changes. Confined to the flusher.
 */
final class SegmentWriter implements AutoCloseable {
    private static final int ZERO_BYTES = 1 << 20;

    private final Segment segment;
    private final DataFile file;
    private final FrameChecksum checksum;
    /** Bytes from {@link #stagingStart}, a multiple of the block size, on. */
    private final ByteBuffer staging;

    private long stagingStart;
    private int lastChecksum;
    /** Whether something is written that is not yet synced. */
    private boolean dirty;

    /**
     * A writer that goes on at a position.
     *
     * @param staging its capacity is a multiple of the block size
     * @param position where the next frame goes; what stands before it in its block is read from the file
     */
    SegmentWriter(Segment segment, DataFile file, ByteBuffer staging, long position) {
        this.segment = segment;
        this.file = file;
        this.checksum = segment.checksum();
        this.staging = staging.clear();
        stagingStart = position - position % Segment.BLOCK_BYTES;
        // A whole block, as a file that is written directly is read.
        staging.limit(Segment.BLOCK_BYTES);
        if (position > stagingStart) {
            file.readFully(staging, stagingStart);
        }
        staging.clear().position((int) (position - stagingStart));
    }

    private SegmentWriter(Segment segment, DataFile file, ByteBuffer staging) {
        this.segment = segment;
        this.file = file;
        this.checksum = segment.checksum();
        this.staging = staging.clear();
        staging.put(segment.toBlock().rewind());
        dirty = true;
    }

    /** A writer of a segment that comes into use: its header is written with the first frames. */
    static SegmentWriter activate(Segment activated, DataFile file, ByteBuffer staging) {
        return new SegmentWriter(activated, file, staging);
    }

    Segment segment() {
        return segment;
    }

    /** Whether writes are on stable storage when they return. */
    boolean isDirect() {
        return file.isDirect();
    }

    /** Where the next frame goes. */
    long position() {
        return stagingStart + staging.position();
    }

    /** Bytes left for frames. */
    long room() {
        return segment.bytes() - position();
    }

    /** Checksum of the last frame appended; 0 if there is none. */
    int lastChecksum() {
        return lastChecksum;
    }

    /** Adds a stamped frame; there is room for it. */
    void append(Frame frame) {
        lastChecksum = frame.seal(checksum, position());
        byte[] bytes = frame.bytes();
        int from = 0;
        while (from < frame.length()) {
            if (!staging.hasRemaining()) {
                writeStaging(staging.capacity());
                stagingStart += staging.capacity();
                staging.clear();
            }
            int count = Math.min(staging.remaining(), frame.length() - from);
            staging.put(bytes, from, count);
            from += count;
        }
        dirty = true;
    }

    /** Writes what was appended to the file. */
    void flush() {
        int end = staging.position();
        int padded = (end + Segment.BLOCK_BYTES - 1) & -Segment.BLOCK_BYTES;
        while (staging.position() < padded) {
            staging.put((byte) 0);
        }
        writeStaging(padded);
        int lastBlock = end & -Segment.BLOCK_BYTES;
        if (lastBlock > 0) {
            staging.limit(end).position(lastBlock);
            staging.compact();
            stagingStart += lastBlock;
        } else {
            staging.clear().position(end);
        }
    }

    private void writeStaging(int length) {
        if (length > 0) {
            file.writeFully(staging.duplicate().position(0).limit(length), stagingStart);
        }
    }

    /**
     * Overwrites the frames before a position with zeros, and puts that on stable storage. Everything appended must be flushed.
     * What comes next goes where it would have gone.
     */
    void eraseBefore(long position) {
        long lastBlock = position - position % Segment.BLOCK_BYTES;
        ByteBuffer zeros = ByteBuffer.allocate(ZERO_BYTES);
        for (long at = Segment.HEADER_BLOCK_BYTES; at < lastBlock; at += zeros.limit()) {
            zeros.clear().limit((int) Math.min(zeros.capacity(), lastBlock - at));
            file.writeFully(zeros, at);
        }
        int rest = (int) (position - lastBlock);
        if (rest > 0 && lastBlock == stagingStart) {
            clear(staging, rest);
            flush();
        } else if (rest > 0) {
            ByteBuffer block = ByteBuffer.allocate(Segment.BLOCK_BYTES);
            file.readFully(block, lastBlock);
            clear(block, rest);
            file.writeFully(block.clear(), lastBlock);
        }
        dirty = true;
        sync();
    }

    private static void clear(ByteBuffer bytes, int count) {
        for (int i = 0; i < count; i++) {
            bytes.put(i, (byte) 0);
        }
    }

    /** Puts what was flushed on stable storage. */
    void sync() {
        if (dirty) {
            file.sync();
            dirty = false;
        }
    }

    @Override
    public void close() {
        file.close();
    }
}
