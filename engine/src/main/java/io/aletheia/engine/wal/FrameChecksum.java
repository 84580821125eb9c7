package io.aletheia.engine.wal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/** The checksum of one segment's frames, begun with what says where a frame belongs. Not thread-safe. */
final class FrameChecksum {
    private static final int OFFSET_OFFSET = 16;

    private final CRC32C crc = new CRC32C();
    private final byte[] seed = new byte[24];
    private final ByteBuffer seedView = ByteBuffer.wrap(seed).order(ByteOrder.LITTLE_ENDIAN);

    FrameChecksum(long salt, long sequence) {
        seedView.putLong(0, salt).putLong(8, sequence);
    }

    /** A checksum begun for a frame at an offset of the segment. */
    CRC32C at(long offset) {
        seedView.putLong(OFFSET_OFFSET, offset);
        crc.reset();
        crc.update(seed, 0, seed.length);
        return crc;
    }

    /** The checksum of a frame that begins at the buffer's start. */
    int of(ByteBuffer frame, int length, long offset) {
        CRC32C begun = at(offset);
        begun.update(frame.duplicate().position(Frame.LENGTH_OFFSET).limit(Frame.CHECKSUM_OFFSET));
        begun.update(frame.duplicate().limit(length).position(Frame.LSN_OFFSET));
        return (int) begun.getValue();
    }
}
