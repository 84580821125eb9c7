package io.aletheia.engine.wal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jctools.queues.varhandle.MpscUnboundedVarHandleArrayQueue;

/**
 * Who waits for a sync, and until when one is due without anybody waiting. Requests come from any thread; the rest is confined
 * to the flusher.
 *
 * <p>Time is nanoseconds since the object was made.
 */
final class SyncDemand {
    private static final long NEVER = Long.MAX_VALUE;
    private static final int NO_LIMIT = Integer.MAX_VALUE;
    private static final int QUEUE_CHUNK = 256;

    private final LongSupplier nanoTime;
    private final long origin;
    private final MpscUnboundedVarHandleArrayQueue<Waiter> arriving =
            new MpscUnboundedVarHandleArrayQueue<>(QUEUE_CHUNK);
    private final AtomicLong deadline = new AtomicLong(NEVER);
    private final AtomicInteger commitLimit = new AtomicInteger(NO_LIMIT);

    /** Confined to the flusher. */
    private final List<Waiter> waiting = new ArrayList<>();

    /** No demand as yet; time as {@link System#nanoTime} gives it. */
    SyncDemand(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.origin = nanoTime.getAsLong();
    }

    private long now() {
        return nanoTime.getAsLong() - origin;
    }

    // Any thread.

    void add(Waiter waiter) {
        arriving.offer(waiter);
    }

    /** Asks for a sync within so long; returns whether that is earlier than what was asked before. */
    boolean within(long nanos) {
        long due = now() + nanos;
        long current = deadline.get();
        while (due < current) {
            if (deadline.compareAndSet(current, due)) {
                return true;
            }
            current = deadline.get();
        }
        return false;
    }

    /** Asks for a sync once so many commits are unsynced. */
    void atCommits(int commits) {
        int current = commitLimit.get();
        while (commits < current && !commitLimit.compareAndSet(current, commits)) {
            current = commitLimit.get();
        }
    }

    // The flusher.

    /** Takes note of those who have come, but for who comes just now and those behind him. */
    void gather() {
        arriving.drain(waiting::add);
    }

    boolean hasArrivals() {
        return !arriving.isEmpty();
    }

    /** Whether somebody waits for something that is written. */
    boolean isWaitedFor(long writtenLsn) {
        for (int i = 0; i < waiting.size(); i++) {
            if (waiting.get(i).lsn <= writtenLsn) {
                return true;
            }
        }
        return false;
    }

    /** Whether time or number of commits make a sync due. */
    boolean isDue(int commitsUnsynced) {
        if (commitsUnsynced >= commitLimit.get()) {
            return true;
        }
        long due = deadline.get();
        return due != NEVER && due <= now();
    }

    /** Forgets time and number. Before the sync that serves them, so that what is asked from here on is for the next. */
    void reset() {
        deadline.set(NEVER);
        commitLimit.set(NO_LIMIT);
    }

    /** How long until a sync is due; at most the given time. */
    long nanosUntilDue(long most) {
        long due = deadline.get();
        return due == NEVER ? most : Math.min(most, Math.max(0, due - now()));
    }

    /** How many wait for something that is written. */
    int waiters(long writtenLsn) {
        int count = 0;
        for (int i = 0; i < waiting.size(); i++) {
            count += waiting.get(i).lsn <= writtenLsn ? 1 : 0;
        }
        return count;
    }

    /** How many wait, of those of whom note is taken. */
    int waiting() {
        return waiting.size();
    }

    /** How long the flusher may wait for others to join: as long as every waiter allows. */
    long lingerNanosMax(int commitsUnsynced) {
        long most = Long.MAX_VALUE;
        for (int i = 0; i < waiting.size(); i++) {
            Waiter waiter = waiting.get(i);
            most = Math.min(most, commitsUnsynced < waiter.commitsMax ? waiter.delayNanosMax : 0);
        }
        return waiting.isEmpty() ? 0 : most;
    }

    /** Wakes those whose LSN is durable; returns how many. */
    int wakeUpTo(long durableLsn) {
        int kept = 0;
        for (int i = 0; i < waiting.size(); i++) {
            Waiter waiter = waiting.get(i);
            if (waiter.lsn <= durableLsn) {
                LockSupport.unpark(waiter.thread);
            } else {
                waiting.set(kept++, waiter);
            }
        }
        int woken = waiting.size() - kept;
        waiting.subList(kept, waiting.size()).clear();
        return woken;
    }

    /** Wakes everybody: the log has failed or ended, which whoever comes later sees before he waits. */
    void wakeAll() {
        // Unlike a drain, a poll waits for who has taken his place and not yet filled it, behind whom others may stand.
        // For who makes the queue longer it does not: nobody stands behind him, and he sees the end afterwards.
        Waiter waiter = arriving.poll();
        while (waiter != null) {
            waiting.add(waiter);
            waiter = arriving.poll();
        }
        wakeUpTo(Long.MAX_VALUE);
    }
}
