package io.aletheia.engine.wal;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * How far the log is on stable storage, and the waiting for it. Only the flusher advances it and wakes those who wait, each by
 * itself; any thread reads and waits.
 */
final class DurableLsn {
    private static final long WATCHED_SYNC_NANOS_MAX = TimeUnit.MICROSECONDS.toNanos(300);

    /** How many threads wait for a sync. */
    private final AtomicInteger awaiting = new AtomicInteger();
    /** How long the last sync took. */
    private volatile long syncNanos;

    private volatile long lsn;

    /** Why nothing more becomes durable; null while the log works. */
    private volatile @Nullable DatabaseException ended;

    DurableLsn(long lsn) {
        this.lsn = lsn;
    }

    /** The last LSN such that it and all before are on stable storage. */
    long lsn() {
        return lsn;
    }

    /** How long the last sync took, nanoseconds. */
    long syncNanos() {
        return syncNanos;
    }

    /** Why nothing more becomes durable; null while the log works. */
    @Nullable
    DatabaseException ended() {
        return ended;
    }

    // The flusher.

    void noteSync(long nanos) {
        syncNanos = nanos;
    }

    void advance(long newLsn) {
        lsn = newLsn;
    }

    /** Nothing more becomes durable. Whoever waits is to be woken afterwards. */
    void end(DatabaseException reason) {
        ended = reason;
    }

    // Who waits: enter, ask for a sync, await, leave.

    /** Whether nobody else waits. */
    boolean enter() {
        return awaiting.incrementAndGet() == 1;
    }

    void leave() {
        awaiting.decrementAndGet();
    }

    /**
     * Waits until the LSN is on stable storage. An interrupt is kept for later.
     *
     * @param alone what {@link #enter} said
     * @throws DatabaseException COMMIT_OUTCOME_UNKNOWN (08007) if the log ends before
     */
    void await(long wanted, boolean alone) {
        if (!alone || !watch(wanted)) {
            parkUntil(wanted);
        }
        DatabaseException reason = ended;
        if (lsn < wanted && reason != null) {
            throw new DatabaseException(
                    ErrorCode.COMMIT_OUTCOME_UNKNOWN,
                    "the log ended before LSN " + wanted
                            + " was on stable storage; whether it is shows when the database is opened again: "
                            + reason.getMessage(),
                    reason);
        }
    }

    /**
     * Stays awake while a sync runs that nobody else waits for, if syncs are short: to be woken takes a good part of what such a
     * sync takes. Returns whether the LSN is durable.
     */
    @SuppressWarnings("ThreadPriorityCheck") // On few cores the flusher needs this one; nothing depends on it.
    private boolean watch(long wanted) {
        long usualNanos = syncNanos;
        if (usualNanos > WATCHED_SYNC_NANOS_MAX) {
            return false;
        }
        long started = System.nanoTime();
        while (lsn < wanted) {
            if (System.nanoTime() - started > 2 * usualNanos || awaiting.get() > 1 || ended != null) {
                return false;
            }
            Thread.yield();
        }
        return true;
    }

    private void parkUntil(long wanted) {
        boolean interrupted = false;
        while (lsn < wanted && ended == null) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
