package io.aletheia.engine.wal;

import io.aletheia.engine.files.DataDirectory;
import io.aletheia.engine.model.DurabilityMode;
import io.aletheia.engine.model.LogCheck;
import io.aletheia.engine.model.LogEntries;
import io.aletheia.engine.model.LogReport;
import io.aletheia.engine.model.Operation;
import io.aletheia.engine.model.TableDefinition;
import java.util.Collection;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * The log of all commits in the order of their LSNs. After {@link #await} returns under a durable policy, the commit and all
 * before it are on stable storage.
 *
 * <p>A commit passes {@link #encode}, {@link #admit}, {@link #claim}, {@link #publish} and {@link #await} in this order. All
 * that can fail comes before the claim: from there on only the log as a whole can fail, which poisons it for good. Every
 * admitted commit must be claimed and published, or given back with {@link #withdraw}.
 *
 * <p>Thread-safe, except that {@link #claim} is called under the caller's lock, which makes the order of LSNs that of the
 * commits. No method is disturbed by an interrupt; the flag is kept.
 */
public abstract sealed class WriteAheadLog implements AutoCloseable permits MemoryLog, ReadOnlyLog, SegmentedLog {
    private final FlushPolicy synchronous = new Synchronous();
    private final FlushPolicy groupCommit;
    private final FlushPolicy async;
    private final FlushPolicy asyncBatched;

    WriteAheadLog(LogOptions options) {
        groupCommit = new GroupCommit(options.groupCommitMaxDelayMillis(), options.groupCommitMaxBatch());
        async = new Async(options.flushIntervalMillis());
        asyncBatched = new AsyncBatched(options.groupCommitMaxDelayMillis(), options.groupCommitMaxBatch());
    }

    /** The log of a database that lives in memory only: it keeps nothing, and what is claimed counts as durable. */
    public static WriteAheadLog inMemory() {
        return new MemoryLog();
    }

    /** The log of a database that is open for reading only: it says where it ends, and takes nothing. */
    public static WriteAheadLog readOnly(DataDirectory directory, LogPosition end) {
        return new ReadOnlyLog(directory, List.of(), end);
    }

    /** What the mode means here. */
    public final FlushPolicy policy(DurabilityMode mode) {
        return switch (mode) {
            case SYNCHRONOUS -> synchronous;
            case GROUP_COMMIT -> groupCommit;
            case ASYNC -> async;
            case ASYNC_BATCHED -> asyncBatched;
        };
    }

    /**
     * Puts operations into the form of the log, all but LSN, system time and checksum. Any thread, no lock.
     *
     * @throws io.aletheia.engine.model.DatabaseException INVALID_TEXT (22P02) for a string that has no UTF-8, TOO_COMPLEX
     *     (54001) for a single operation too large for the log
     */
    public abstract EncodedCommit encode(long transactionId, List<Operation> operations);

    /**
     * Waits until the log has room for the commit, in memory and on disk. Any thread, before the caller's lock is taken.
     *
     * @throws io.aletheia.engine.model.DatabaseException LOG_UNAVAILABLE (58030) if the log has failed or is closed; DISK_FULL
     *     (53100) if no room can be made on disk, after which the log still works; READ_ONLY (25006)
     */
    public abstract void admit(EncodedCommit commit);

    /** Gives the room of an admitted commit back, which then is not claimed: its validation failed. */
    public abstract void withdraw(EncodedCommit commit);

    /**
     * Gives the commit its place: stamps its LSNs and its time. Under the caller's lock; does no I/O and cannot fail.
     *
     * @param systemTime greater than that of every commit before
     * @return the first LSN
     */
    public abstract long claim(EncodedCommit commit, long systemTime);

    /** Hands a claimed commit to the flusher. Any thread; cannot fail. */
    public abstract void publish(EncodedCommit commit);

    /**
     * Does what the policy promises for a published commit.
     *
     * @throws io.aletheia.engine.model.DatabaseException COMMIT_OUTCOME_UNKNOWN (08007) if the log failed first
     */
    public final void await(FlushPolicy policy, long lastLsn) {
        policy.await(requests(), lastLsn);
    }

    /** Waits until everything up to the LSN is on stable storage. Errors as {@link #await}. */
    public final void awaitDurable(long lsn) {
        requests().awaitSync(lsn);
    }

    abstract SyncRequests requests();

    /** The last LSN such that it and all before are on stable storage; always the last of a commit. 0 if none is. */
    public abstract long durableLsn();

    /** The last LSN claimed; 0 if none is. */
    public abstract long lastLsn();

    /** The bytes of all commits claimed since the log was opened; 0 for a log that keeps nothing. Any thread. */
    public abstract long claimedBytes();

    /**
     * Whom to tell that {@link #durableLsn} advanced. It is called with the new value, by one thread at a time, before those are
     * woken who wait for it; it must neither block nor throw. A log in memory calls it from {@link #publish}, on that thread.
     */
    public abstract void onDurable(LongConsumer listener);

    /**
     * Ends the log because a claimed commit will never be published: nothing behind it can become durable, so whoever waits is told.
     * Any thread.
     */
    public abstract void fail(Throwable cause);

    /** Whether a write or sync failed. Only closing and recovering helps. */
    public abstract boolean isPoisoned();

    /**
     * How the log stands. Its figures are each true at some moment of the call, not all at the same. Any thread.
     *
     * @param appliedLsn what to say of the store
     */
    public abstract LogReport report(long appliedLsn);

    /**
     * What stands in the log from an LSN on, up to what is on stable storage now. Segments are kept until it is closed, unless they
     * are erased. Any thread may ask; the answer is confined to one.
     *
     * @param tables those that are known otherwise than from the log
     */
    public abstract LogEntries entries(long fromLsn, Collection<TableDefinition> tables);

    /**
     * Reads the whole log, up to what is on stable storage now. Any thread.
     *
     * @param needed from where on a checkpoint needs it; {@link LogPosition#BEGINNING} without checkpoints
     */
    public abstract LogCheck check(LogPosition needed);

    /** How long the log is behind a position, in bytes. Any thread. */
    public abstract long bytesBehind(LogPosition position);

    /**
     * Where the log ends, as far as it is written: where replay begins for who has everything up to here. Exact only while nothing
     * is under way.
     */
    public abstract LogPosition position();

    /**
     * Gives up the segments that hold nothing beyond the LSN, except as many as are to be retained: their files are used again or deleted. Called after a checkpoint.
     */
    public abstract void trim(long lsn);

    /**
     * Leaves nothing of what stands before a position, the end of all commits: deletes the segments before, those to be retained
     * as well, and overwrites with zeros what shares a segment with what is to come. Called after a checkpoint, while nothing is
     * under way.
     *
     * @throws io.aletheia.engine.model.DatabaseException LOG_UNAVAILABLE (58030) if the log has failed or fails now
     */
    public abstract void erase(LogPosition end);

    /** Writes and syncs all that is published, then stops. Does nothing the second time. */
    @Override
    public abstract void close();
}
