package io.aletheia.query.exec;

import io.aletheia.engine.Database;
import io.aletheia.engine.model.CheckpointReport;
import io.aletheia.engine.model.DatabaseStatus;
import io.aletheia.engine.model.LogReport;
import io.aletheia.engine.model.LogReport.Distribution;
import io.aletheia.engine.model.RecoveryEstimate;
import io.aletheia.engine.model.RecoveryReport;
import io.aletheia.engine.model.SegmentReport;
import io.aletheia.query.catalog.SystemTable;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The rows of the tables of INFORMATION_SCHEMA that say how the log and the checkpoints stand. */
final class StatusRows {
    private StatusRows() {}

    static List<@Nullable Object[]> of(SystemTable.Name name, Database database) {
        DatabaseStatus status = database.status();
        return switch (name) {
            case WAL -> List.<@Nullable Object[]>of(log(status.log()));
            case WAL_SEGMENTS ->
                status.log().segments().stream().map(StatusRows::segment).toList();
            case CHECKPOINTS ->
                status.checkpoints().stream().map(StatusRows::checkpoint).toList();
            case RECOVERY -> List.<@Nullable Object[]>of(recovery(status.recovery()));
            case RECOVERY_ESTIMATE -> List.<@Nullable Object[]>of(estimate(database.estimateRecovery()));
            default -> throw new IllegalStateException(name + " does not say how the database stands");
        };
    }

    private static @Nullable Object[] log(LogReport log) {
        Distribution nanos = log.syncNanos();
        Distribution group = log.groupSize();
        return new @Nullable Object[] {
            log.state().name(),
            log.io().name(),
            log.appends(),
            log.flushed(),
            log.currentLsn(),
            log.durableLsn(),
            log.appliedLsn(),
            log.lag(),
            log.bytes(),
            log.syncs(),
            micros(nanos.median()),
            micros(nanos.p90()),
            micros(nanos.p99()),
            micros(nanos.max()),
            group.median(),
            group.p90(),
            group.p99(),
            group.max()
        };
    }

    private static long micros(long nanos) {
        return TimeUnit.NANOSECONDS.toMicros(nanos);
    }

    private static @Nullable Object[] segment(SegmentReport segment) {
        return new @Nullable Object[] {
            segment.fileName(),
            segment.sequence(),
            segment.state().name(),
            segment.bytes(),
            orNull(segment.firstLsn()),
            orNull(segment.lastLsn())
        };
    }

    private static @Nullable Long orNull(long lsn) {
        return lsn == 0 ? null : (Long) lsn;
    }

    private static @Nullable Object[] checkpoint(CheckpointReport checkpoint) {
        return new @Nullable Object[] {
            checkpoint.generation(),
            checkpoint.lsn(),
            checkpoint.systemTime() == Long.MIN_VALUE ? null : (Long) checkpoint.systemTime(),
            checkpoint.segment(),
            checkpoint.offset(),
            (long) checkpoint.files(),
            checkpoint.bytes()
        };
    }

    private static @Nullable Object[] estimate(RecoveryEstimate estimate) {
        return new @Nullable Object[] {
            estimate.checkpointLsn(),
            estimate.rows(),
            estimate.checkpointBytes(),
            estimate.logBytes(),
            estimate.operations(),
            estimate.loadMicros(),
            estimate.replayMicros(),
            estimate.micros()
        };
    }

    private static @Nullable Object[] recovery(RecoveryReport recovery) {
        return new @Nullable Object[] {
            recovery.checkpointLsn(),
            (long) recovery.segments(),
            recovery.frames(),
            recovery.transactions(),
            recovery.operations(),
            recovery.lastLsn(),
            recovery.tornTailBytes(),
            micros(recovery.durationNanos())
        };
    }
}
