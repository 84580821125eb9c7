package io.aletheia.engine.wal;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that writes the log: drains the stripes, restores the order of LSNs, writes what has no gap before it, syncs
 * when somebody waits or a sync is due, tells the listener and wakes the waiters.
 *
 * <p><b>Sleeping.</b> A thread that hands something over makes it visible first and looks at {@link #sleeping} afterwards; the
 * flusher sets {@link #sleeping} first and looks for work afterwards. With a full fence between the two on both sides, one of
 * them sees the other.
 *
 * <p><b>Failure.</b> Whatever goes wrong here poisons the log for good: a sync that failed may have thrown away what it did not
 * write, so neither it nor what follows can be repeated.
 */
final class Flusher implements Runnable, SyncRequests {
    /** So much is written before a sync is looked at again. */
    private static final long BATCH_BYTES_MAX = 8L << 20;

    /** After so long a rest the log notes what is durable, so that later damage to it can be told from a torn write. */
    private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private static final long LINGER_NANOS_MAX = TimeUnit.MICROSECONDS.toNanos(50);
    private static final long AWAKE_NANOS_MAX = TimeUnit.MICROSECONDS.toNanos(50);
    private static final long WATCHED_SYNC_NANOS_MAX = TimeUnit.MICROSECONDS.toNanos(300);
    private static final long FOREVER_NANOS = Long.MAX_VALUE;
    private static final long GAP_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long CLOSE_NANOS_MAX = TimeUnit.SECONDS.toNanos(5);

    /** So often who waits for an erasure looks whether the log has failed meanwhile. */
    private static final long ERASURE_LOOK_MILLIS = 10;

    /** A wish that something be overwritten, and who waits for it. */
    private record Erasure(LogPosition end, CountDownLatch done) {}

    private final Thread thread;
    private final Stripes stripes;
    private final Admission admission;
    private final LogTail tail;
    private final LongSupplier claimedLsn;
    private final SyncDemand demand = new SyncDemand();
    private final ReorderWindow window = new ReorderWindow();
    private final List<EncodedCommit> batch = new ArrayList<>();
    private int commitsUnsynced;
    /** How many the last sync woke. */
    private int served;
    /** How long the last sync took; written by the flusher. */
    private volatile long syncNanos;
    /** When the last sync ended, as {@link System#nanoTime} has it. */
    private long syncEnded;

    private final AtomicBoolean sleeping = new AtomicBoolean();
    /** How many threads wait for a sync. */
    private final AtomicInteger awaiting = new AtomicInteger();

    private volatile long durableLsn;
    private volatile LogPosition position;
    private volatile LongConsumer listener = lsn -> {};
    private volatile boolean stopping;
    /** Set by who wants something overwritten, reset when it is. */
    private volatile @Nullable Erasure erasure;

    /** Why nothing more becomes durable; null while the log works. */
    private volatile @Nullable DatabaseException ended;

    private volatile boolean poisoned;

    Flusher(String databaseName, Stripes stripes, Admission admission, LogTail tail, LongSupplier claimedLsn) {
        this.stripes = stripes;
        this.admission = admission;
        this.tail = tail;
        this.claimedLsn = claimedLsn;
        this.durableLsn = tail.writtenLsn();
        this.position = tail.position();
        this.thread = new Thread(this, "aletheia-wal-flush-" + databaseName);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    // Any thread.

    void publish(EncodedCommit commit) {
        stripes.offer(commit);
        wake();
    }

    private void wake() {
        VarHandle.fullFence();
        if (sleeping.get() && sleeping.compareAndSet(true, false)) {
            LockSupport.unpark(thread);
        }
    }

    @Override
    public void awaitSync(long lsn) {
        await(lsn, 0, 0);
    }

    @Override
    public void awaitSharedSync(long lsn, long delayNanosMax, int commitsMax) {
        await(lsn, delayNanosMax, commitsMax);
    }

    private void await(long lsn, long delayNanosMax, int commitsMax) {
        if (durableLsn >= lsn) {
            return;
        }
        boolean alone = awaiting.incrementAndGet() == 1;
        try {
            demand.add(new Waiter(lsn, delayNanosMax, commitsMax));
            wake();
            if (!alone || !watch(lsn)) {
                parkUntil(lsn);
            }
        } finally {
            awaiting.decrementAndGet();
        }
        DatabaseException reason = ended;
        if (durableLsn < lsn && reason != null) {
            throw new DatabaseException(
                    ErrorCode.COMMIT_OUTCOME_UNKNOWN,
                    "the log ended before LSN " + lsn
                            + " was on stable storage; whether it is shows when the database is" + " opened again: "
                            + reason.getMessage(),
                    reason);
        }
    }

    /**
     * Stays awake while a sync runs that nobody else waits for, if syncs are short: to be woken takes a good part of what such a
     * sync takes. Returns whether the LSN is durable.
     */
    @SuppressWarnings("ThreadPriorityCheck") // On few cores the flusher needs this one; nothing depends on it.
    private boolean watch(long lsn) {
        long usualNanos = syncNanos;
        if (usualNanos > WATCHED_SYNC_NANOS_MAX) {
            return false;
        }
        long started = System.nanoTime();
        while (durableLsn < lsn) {
            if (System.nanoTime() - started > 2 * usualNanos || awaiting.get() > 1 || ended != null) {
                return false;
            }
            Thread.yield();
        }
        return true;
    }

    private void parkUntil(long lsn) {
        boolean interrupted = false;
        while (durableLsn < lsn && ended == null) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void syncWithin(long nanos) {
        if (demand.within(nanos)) {
            wake();
        }
    }

    @Override
    public void syncAtCommits(int commits) {
        demand.atCommits(commits);
    }

    void onDurable(LongConsumer newListener) {
        listener = newListener;
    }

    long durableLsn() {
        return durableLsn;
    }

    LogPosition position() {
        return position;
    }

    boolean isPoisoned() {
        return poisoned;
    }

    /**
     * Overwrites what stands before a position in its segment, the present one, with zeros. One caller at a time, while nothing is
     * under way.
     *
     * @throws DatabaseException LOG_UNAVAILABLE (58030)
     */
    void eraseBefore(LogPosition end) {
        var done = new CountDownLatch(1);
        erasure = new Erasure(end, done);
        wake();
        boolean interrupted = false;
        while (done.getCount() > 0 && ended == null) {
            try {
                if (done.await(ERASURE_LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                    break;
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        DatabaseException reason = ended;
        if (done.getCount() > 0 && reason != null) {
            throw new DatabaseException(ErrorCode.LOG_UNAVAILABLE, String.valueOf(reason.getMessage()), reason);
        }
    }

    /** Writes and syncs what is published and ends the thread. */
    void stop() {
        stopping = true;
        wake();
        Joining.join(thread);
    }

    // The flusher's thread.

    @Override
    public void run() {
        try {
            while (!stopping) {
                boolean wrote = writeBatch();
                demand.gather();
                eraseIfAsked();
                if (demand.isWaitedFor(tail.writtenLsn())) {
                    linger();
                    sync();
                } else if (demand.isDue(commitsUnsynced)) {
                    syncAllPublished();
                } else if (!wrote) {
                    rest();
                }
            }
            finish();
        } catch (Throwable e) {
            poison(e);
        }
    }

    private void eraseIfAsked() {
        Erasure asked = erasure;
        if (asked != null) {
            tail.eraseBefore(asked.end());
            erasure = null;
            asked.done().countDown();
        }
    }

    /** Writes the commits that follow on what is written, up to a bound; returns whether there were any. */
    private boolean writeBatch() {
        stripes.drain(window::put);
        batch.clear();
        long bytes = 0;
        while (bytes < BATCH_BYTES_MAX) {
            EncodedCommit commit = window.poll();
            if (commit == null) {
                break;
            }
            batch.add(commit);
            bytes += commit.bytes();
        }
        if (batch.isEmpty()) {
            return false;
        }
        tail.write(batch, durableLsn);
        position = tail.position();
        commitsUnsynced += batch.size();
        return true;
    }

    private void sync() {
        commitsUnsynced = 0;
        long written = tail.writtenLsn();
        if (written > durableLsn) {
            long started = System.nanoTime();
            tail.sync();
            syncEnded = System.nanoTime();
            syncNanos = syncEnded - started;
            // Told first, so that who sees the LSN finds his commit visible already.
            listener.accept(written);
            durableLsn = written;
        }
        served = demand.wakeUpTo(written);
    }

    /**
     * Waits for those who were woken by the last sync and are about to commit again, if all who wait allow it: for a part of what
     * a sync takes at most, and only until most of them are there. Somebody who commits alone never waits.
     */
    @SuppressWarnings("ThreadPriorityCheck") // On few cores those awaited need this one; nothing depends on it.
    private void linger() {
        if (served < 2) {
            return;
        }
        long nanosMax = Math.min(demand.lingerNanosMax(commitsUnsynced), Math.min(LINGER_NANOS_MAX, syncNanos / 2));
        int enough = served - served / 4;
        long started = System.nanoTime();
        while (demand.waiters(tail.writtenLsn()) < enough && System.nanoTime() - started < nanosMax) {
            if (!writeBatch()) {
                Thread.yield();
            }
            demand.gather();
        }
    }

    /** Serves those who do not wait: all that was published before the request was dropped is covered. */
    private void syncAllPublished() {
        demand.reset();
        long target = claimedLsn.getAsLong();
        while (tail.writtenLsn() < target && writeBatch()) {
            demand.gather();
        }
        sync();
        if (!window.isEmpty()) {
            // Published, but behind a gap that somebody is about to fill.
            demand.within(GAP_NANOS);
        }
    }

    /**
     * Stays awake for a moment after a sync: whoever it woke is likely to commit again, and waking this thread for that would take
     * longer than committing does. Returns whether something has come.
     */
    @SuppressWarnings("ThreadPriorityCheck") // On few cores those awaited need this one; nothing depends on it.
    private boolean stayAwake() {
        long nanosMax = Math.min(AWAKE_NANOS_MAX, syncNanos / 2);
        while (System.nanoTime() - syncEnded < nanosMax) {
            if (!stripes.isEmpty() || demand.hasArrivals() || stopping) {
                return true;
            }
            Thread.yield();
        }
        return false;
    }

    private void rest() {
        if (served > 0 && stayAwake()) {
            return;
        }
        long nanosMax = tail.lacksEpoch(durableLsn) ? REST_NANOS : FOREVER_NANOS;
        sleeping.set(true);
        if (!stripes.isEmpty() || demand.hasArrivals() || stopping || erasure != null) {
            sleeping.set(false);
            return;
        }
        long nanos = demand.nanosUntilDue(nanosMax);
        if (nanos == FOREVER_NANOS) {
            LockSupport.park(this);
        } else {
            LockSupport.parkNanos(this, nanos);
        }
        // An interrupt is nobody's to give; it must not make the next park return at once for ever.
        Thread.interrupted();
        boolean undisturbed = sleeping.getAndSet(false);
        if (undisturbed && nanos == REST_NANOS && stripes.isEmpty()) {
            tail.writeEpoch(durableLsn);
            position = tail.position();
        }
    }

    private void finish() {
        long started = System.nanoTime();
        while (tail.writtenLsn() < claimedLsn.getAsLong() && System.nanoTime() - started < CLOSE_NANOS_MAX) {
            if (!writeBatch()) {
                LockSupport.parkNanos(this, GAP_NANOS);
            }
        }
        demand.gather();
        sync();
        if (tail.lacksEpoch(durableLsn)) {
            tail.writeEpoch(durableLsn);
            tail.sync();
        }
        tail.close();
        ended = new DatabaseException(ErrorCode.LOG_UNAVAILABLE, "the log is closed");
        demand.wakeAll();
    }

    private void poison(Throwable cause) {
        poisoned = true;
        DatabaseException reason = new DatabaseException(
                ErrorCode.LOG_UNAVAILABLE,
                "the log failed and takes no more commits; close the database and open it again: " + cause,
                cause);
        ended = reason;
        admission.close(reason);
        demand.wakeAll();
        System.getLogger(Flusher.class.getName()).log(System.Logger.Level.ERROR, "the write-ahead log failed", cause);
        try {
            tail.close();
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
        }
    }
}
