package io.aletheia.engine.tx;

import io.aletheia.engine.model.CatalogVersion;
import io.aletheia.engine.model.Commit;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.DurabilityMode;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.Operation;
import io.aletheia.engine.model.RowCheck;
import io.aletheia.engine.model.Time;
import io.aletheia.engine.model.TransactionNote;
import io.aletheia.engine.store.ColumnHistory;
import io.aletheia.engine.store.GraphStore;
import io.aletheia.engine.store.TransactionList;
import io.aletheia.engine.wal.BriefLock;
import io.aletheia.engine.wal.EncodedCommit;
import io.aletheia.engine.wal.FlushPolicy;
import io.aletheia.engine.wal.WriteAheadLog;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The way of a commit: encode, admit, then under the sequencer's lock validate, stamp, claim and apply, then publish, wait, and
 * be visible. Thread-safe.
 *
 * <p><b>Order.</b> System time, LSNs and the application to the store are one step under one lock, so the order of system times
 * is that of the log and of visibility. No thread waits for the disk while it holds that lock, but to let a checkpoint begin and to
 * purge.
 *
 * <p><b>Failure.</b> All that may fail for a reason comes before the claim. An error between claim and publish is a bug: the
 * store may hold half a commit, so from then on no commit is accepted; readers, who see nothing of it, go on.
 */
public final class CommitPipeline {
    /** After how many commits the store is told what may be forgotten. */
    private static final int FORGET_INTERVAL_COMMITS = 256;

    private final GraphStore store;
    private final WriteAheadLog log;
    private final TransactionClock clock;
    private final boolean readOnly;
    private final RowCheck.Compiler checks;
    private final Visibility visibility;
    private final LiveSnapshots liveSnapshots = new LiveSnapshots();
    private final OwnCatalogNumbers catalogNumbers = new OwnCatalogNumbers();
    private final AtomicLong lastTransactionId;
    private final BriefLock sequencer = new BriefLock();
    /** Guarded by the sequencer's lock. */
    private final TableTimes tableTimes = new TableTimes();
    /** The state after the last applied commit. Guarded by the sequencer's lock. */
    private Snapshot applied;
    /** The last LSN of a commit that did not wait to be durable. Guarded by the sequencer's lock. */
    private long lastUnawaitedLsn;
    /** Guarded by the sequencer's lock. */
    private int commitsSinceForgetting;

    private volatile @Nullable Throwable fatal;
    private volatile boolean closed;

    /** A pipeline over a recovered store and its log. */
    public CommitPipeline(GraphStore store, WriteAheadLog log, TransactionClock clock, boolean readOnly) {
        this(store, log, clock, readOnly, RowCheck.Compiler.NONE);
    }

    /** A pipeline whose tables' checks are compiled by the compiler. */
    public CommitPipeline(
            GraphStore store, WriteAheadLog log, TransactionClock clock, boolean readOnly, RowCheck.Compiler checks) {
        this.checks = checks;
        this.store = store;
        this.log = log;
        this.clock = clock;
        this.readOnly = readOnly;
        this.applied = Snapshot.of(store);
        this.visibility = new Visibility(log, applied);
        this.lastTransactionId = new AtomicLong(store.lastTransactionId());
    }

    /** Begins a transaction on the newest visible snapshot. Takes no lock. */
    public ActiveTransaction begin(boolean serializable, DurabilityMode durability, boolean readOnlyTransaction) {
        requireOpen();
        LiveSnapshots.Place place = liveSnapshots.enter();
        Snapshot snapshot = visibility.published();
        place.take(snapshot.systemTime());
        // A commit that is stamped but not visible yet is after the transaction, so the transaction's time is before
        // it; else
        // what was known at that time would depend on who asks. If the log has failed, such a commit will never be
        // visible.
        long now = clock.wallMicros();
        if (isAlive()) {
            now = Math.min(now, snapshot.nextTime() - 1);
        }
        now = Math.max(now, snapshot.systemTime() + 1);
        return new ActiveTransaction(
                this, snapshot, place, now, serializable, durability, readOnly || readOnlyTransaction);
    }

    /** The tables as last made visible. */
    public CatalogVersion catalog() {
        return visibility.published().catalog();
    }

    /** Whether commits are still accepted. */
    public boolean isAlive() {
        return !closed && fatal == null && !log.isPoisoned();
    }

    /**
     * Waits until everything committed so far is on stable storage.
     *
     * @throws DatabaseException COMMIT_OUTCOME_UNKNOWN (08007) if the log fails first
     */
    public void awaitDurable() {
        requireOpen();
        requireSound();
        log.awaitDurable(log.lastLsn());
    }

    /**
     * Runs a step of a checkpoint while no commit is under way: everything applied is durable and visible.
     *
     * @throws DatabaseException READ_ONLY (25006), LOG_UNAVAILABLE (58030), INTERNAL (XX000), and what the step throws
     */
    public <T extends @Nullable Object> T pause(Supplier<T> step) {
        requireOpen();
        if (readOnly) {
            throw new DatabaseException(ErrorCode.READ_ONLY, "the database is open for reading only");
        }
        sequencer.lock();
        try {
            requireSound();
            log.awaitDurable(log.lastLsn());
            visibility.advance(log.durableLsn());
            forget();
            store.observe(clock.last());
            return step.get();
        } finally {
            sequencer.unlock();
        }
    }

    /** Gives an answer about the store while no commit is applied; commits wait meanwhile, reads do not. */
    public <T> T betweenCommits(Supplier<T> question) {
        requireOpen();
        sequencer.lock();
        try {
            requireSound();
            return question.get();
        } finally {
            sequencer.unlock();
        }
    }

    /**
     * Refuses everything from now on, waits for commits under way and runs a checkpoint if there is a reason and no hindrance.
     * The caller closes the log. False if it was closed before.
     *
     * @throws DatabaseException COMMIT_OUTCOME_UNKNOWN (08007) if the log has failed and commits that nobody waited for are not on stable
     *     storage
     */
    public boolean close(Runnable checkpoint) {
        sequencer.lock();
        try {
            if (closed) {
                return false;
            }
            closed = true;
            if (!readOnly && fatal == null) {
                // Says so if the log has failed and with it commits that nobody waited for.
                log.awaitDurable(lastUnawaitedLsn);
            }
            if (!readOnly && fatal == null && !log.isPoisoned()) {
                log.awaitDurable(log.lastLsn());
                visibility.advance(log.durableLsn());
                store.observe(clock.last());
                checkpoint.run();
            }
            return true;
        } finally {
            sequencer.unlock();
        }
    }

    /** The committed transactions, also those that no snapshot shows yet. */
    TransactionList transactions() {
        return store.transactions();
    }

    /** The columns that the tables ever had, also those that no snapshot shows yet. */
    ColumnHistory columns() {
        return store.columns();
    }

    RowCheck.Compiler checks() {
        return checks;
    }

    OwnCatalogNumbers catalogNumbers() {
        return catalogNumbers;
    }

    /** What the wall clock says, in microseconds. */
    long wallMicros() {
        return clock.wallMicros();
    }

    /** How far the wall clock lay behind the last commit at the newest commit, if that is to be told; 0 otherwise. */
    long clockLagMicros() {
        return clock.lagMicros();
    }

    /** A place for another transaction on a snapshot that one reads already. */
    LiveSnapshots.Place enter(Snapshot snapshot) {
        LiveSnapshots.Place place = liveSnapshots.enter();
        place.take(snapshot.systemTime());
        return place;
    }

    /** The transaction is over. */
    void end(LiveSnapshots.Place place) {
        liveSnapshots.leave(place);
    }

    /**
     * Commits, but for the waiting: {@link #await} is to follow.
     *
     * @param note what is said of the transaction
     * @param importedTime the system time to stamp; {@link Long#MIN_VALUE} for the clock's
     * @param reads what a SERIALIZABLE transaction read; null otherwise
     * @return what is in the log's hands
     */
    EncodedCommit commit(
            WriteSet writes,
            TransactionNote note,
            Snapshot snapshot,
            long importedTime,
            @Nullable ReadSet reads,
            DurabilityMode durability) {
        requireSound();
        FlushPolicy policy = log.policy(durability);
        long transactionId = lastTransactionId.incrementAndGet();
        List<Operation> operations = operations(writes, note);
        EncodedCommit encoded = log.encode(transactionId, operations);
        log.admit(encoded);
        sequence(writes, operations, snapshot, importedTime, reads, encoded, policy);
        publish(encoded);
        if (store.isChunkDue()) {
            store.writeFullChunks();
        }
        if (policy.visibleBeforeDurable()) {
            visibility.advance(log.durableLsn());
        }
        return encoded;
    }

    /**
     * Waits until a commit is as durable as its mode promises, and visible.
     *
     * @throws DatabaseException COMMIT_OUTCOME_UNKNOWN (08007) if the log fails first
     */
    void await(EncodedCommit commit, DurabilityMode durability) {
        log.await(log.policy(durability), commit.lastLsn());
        visibility.await(commit.systemTime());
    }

    /** Nothing behind a commit that is not published becomes durable, so an error here is the end as well. */
    private void publish(EncodedCommit encoded) {
        try {
            log.publish(encoded);
        } catch (RuntimeException | Error e) {
            fatal = e;
            log.fail(e);
            throw new DatabaseException(
                    ErrorCode.INTERNAL,
                    "the commit failed when it was handed to the log; close the database and open it again",
                    e);
        }
    }

    private static List<Operation> operations(WriteSet writes, TransactionNote note) {
        if (note.isEmpty()) {
            return writes.operations();
        }
        List<Operation> operations = new ArrayList<>(writes.operations().size() + 1);
        operations.add(new Operation.Note(note));
        operations.addAll(writes.operations());
        return operations;
    }

    /** The step that gives the commit its place. On return the commit is applied and claimed. */
    private void sequence(
            WriteSet writes,
            List<Operation> operations,
            Snapshot snapshot,
            long importedTime,
            @Nullable ReadSet reads,
            EncodedCommit encoded,
            FlushPolicy policy) {
        boolean claimed = false;
        sequencer.lock();
        try {
            requireOpen();
            requireSound();
            long systemTime = importedTime == Long.MIN_VALUE ? clock.next() : clock.imported(importedTime);
            if (systemTime >= Time.FOREVER) {
                throw new DatabaseException(ErrorCode.CLOCK_SKEW, "the system clock is beyond the end of time");
            }
            new CommitValidation(writes, snapshot, store, tableTimes, systemTime).check();
            if (reads != null) {
                reads.validate(store, snapshot, tableTimes);
            }
            claimed = true;
            clock.advance(systemTime);
            long firstLsn = log.claim(encoded, systemTime);
            applied.setNextTime(systemTime);
            store.apply(new Commit(encoded.transactionId(), firstLsn, systemTime, operations));
            applied = applied.following(store);
            tableTimes.note(writes, systemTime);
            if (policy.visibleBeforeDurable()) {
                lastUnawaitedLsn = encoded.lastLsn();
            }
            visibility.enqueue(applied, encoded.lastLsn(), policy.visibleBeforeDurable());
            if (++commitsSinceForgetting >= FORGET_INTERVAL_COMMITS) {
                forget();
            }
        } catch (RuntimeException | Error e) {
            if (claimed) {
                fatal = e;
                log.fail(e);
                throw new DatabaseException(
                        ErrorCode.INTERNAL,
                        "the commit failed when it was applied; close the database and open it again",
                        e);
            }
            log.withdraw(encoded);
            throw e;
        } finally {
            sequencer.unlock();
        }
    }

    /**
     * Checks a system time that a transaction wants to be stamped with.
     *
     * @throws DatabaseException INVALID_ARGUMENT (22023)
     */
    void checkImported(long micros) {
        sequencer.lock();
        try {
            clock.imported(micros);
        } finally {
            sequencer.unlock();
        }
    }

    /**
     * Says that somebody reads a snapshot as of a system time after it, and makes sure that what he is told stays true: later
     * commits get later times, and none before that time is missing from the snapshot.
     *
     * @throws DatabaseException WRITE_CONFLICT (40001) if one is
     */
    void observe(Snapshot snapshot, long micros) {
        sequencer.lock();
        try {
            clock.observe(micros);
        } finally {
            sequencer.unlock();
        }
        if (snapshot.nextTime() <= micros) {
            throw new DatabaseException(
                    ErrorCode.WRITE_CONFLICT,
                    "a commit at " + Time.toText(snapshot.nextTime())
                            + " is after the transaction's snapshot and before " + Time.toText(micros)
                            + ", as of which it reads; run the transaction again");
        }
    }

    /**
     * Refuses unless the database is open.
     *
     * @throws DatabaseException CONNECTION_CLOSED (08003)
     */
    void requireOpen() {
        if (closed) {
            throw new DatabaseException(ErrorCode.CONNECTION_CLOSED, "the database is closed");
        }
    }

    private void requireSound() {
        Throwable cause = fatal;
        if (cause != null) {
            throw new DatabaseException(
                    ErrorCode.INTERNAL,
                    "a commit failed when it was applied; close the database and open it again",
                    cause);
        }
    }

    private void forget() {
        commitsSinceForgetting = 0;
        long oldest = liveSnapshots.oldest(() -> visibility.published().systemTime());
        if (oldest != Long.MIN_VALUE) {
            store.forgetBefore(oldest);
        }
    }
}
