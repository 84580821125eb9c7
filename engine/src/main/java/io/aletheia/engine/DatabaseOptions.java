package io.aletheia.engine;

import io.aletheia.engine.model.LogIo;
import io.aletheia.engine.model.RecoveryMode;
import io.aletheia.engine.model.RecoveryProgress;
import io.aletheia.engine.model.RowCheck;
import java.time.InstantSource;

/**
 * How a database is opened. Immutable; start from {@link #DEFAULTS} and change what differs.
 *
 * @param create whether a missing database is made
 * @param readOnly whether writes are refused
 * @param walStripes stripes of the log, a power of two
 * @param walStripeCapacity commits that a stripe holds before writers wait, a power of two
 * @param walSegmentBytesMax size to which segments grow
 * @param walSegmentsRetained segments kept beyond what recovery needs
 * @param flushIntervalMillis longest time before an ASYNC commit is synced
 * @param groupCommitMaxDelayMillis upper bound of the time that a commit waits for others to join its flush
 * @param groupCommitMaxBatch commits that are flushed without waiting for more
 * @param clockSkewMaxMillis how far the wall clock may lie behind the last commit before commits are refused;
 *     {@link Long#MAX_VALUE} for as far as it likes
 * @param checkpointIntervalMillis how long after a checkpoint the next is made, if something was committed; 0 for never
 * @param checkpointLogBytes after how many bytes of commits a checkpoint is made whenever that is; 0 for never
 * @param walIo how the log is written
 * @param recoveryMode what opening does if an acknowledged commit is damaged
 * @param recoveryProgress whom to tell how far opening is
 * @param wallClock where the time comes from
 * @param checks compiles the conditions of CHECK constraints
 */
public record DatabaseOptions(
        boolean create,
        boolean readOnly,
        int walStripes,
        int walStripeCapacity,
        long walSegmentBytesMax,
        int walSegmentsRetained,
        long flushIntervalMillis,
        long groupCommitMaxDelayMillis,
        int groupCommitMaxBatch,
        long clockSkewMaxMillis,
        long checkpointIntervalMillis,
        long checkpointLogBytes,
        LogIo walIo,
        RecoveryMode recoveryMode,
        RecoveryProgress recoveryProgress,
        InstantSource wallClock,
        RowCheck.Compiler checks) {
    /** A salvaged database is only read. */
    public DatabaseOptions {
        readOnly |= recoveryMode == RecoveryMode.SALVAGE;
    }

    private static final long CHECKPOINT_INTERVAL_MILLIS = 300_000;
    private static final long CHECKPOINT_LOG_BYTES = 256L << 20;

    /** What holds unless somebody says otherwise. */
    public static final DatabaseOptions DEFAULTS =
            new DatabaseOptions(true, false, 16, 1024, 64L << 20, 10, 10, 10, 200, 60_000, InstantSource.system());

    /** Options of a database without CHECK constraints, with checkpoints as usual. */
    public DatabaseOptions(
            boolean create,
            boolean readOnly,
            int walStripes,
            int walStripeCapacity,
            long walSegmentBytesMax,
            int walSegmentsRetained,
            long flushIntervalMillis,
            long groupCommitMaxDelayMillis,
            int groupCommitMaxBatch,
            long clockSkewMaxMillis,
            InstantSource wallClock) {
        this(
                create,
                readOnly,
                walStripes,
                walStripeCapacity,
                walSegmentBytesMax,
                walSegmentsRetained,
                flushIntervalMillis,
                groupCommitMaxDelayMillis,
                groupCommitMaxBatch,
                clockSkewMaxMillis,
                CHECKPOINT_INTERVAL_MILLIS,
                CHECKPOINT_LOG_BYTES,
                LogIo.BUFFERED,
                RecoveryMode.STRICT,
                RecoveryProgress.NOBODY,
                wallClock,
                RowCheck.Compiler.NONE);
    }

    /** The same with other checkpoints: after so long, and after so much log; 0 for never. */
    public DatabaseOptions withCheckpoints(long intervalMillis, long logBytes) {
        return with(intervalMillis, logBytes, recoveryMode, recoveryProgress, checks);
    }

    /** The same with a compiler of checks. */
    public DatabaseOptions withChecks(RowCheck.Compiler compiler) {
        return with(checkpointIntervalMillis, checkpointLogBytes, recoveryMode, recoveryProgress, compiler);
    }

    /** The same with another way to treat damage. SALVAGE implies reading only. */
    public DatabaseOptions withRecovery(RecoveryMode mode, RecoveryProgress progress) {
        return with(checkpointIntervalMillis, checkpointLogBytes, mode, progress, checks);
    }

    private DatabaseOptions with(
            long intervalMillis,
            long logBytes,
            RecoveryMode mode,
            RecoveryProgress progress,
            RowCheck.Compiler compiler) {
        return new DatabaseOptions(
                create,
                readOnly,
                walStripes,
                walStripeCapacity,
                walSegmentBytesMax,
                walSegmentsRetained,
                flushIntervalMillis,
                groupCommitMaxDelayMillis,
                groupCommitMaxBatch,
                clockSkewMaxMillis,
                intervalMillis,
                logBytes,
                walIo,
                mode,
                progress,
                wallClock,
                compiler);
    }
}
