package io.aletheia.engine.wal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/** The checksum of one segment's frames, begun with what says where a frame belongs. Not thread-safe. */
final class FrameChecksum {
    private static final int OFFSET_OFFSET = 16;
    private static final int LENGTH_OFFSET = 24;

    private final CRC32C crc = new CRC32C();
    private final byte[] seed = new byte[LENGTH_OFFSET + 4];
    private final ByteBuffer seedView = ByteBuffer.wrap(seed).order(ByteOrder.LITTLE_ENDIAN);

    FrameChecksum(long salt, long sequence) {
        seedView.putLong(0, salt).putLong(8, sequence);
    }

    /**
     * The checksum of a frame at an offset of the segment.
     *
     * @param at where the frame stands in the bytes
     */
    int of(byte[] bytes, int at, int length, long offset) {
        seedView.putLong(OFFSET_OFFSET, offset).putInt(LENGTH_OFFSET, length);
        crc.reset();
        // The frame begins with its length.
        crc.update(seed, 0, seed.length);
        crc.update(bytes, at + Frame.LSN_OFFSET, length - Frame.LSN_OFFSET);
        return (int) crc.getValue();
    }
}
