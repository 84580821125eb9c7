package io.aletheia.engine.wal;

import io.aletheia.engine.files.DataDirectory;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.LogCheck;
import io.aletheia.engine.model.LogEntries;
import io.aletheia.engine.model.LogReport;
import io.aletheia.engine.model.LogState;
import io.aletheia.engine.model.Operation;
import io.aletheia.engine.model.SegmentReport;
import io.aletheia.engine.model.TableDefinition;
import java.util.Collection;
import java.util.List;
import java.util.function.LongConsumer;

/** The log of a database that is opened for reading: it says where the log ends and takes nothing. Immutable. */
final class ReadOnlyLog extends WriteAheadLog {
    private final DataDirectory directory;
    private final List<SegmentReport> segments;
    private final LogPosition end;

    ReadOnlyLog(DataDirectory directory, List<SegmentReport> segments, LogPosition end) {
        super(LogOptions.DEFAULTS);
        this.directory = directory;
        this.segments = List.copyOf(segments);
        this.end = end;
    }

    private static DatabaseException refusal() {
        return new DatabaseException(ErrorCode.READ_ONLY, "the database is open for reading only");
    }

    @Override
    public EncodedCommit encode(long transactionId, List<Operation> operations) {
        throw refusal();
    }

    @Override
    public void admit(EncodedCommit commit) {
        throw refusal();
    }

    @Override
    public void withdraw(EncodedCommit commit) {
        throw refusal();
    }

    @Override
    public long claim(EncodedCommit commit, long systemTime) {
        throw refusal();
    }

    @Override
    public void publish(EncodedCommit commit) {
        throw refusal();
    }

    @Override
    SyncRequests requests() {
        return NothingToSync.INSTANCE;
    }

    @Override
    public long durableLsn() {
        return end.lsn() - 1;
    }

    @Override
    public long lastLsn() {
        return end.lsn() - 1;
    }

    @Override
    public long claimedBytes() {
        return 0;
    }

    @Override
    public void onDurable(LongConsumer listener) {
        // Nothing becomes durable that is not so already.
    }

    @Override
    public void fail(Throwable cause) {
        // Nobody waits.
    }

    @Override
    public boolean isPoisoned() {
        return false;
    }

    @Override
    public LogReport report(long appliedLsn) {
        return LogReport.without(LogState.READ_ONLY, lastLsn(), appliedLsn, segments);
    }

    @Override
    public LogEntries entries(long fromLsn, Collection<TableDefinition> tables) {
        return LogInspection.of(directory, fromLsn, tables);
    }

    @Override
    public LogCheck check(LogPosition needed) {
        return LogVerification.of(directory, needed);
    }

    @Override
    public long bytesBehind(LogPosition position) {
        long full = segments.stream()
                .filter(segment -> segment.sequence() >= position.sequence() && segment.sequence() < end.sequence())
                .mapToLong(SegmentReport::bytes)
                .sum();
        return full - position.offset() + end.offset();
    }

    @Override
    public LogPosition position() {
        return end;
    }

    @Override
    public void trim(long lsn) {
        throw refusal();
    }

    @Override
    public void erase(LogPosition end) {
        throw refusal();
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
