package io.aletheia.engine;

import io.aletheia.engine.files.DataDirectory;
import io.aletheia.engine.files.LocalDirectory;
import io.aletheia.engine.files.SpillFiles;
import io.aletheia.engine.model.CatalogVersion;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.DatabaseReport;
import io.aletheia.engine.model.DatabaseStatus;
import io.aletheia.engine.model.ErasureRemains;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.HistoryRetention;
import io.aletheia.engine.model.LogCheck;
import io.aletheia.engine.model.LogEntries;
import io.aletheia.engine.model.RecoveryEstimate;
import io.aletheia.engine.model.RecoveryMode;
import io.aletheia.engine.model.RecoveryReport;
import io.aletheia.engine.model.SpillFile;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.Time;
import io.aletheia.engine.recovery.BackgroundCheckpoints;
import io.aletheia.engine.recovery.Checkpointer;
import io.aletheia.engine.recovery.Recovered;
import io.aletheia.engine.recovery.Recovery;
import io.aletheia.engine.store.GraphStore;
import io.aletheia.engine.store.TableStore;
import io.aletheia.engine.tx.CommitPipeline;
import io.aletheia.engine.tx.TransactionClock;
import io.aletheia.engine.wal.LogOptions;
import io.aletheia.engine.wal.LogPosition;
import io.aletheia.engine.wal.LogReplay;
import io.aletheia.engine.wal.WriteAheadLog;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An open database: the front door of the engine. Thread-safe. Exactly one process holds a database directory; within a process
 * it is opened once and shared.
 */
public final class Database implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(Database.class.getName());

    private final GraphStore store;
    private final WriteAheadLog log;
    private final boolean readOnly;
    private final CommitPipeline pipeline;
    private final RecoveryReport recovery;
    /** What makes checkpoints; null in memory. */
    private final @Nullable Checkpointer checkpointer;

    private final @Nullable DataDirectory directory;
    /** Null in memory and when reading only. */
    private final @Nullable SpillFiles spillFiles;
    /** Over what makes and reads checkpoints; taken before the lock under which commits get their place. */
    private final ReentrantLock checkpoints = new ReentrantLock();
    /** Null where there are none. */
    private final @Nullable BackgroundCheckpoints background;

    private Database(
            String name,
            Recovered recovered,
            DataDirectory directory,
            TransactionClock clock,
            DatabaseOptions options) {
        this.store = recovered.store();
        this.log = recovered.log();
        this.recovery = recovered.report();
        this.checkpointer = recovered.checkpointer();
        this.directory = directory;
        this.readOnly = options.readOnly();
        this.spillFiles = readOnly ? null : new SpillFiles(directory);
        this.pipeline = new CommitPipeline(store, log, clock, options.readOnly(), options.checks());
        boolean byItself = options.checkpointIntervalMillis() > 0 || options.checkpointLogBytes() > 0;
        this.background = readOnly || !byItself
                ? null
                : BackgroundCheckpoints.start(
                        name,
                        options.checkpointIntervalMillis(),
                        options.checkpointLogBytes(),
                        log,
                        recovered.checkpointer(),
                        this::checkpoint);
    }

    private Database(DatabaseOptions options) {
        this.store = new GraphStore();
        this.log = WriteAheadLog.inMemory();
        this.recovery = RecoveryReport.NOTHING;
        this.checkpointer = null;
        this.directory = null;
        this.spillFiles = null;
        this.background = null;
        this.readOnly = options.readOnly();
        this.pipeline = new CommitPipeline(store, log, clock(options, store), options.readOnly(), options.checks());
    }

    /**
     * Opens a directory, recovering what the log holds beyond the last checkpoint.
     *
     * @throws DatabaseException CANNOT_OPEN (08001) if it is missing and not to be made, or is not a database; DATABASE_LOCKED
     *     (08001) naming the holder; DATABASE_CORRUPT (XX001) if an acknowledged commit is damaged
     */
    public static Database open(Path path, DatabaseOptions options) {
        boolean create = options.create() && !options.readOnly();
        String name = String.valueOf(path.getFileName());
        // Refuses wrong options before a directory is made.
        logOptions(name, options);
        long now = new TransactionClock(options.wallClock(), 0, Long.MIN_VALUE).wallMicros();
        LocalDirectory directory = options.readOnly()
                ? LocalDirectory.openForReading(path, Time.toInstant(now))
                : LocalDirectory.open(path, create, Time.toInstant(now));
        return open(name, directory, options);
    }

    /** Opens a directory that is held already, and closes it with the database, or if it cannot be opened. */
    static Database open(String name, DataDirectory directory, DatabaseOptions options) {
        Recovered recovered = null;
        try {
            recovered =
                    Recovery.open(directory, logOptions(name, options), access(options), options.recoveryProgress());
            return new Database(name, recovered, directory, clock(options, recovered.store()), options);
        } catch (RuntimeException | Error e) {
            giveUp(recovered, directory, e);
            throw e;
        }
    }

    /** Opens a new database that lives in memory only. */
    public static Database inMemory(DatabaseOptions options) {
        return new Database(options);
    }

    /** What opening did. */
    public RecoveryReport recovery() {
        return recovery;
    }

    /** Whether it is open for reading only. */
    public boolean isReadOnly() {
        return readOnly;
    }

    /** The tables as last committed. */
    public CatalogVersion catalog() {
        return pipeline.catalog();
    }

    /** How many versions a table holds, as last committed; 0 if there is no such table. Takes no lock. */
    public long versions(int tableId) {
        TableStore table = store.table(tableId);
        return table == null ? 0 : table.estimatedRows();
    }

    /** Whether there is a directory for {@link #spillFile}. */
    public boolean canSpill() {
        return spillFiles != null;
    }

    /**
     * A new file for what a statement cannot keep in memory; it must be closed.
     *
     * @throws DatabaseException UNSUPPORTED (HYC00) if {@link #canSpill} is false; DISK_FULL (53100), FILE_UNREADABLE (58030)
     */
    public SpillFile spillFile() {
        if (spillFiles == null) {
            throw new DatabaseException(
                    ErrorCode.UNSUPPORTED, "temporary files of a database without a directory to write to");
        }
        return spillFiles.create();
    }

    /**
     * Begins a transaction on the newest snapshot. Takes no lock.
     *
     * @throws DatabaseException CONNECTION_CLOSED (08003) if the database is closed
     */
    public Transaction begin(TransactionOptions options) {
        boolean serializable = options.isolation() == Isolation.SERIALIZABLE;
        return new Transaction(pipeline.begin(serializable, options.durability(), options.readOnly()));
    }

    /**
     * Writes all committed state to chunk files and a manifest; recovery starts from there. In memory there is nothing to write.
     * Commits wait while the state is taken, not while it is written; reads never wait. Before that, tables with a retention forget what is older, in a commit of their own. The
     * database makes checkpoints by itself, too: as its options say, and when it is closed.
     *
     * @throws DatabaseException READ_ONLY (25006), DISK_FULL (53100), FILE_UNREADABLE (58030), and the log's errors if it has
     *     failed
     */
    public void checkpoint() {
        applyRetention();
        checkpoints.lock();
        try {
            writeCheckpoint(pipeline::pause);
        } finally {
            checkpoints.unlock();
        }
    }

    /**
     * As {@link #checkpoint}, and removes what was erased or forgotten from the files: chunk files that hold some of it are written
     * again, older checkpoints and the log before this one are removed or overwritten. In memory nothing is in files. Commits wait meanwhile,
     * reads do not.
     *
     * @return the files that hold some of it all the same, with the reason; none as a rule
     * @throws DatabaseException as {@link #checkpoint}
     */
    public List<ErasureRemains> purge() {
        applyRetention();
        checkpoints.lock();
        try {
            return pipeline.pause(() -> checkpointer == null ? List.of() : checkpointer.purge(store, log));
        } finally {
            checkpoints.unlock();
        }
    }

    /**
     * Walks the whole database and reports what must never be and is: a sound database has no violations. Reads the files of the
     * checkpoints as well. Commits wait meanwhile, reads do not.
     *
     * @throws DatabaseException CONNECTION_CLOSED (08003) if the database is closed; INTERNAL (XX000) if a commit failed half applied
     */
    public DatabaseReport check() {
        checkpoints.lock();
        try {
            return pipeline.betweenCommits(
                    () -> new DatabaseReport(store.check(), checkpointer == null ? List.of() : checkpointer.check()));
        } finally {
            checkpoints.unlock();
        }
    }

    /** How the log and the checkpoints stand, and what opening did. Waits for nothing. */
    public DatabaseStatus status() {
        return new DatabaseStatus(
                log.report(store.lastLsn()), checkpointer == null ? List.of() : checkpointer.report(), recovery);
    }

    /**
     * What stands in the log from an LSN on, up to what is on stable storage now. The log keeps its segments until the answer is
     * closed.
     */
    public LogEntries logEntries(long fromLsn) {
        return log.entries(fromLsn, store.catalog().tables());
    }

    /** Reads the whole log, up to what is on stable storage now, and says what is damaged or missing. Checkpoints wait. */
    public LogCheck checkLog() {
        checkpoints.lock();
        try {
            return log.check(checkpointer == null ? LogPosition.BEGINNING : checkpointer.neededLog());
        } finally {
            checkpoints.unlock();
        }
    }

    /** How long recovery would take if the process were killed now. */
    public RecoveryEstimate estimateRecovery() {
        return checkpointer == null ? new RecoveryEstimate(0, 0, 0, 0, 0) : checkpointer.estimate(log);
    }

    /** The last LSN that is on stable storage; 0 if none is. */
    public long durableLsn() {
        return log.durableLsn();
    }

    /** The last LSN given out; 0 if none is. */
    public long lastLsn() {
        return log.lastLsn();
    }

    /**
     * Waits until everything committed so far is on stable storage, whatever its mode.
     *
     * @throws DatabaseException COMMIT_OUTCOME_UNKNOWN (08007) if the log fails first
     */
    public void awaitDurable() {
        pipeline.awaitDurable();
    }

    /** Whether the database still works: false after close and after its log has failed. */
    public boolean isAlive() {
        return pipeline.isAlive();
    }

    /**
     * Waits for commits under way, checkpoints, stops all threads and gives the directory free. Transactions that are not over
     * are void. Does nothing the second time.
     *
     * @throws DatabaseException after all is closed: COMMIT_OUTCOME_UNKNOWN (08007) if the log has failed and commits, which nobody
     *     waited for, are not on stable storage; the errors of a checkpoint
     */
    @Override
    public void close() {
        DatabaseException failure = null;
        if (background != null) {
            background.stop();
        }
        applyRetention();
        checkpoints.lock();
        try {
            if (!pipeline.close(() -> writeCheckpoint(Supplier::get))) {
                return;
            }
        } catch (DatabaseException e) {
            // The log and the directory are closed all the same; recovery replays what the checkpoint does not hold.
            failure = e;
        } finally {
            checkpoints.unlock();
        }
        try {
            log.close();
        } finally {
            if (spillFiles != null) {
                spillFiles.close();
            }
            if (directory != null) {
                directory.close();
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /**
     * Lets each table forget what is older than its retention says. What hinders that, a conflict or a full disk, does not hinder a
     * checkpoint: the next one tries again.
     */
    private void applyRetention() {
        if (readOnly || !pipeline.isAlive() || store.transactions().size() == 0) {
            return;
        }
        long oldest = store.transactions().systemTime(0);
        try (Transaction transaction = begin(TransactionOptions.DEFAULTS)) {
            for (TableDefinition table : transaction.catalog().tables()) {
                HistoryRetention retention = table.options().historyRetention();
                long horizon = retention == null ? Time.BEGINNING : retention.horizon(transaction.nowMicros());
                if (horizon > oldest) {
                    transaction.forgetBefore(table.id(), horizon);
                }
            }
            transaction.commit();
        } catch (DatabaseException e) {
            LOGGER.log(System.Logger.Level.WARNING, "history is kept for longer than tables say", e);
        }
    }

    private void writeCheckpoint(Checkpointer.CommitPause pause) {
        if (checkpointer != null) {
            checkpointer.checkpoint(store, log, pause);
        } else {
            pause.run(() -> true);
        }
    }

    private static void giveUp(@Nullable Recovered recovered, DataDirectory directory, Throwable cause) {
        try {
            if (recovered != null) {
                recovered.log().close();
            }
            directory.close();
        } catch (DatabaseException e) {
            cause.addSuppressed(e);
        }
    }

    private static LogReplay.Access access(DatabaseOptions options) {
        if (options.recoveryMode() == RecoveryMode.SALVAGE) {
            return LogReplay.Access.SALVAGE;
        }
        return options.readOnly() ? LogReplay.Access.READ : LogReplay.Access.WRITE;
    }

    private static TransactionClock clock(DatabaseOptions options, GraphStore store) {
        return new TransactionClock(options.wallClock(), options.clockSkewMaxMillis(), store.lastSystemTime());
    }

    private static LogOptions logOptions(String name, DatabaseOptions options) {
        try {
            return new LogOptions(
                    name,
                    options.walStripes(),
                    options.walStripeCapacity(),
                    options.walSegmentBytesMax(),
                    options.walSegmentsRetained(),
                    options.flushIntervalMillis(),
                    options.groupCommitMaxDelayMillis(),
                    options.groupCommitMaxBatch(),
                    options.walIo());
        } catch (IllegalArgumentException e) {
            throw new DatabaseException(ErrorCode.BAD_PROPERTY_VALUE, String.valueOf(e.getMessage()), e);
        }
    }
}
