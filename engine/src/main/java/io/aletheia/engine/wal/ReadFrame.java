package io.aletheia.engine.wal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A frame that has been read, where it stands in the buffer of its {@link SegmentReader}; there is one for all frames of a reader, so it
 * says nothing of this one once the next is asked for. Not thread-safe.
 */
final class ReadFrame {
    private ByteBuffer buffer = ByteBuffer.allocate(0);
    private int at;

    /** Goes to the frame that begins at an index of a little-endian buffer. */
    ReadFrame moveTo(ByteBuffer newBuffer, int newAt) {
        buffer = newBuffer;
        at = newAt;
        return this;
    }

    int length() {
        return buffer.getInt(at + Frame.LENGTH_OFFSET);
    }

    int checksum() {
        return buffer.getInt(at + Frame.CHECKSUM_OFFSET);
    }

    long lsn() {
        return buffer.getLong(at + Frame.LSN_OFFSET);
    }

    long systemTime() {
        return buffer.getLong(at + Frame.TIME_OFFSET);
    }

    long transactionId() {
        return buffer.getLong(at + Frame.TRANSACTION_OFFSET);
    }

    /** Operations in it. */
    int count() {
        return buffer.getInt(at + Frame.COUNT_OFFSET);
    }

    boolean isEpoch() {
        return buffer.get(at + Frame.TYPE_OFFSET) == Frame.TYPE_EPOCH;
    }

    /** Whether its transaction begins with it. */
    boolean isFirst() {
        return (buffer.get(at + Frame.FLAGS_OFFSET) & Frame.FLAG_FIRST) != 0;
    }

    /** Whether it commits its transaction. */
    boolean isLast() {
        return (buffer.get(at + Frame.FLAGS_OFFSET) & Frame.FLAG_LAST) != 0;
    }

    long epochNumber() {
        return buffer.getLong(at + Frame.EPOCH_NUMBER_OFFSET);
    }

    /** What the epoch says was durable. */
    long epochDurableLsn() {
        return buffer.getLong(at + Frame.EPOCH_DURABLE_LSN_OFFSET);
    }

    /** The operations of a commit, padding included. */
    ByteBuffer body() {
        return buffer.slice(at + Frame.HEADER_BYTES, length() - Frame.HEADER_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
    }
}
