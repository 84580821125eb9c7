package io.aletheia.engine.wal;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.LogIo;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * What the flusher does, step by step: drains the stripes, restores the order of LSNs, writes what has no gap before it, syncs
 * when somebody waits or a sync is due, tells the listener and wakes the waiters. Confined to the flusher's thread but for what
 * says otherwise; a step neither sleeps nor waits for others longer than a linger.
 */
final class LogWriter {
    /** So much is written before a sync is looked at again. */
    private static final long BATCH_BYTES_MAX = 8L << 20;

    private static final long LINGER_NANOS_MAX = TimeUnit.MICROSECONDS.toNanos(50);
    private static final long GAP_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long CLOSE_NANOS_MAX = TimeUnit.SECONDS.toNanos(5);

    private final Stripes stripes;
    private final LogTail tail;
    private final SyncDemand demand;
    private final DurableLsn durable;
    private final LongSupplier claimedLsn;
    private final LongSupplier nanoTime;
    private final LogStatistics statistics;
    private final ReorderWindow window = new ReorderWindow();
    private final List<EncodedCommit> batch = new ArrayList<>();
    private int commitsUnsynced;
    /** How long the writing of what is unsynced took. */
    private long writeNanos;
    /** How many the last sync woke. */
    private int served;
    /** How many waited for the next one by then. */
    private int others;
    /** When the last sync ended. */
    private long syncEnded;

    private volatile LogPosition position;
    private volatile Segment segment;
    private volatile LogIo io;
    private volatile LongConsumer listener = lsn -> {};

    /**
     * A writer behind the end of a log.
     *
     * @param claimedLsn the last LSN given out; all up to it will be published
     * @param nanoTime as {@link System#nanoTime}
     */
    LogWriter(
            Stripes stripes,
            LogTail tail,
            SyncDemand demand,
            DurableLsn durable,
            LongSupplier claimedLsn,
            LongSupplier nanoTime,
            LogStatistics statistics) {
        this.stripes = stripes;
        this.tail = tail;
        this.demand = demand;
        this.durable = durable;
        this.claimedLsn = claimedLsn;
        this.nanoTime = nanoTime;
        this.statistics = statistics;
        this.position = tail.position();
        this.segment = tail.segment();
        this.io = tail.io();
    }

    /** Whom to tell what is durable. Any thread. */
    void onDurable(LongConsumer newListener) {
        listener = newListener;
    }

    /** Where the log ends, as far as it is written. Any thread. */
    LogPosition position() {
        return position;
    }

    /** The segment that is written. Any thread. */
    Segment segment() {
        return segment;
    }

    /** How it is written. Any thread. */
    LogIo io() {
        return io;
    }

    /** Whether something is published or asked for that no step has seen yet. Any thread. */
    boolean hasArrivals() {
        return !stripes.isEmpty() || demand.hasArrivals();
    }

    /** Does what there is to do; returns whether there was anything. */
    boolean step() {
        boolean wrote = writeBatch();
        demand.gather();
        if (demand.isWaitedFor(tail.writtenLsn())) {
            linger();
            sync();
            return true;
        }
        if (demand.isDue(commitsUnsynced)) {
            syncAllPublished();
            return true;
        }
        return wrote;
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
        long started = nanoTime.getAsLong();
        tail.write(batch, durable.lsn());
        writeNanos += nanoTime.getAsLong() - started;
        position = tail.position();
        segment = tail.segment();
        io = tail.io();
        commitsUnsynced += batch.size();
        statistics.written(batch.size(), bytes);
        return true;
    }

    private void sync() {
        int commits = commitsUnsynced;
        commitsUnsynced = 0;
        long written = tail.writtenLsn();
        if (written > durable.lsn()) {
            long started = nanoTime.getAsLong();
            tail.sync();
            syncEnded = nanoTime.getAsLong();
            // A file that is written directly takes its time with the writing.
            long nanos = syncEnded - started + writeNanos;
            writeNanos = 0;
            durable.noteSync(nanos);
            // Told first, so that who sees the LSN finds his commit visible already.
            listener.accept(written);
            durable.advance(written);
            demand.gather();
            served = demand.wakeUpTo(written);
            others = demand.waiting();
            statistics.synced(nanos, commits);
        } else {
            served = demand.wakeUpTo(written);
            others = demand.waiting();
        }
    }

    /**
     * Waits for those who were woken by the last sync and are about to commit again, besides those who waited already by then, if all
     * who wait allow it: for a part of what a sync takes at most, and only until most of them are there. Somebody who commits alone
     * never waits, nor for those who were woken long ago.
     */
    @SuppressWarnings("ThreadPriorityCheck") // On few cores those awaited need this one; nothing depends on it.
    private void linger() {
        if (served < 2 || nanosSinceServed() > durable.syncNanos()) {
            return;
        }
        long nanosMax = Math.min(LINGER_NANOS_MAX, durable.syncNanos() / 2);
        int enough = others + served - served / 4;
        long started = nanoTime.getAsLong();
        while (demand.waiters(tail.writtenLsn()) < enough
                && nanoTime.getAsLong() - started < Math.min(nanosMax, demand.lingerNanosMax(commitsUnsynced))) {
            if (!writeBatch()) {
                Thread.yield();
            }
            demand.gather();
        }
    }

    /** Serves those who do not wait: all that was published before the request was dropped is covered, or asked for again. */
    private void syncAllPublished() {
        demand.reset();
        long target = claimedLsn.getAsLong();
        while (tail.writtenLsn() < target && writeBatch()) {
            demand.gather();
        }
        sync();
        if (tail.writtenLsn() < target) {
            // Behind a gap in the window or in a stripe that somebody is about to fill.
            demand.within(GAP_NANOS);
        }
    }

    /** Nanoseconds since a sync woke somebody, who is likely to commit again soon; {@link Long#MAX_VALUE} if none did. */
    long nanosSinceServed() {
        return served > 0 ? nanoTime.getAsLong() - syncEnded : Long.MAX_VALUE;
    }

    /** Whether the log itself does not yet say all that is durable. */
    boolean lacksEpoch() {
        return tail.lacksEpoch(durable.lsn());
    }

    /** Writes down in the log what is durable. */
    void writeEpoch() {
        tail.writeEpoch(durable.lsn());
        position = tail.position();
    }

    /** Overwrites what stands before a position of the present segment with zeros, on stable storage. */
    void eraseBefore(LogPosition end) {
        tail.eraseBefore(end);
    }

    /** Writes and syncs what is published, says in the log that it is, and closes it. */
    void finish() {
        long started = nanoTime.getAsLong();
        while (tail.writtenLsn() < claimedLsn.getAsLong() && nanoTime.getAsLong() - started < CLOSE_NANOS_MAX) {
            if (!writeBatch()) {
                LockSupport.parkNanos(this, GAP_NANOS);
            }
        }
        demand.gather();
        sync();
        if (lacksEpoch()) {
            tail.writeEpoch(durable.lsn());
            tail.sync();
        }
        tail.close();
        end(new DatabaseException(ErrorCode.LOG_UNAVAILABLE, "the log is closed"));
    }

    /** Ends the log after a failure; what cannot be closed is added to its cause. */
    void fail(DatabaseException reason, Throwable cause) {
        end(reason);
        try {
            tail.close();
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
        }
    }

    private void end(DatabaseException reason) {
        durable.end(reason);
        demand.wakeAll();
    }
}
