package io.aletheia.engine.wal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The record of the log: a transaction, a part of a large one, or an epoch. Little-endian, a multiple of eight bytes long.
 *
 * <pre>
 * offset  width  field
 *      0      4  length of the frame in bytes, padding included; 0 means that the log ends here
 *      4      4  CRC32C of salt, segment sequence, offset in the segment (8 bytes each), then of [0, 4) and [8, length)
 *      8      8  LSN of the first operation; in an epoch the next LSN to come
 *     16      8  system time of the commit in microseconds; in an epoch that of the last commit before it
 *     24      8  transaction id; 0 in an epoch
 *     32      4  number of operations; operation i has LSN + i; 0 in an epoch
 *     36      1  type: 1 commit, 2 epoch
 *     37      1  flags: 1 first frame of its transaction, 2 last frame, which commits it, 4 strings stand in the frame
 *     38      2  zero
 *     40         commit: operations as in {@link OperationCodec}; epoch: epoch number, durable LSN, bytes of the commit frames
 *                written with it (8 each)
 *                zeros to the next multiple of eight
 * </pre>
 *
 * The checksum makes the frame valid. That it covers salt, sequence and place tells a frame from what was left of another file
 * or written to the wrong block. Confined to the thread that has the commit.
 */
final class Frame {
    static final int LENGTH_OFFSET = 0;
    static final int CHECKSUM_OFFSET = 4;
    static final int LSN_OFFSET = 8;
    static final int TIME_OFFSET = 16;
    static final int TRANSACTION_OFFSET = 24;
    static final int COUNT_OFFSET = 32;
    static final int TYPE_OFFSET = 36;
    static final int FLAGS_OFFSET = 37;
    static final int RESERVED_OFFSET = 38;
    static final int HEADER_BYTES = 40;

    static final int ALIGNMENT = 8;

    static final int TYPE_COMMIT = 1;
    static final int TYPE_EPOCH = 2;

    static final int FLAG_FIRST = 1;
    static final int FLAG_LAST = 2;
    static final int FLAG_SELF_CONTAINED = 4;

    static final int EPOCH_NUMBER_OFFSET = HEADER_BYTES;
    static final int EPOCH_DURABLE_LSN_OFFSET = HEADER_BYTES + 8;
    static final int EPOCH_BYTE_COUNT_OFFSET = HEADER_BYTES + 16;
    static final int EPOCH_BYTES = HEADER_BYTES + 24;

    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] bytes;
    private final int length;
    private final long lsnOffset;

    /**
     * A frame whose header is still to be filled.
     *
     * @param bytes header and body, of which the first {@code length} count
     * @param lsnOffset operations of the transaction that stand in frames before this one
     */
    Frame(byte[] bytes, int length, int type, int flags, long transactionId, int count, long lsnOffset) {
        this.bytes = bytes;
        this.length = length;
        this.lsnOffset = lsnOffset;
        INT.set(bytes, LENGTH_OFFSET, length);
        LONG.set(bytes, TRANSACTION_OFFSET, transactionId);
        INT.set(bytes, COUNT_OFFSET, count);
        bytes[TYPE_OFFSET] = (byte) type;
        bytes[FLAGS_OFFSET] = (byte) flags;
        SHORT.set(bytes, RESERVED_OFFSET, (short) 0);
    }

    /** An epoch: what was durable when the commit frames that follow were written. */
    static Frame epoch(long number, long durableLsn, long byteCount) {
        byte[] bytes = new byte[EPOCH_BYTES];
        LONG.set(bytes, EPOCH_NUMBER_OFFSET, number);
        LONG.set(bytes, EPOCH_DURABLE_LSN_OFFSET, durableLsn);
        LONG.set(bytes, EPOCH_BYTE_COUNT_OFFSET, byteCount);
        return new Frame(bytes, EPOCH_BYTES, TYPE_EPOCH, 0, 0, 0, 0);
    }

    /** The length that so many bytes of header and body come to. */
    static int aligned(int unpadded) {
        return (unpadded + ALIGNMENT - 1) & -ALIGNMENT;
    }

    /** Writes LSN and time into the header. */
    void stamp(long transactionFirstLsn, long systemTime) {
        LONG.set(bytes, LSN_OFFSET, transactionFirstLsn + lsnOffset);
        LONG.set(bytes, TIME_OFFSET, systemTime);
    }

    /** Computes the checksum for a place, writes it into the header and returns it. */
    int seal(FrameChecksum checksum, long offset) {
        int value = checksum.of(bytes, 0, length, offset);
        INT.set(bytes, CHECKSUM_OFFSET, value);
        return value;
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    long firstLsn() {
        return (long) LONG.get(bytes, LSN_OFFSET);
    }
}
