package io.aletheia.engine.wal;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import java.lang.invoke.VarHandle;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that writes the log: takes one step of the {@link LogWriter} after the other and sleeps when there is nothing to
 * do.
 *
 * <p><b>Sleeping.</b> A thread that hands something over makes it visible first and looks at {@link #sleeping} afterwards; the
 * flusher sets {@link #sleeping} first and looks for work afterwards. With a full fence between the two on both sides, one of
 * them sees the other.
 *
 * <p><b>Failure.</b> Whatever goes wrong here poisons the log for good: a sync that failed may have thrown away what it did not
 * write, so neither it nor what follows can be repeated.
 */
final class Flusher implements Runnable, SyncRequests {
    /** After so long a rest the log notes what is durable, so that later damage to it can be told from a torn write. */
    private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private static final long AWAKE_NANOS_MAX = TimeUnit.MICROSECONDS.toNanos(50);
    private static final long FOREVER_NANOS = Long.MAX_VALUE;

    /** So often who waits for an erasure looks whether the log has failed meanwhile. */
    private static final long ERASURE_LOOK_MILLIS = 10;

    /** A wish that something be overwritten, and who waits for it. */
    private record Erasure(LogPosition end, CountDownLatch done) {}

    private final Thread thread;
    private final Stripes stripes;
    private final Admission admission;
    private final SyncDemand demand;
    private final DurableLsn durable;
    private final LogWriter writer;

    private final AtomicBoolean sleeping = new AtomicBoolean();
    private volatile boolean stopping;
    /** Set by who wants something overwritten, reset when it is. */
    private volatile @Nullable Erasure erasure;

    /** Why the log is to end, told by another thread. */
    private volatile @Nullable Throwable failure;

    private volatile boolean poisoned;

    Flusher(
            String databaseName,
            Stripes stripes,
            Admission admission,
            SyncDemand demand,
            DurableLsn durable,
            LogWriter writer) {
        this.stripes = stripes;
        this.admission = admission;
        this.demand = demand;
        this.durable = durable;
        this.writer = writer;
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
        if (durable.lsn() >= lsn) {
            return;
        }
        boolean alone = durable.enter();
        try {
            demand.add(new Waiter(lsn, delayNanosMax, commitsMax));
            wake();
            durable.await(lsn, alone);
        } finally {
            durable.leave();
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

    /** Ends the log. Any thread. */
    void fail(Throwable cause) {
        failure = cause;
        wake();
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
        while (done.getCount() > 0 && durable.ended() == null) {
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
        DatabaseException reason = durable.ended();
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
    @SuppressWarnings("ThreadPriorityCheck") // To let others go first; nothing depends on it.
    public void run() {
        boolean hasCome = false;
        try {
            while (!stopping && failure == null) {
                eraseIfAsked();
                if (writer.step()) {
                    hasCome = false;
                } else {
                    if (hasCome) {
                        // Somebody who is not quite here yet: on a single core he needs this one.
                        Thread.yield();
                    }
                    hasCome = !rest();
                }
            }
            Throwable cause = failure;
            if (cause == null) {
                writer.finish();
            } else {
                poison(cause);
            }
        } catch (Throwable e) {
            poison(e);
        }
    }

    private void eraseIfAsked() {
        Erasure asked = erasure;
        if (asked != null) {
            writer.eraseBefore(asked.end());
            erasure = null;
            asked.done().countDown();
        }
    }

    private boolean isWanted() {
        return writer.hasArrivals() || stopping || failure != null || erasure != null;
    }

    /**
     * Stays awake for a moment after a sync: whoever it woke is likely to commit again, and waking this thread for that would take
     * longer than committing does. Returns whether something has come.
     */
    @SuppressWarnings("ThreadPriorityCheck") // On few cores those awaited need this one; nothing depends on it.
    private boolean stayAwake() {
        long nanosMax = Math.min(AWAKE_NANOS_MAX, durable.syncNanos() / 2);
        while (writer.nanosSinceServed() < nanosMax) {
            if (isWanted()) {
                return true;
            }
            Thread.yield();
        }
        return false;
    }

    /** Sleeps until somebody wakes it or a sync is due; false if something has come meanwhile. */
    private boolean rest() {
        if (stayAwake()) {
            return false;
        }
        long nanosMax = writer.lacksEpoch() ? REST_NANOS : FOREVER_NANOS;
        sleeping.set(true);
        if (isWanted()) {
            sleeping.set(false);
            return false;
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
            writer.writeEpoch();
        }
        return true;
    }

    /** Ends the log after a failure of a step. */
    void poison(Throwable cause) {
        DatabaseException reason = new DatabaseException(
                ErrorCode.LOG_UNAVAILABLE,
                "the log failed and takes no more commits; close the database and open it again: " + cause,
                cause);
        // At once: who sees that the log has failed finds that it takes nothing more, and who is told, that it has
        // failed.
        admission.close(reason, () -> poisoned = true);
        writer.fail(reason, cause);
        System.getLogger(Flusher.class.getName()).log(System.Logger.Level.ERROR, "the write-ahead log failed", cause);
    }
}
