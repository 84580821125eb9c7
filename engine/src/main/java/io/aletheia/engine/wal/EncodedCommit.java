package io.aletheia.engine.wal;

import java.util.List;

/**
 * A transaction in the form of the log: the frames, complete but for LSN, system time and checksum. Confined to the committing
 * thread until published; then the frames are the flusher's, and nobody changes the rest.
 */
public final class EncodedCommit {
    private final long transactionId;
    private final int operationCount;
    private final List<Frame> frames;
    private final long bytes;
    private final int frameBytesMax;
    private long firstLsn;
    private long systemTime;
    /** Counts commits as LSNs count operations, so it indexes the reorder window without holes. */
    private long ticket;
    /** The stripe in which a place is kept for this commit; set on admission. */
    private int stripe;

    EncodedCommit(long transactionId, int operationCount, List<Frame> frames, long bytes) {
        this.transactionId = transactionId;
        this.operationCount = operationCount;
        this.frames = frames;
        this.bytes = bytes;
        int longest = 0;
        for (Frame frame : frames) {
            longest = Math.max(longest, frame.length());
        }
        this.frameBytesMax = longest;
    }

    void stamp(long newFirstLsn, long newSystemTime, long newTicket) {
        firstLsn = newFirstLsn;
        systemTime = newSystemTime;
        ticket = newTicket;
    }

    void reserve(int newStripe) {
        stripe = newStripe;
    }

    /** The transaction that commits. */
    public long transactionId() {
        return transactionId;
    }

    /** LSN of the first operation, once claimed. */
    public long firstLsn() {
        return firstLsn;
    }

    /** LSN of the last operation, once claimed. */
    public long lastLsn() {
        return firstLsn + operationCount - 1;
    }

    /** The system time, once claimed. */
    public long systemTime() {
        return systemTime;
    }

    /** How many bytes it takes in the log. */
    public long bytes() {
        return bytes;
    }

    /** The longest frame, which must find room in one segment. */
    int frameBytesMax() {
        return frameBytesMax;
    }

    List<Frame> frames() {
        return frames;
    }

    long ticket() {
        return ticket;
    }

    int stripe() {
        return stripe;
    }
}
