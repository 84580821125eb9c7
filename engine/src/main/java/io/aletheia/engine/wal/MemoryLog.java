package io.aletheia.engine.wal;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.LogCheck;
import io.aletheia.engine.model.LogEntries;
import io.aletheia.engine.model.LogEntry;
import io.aletheia.engine.model.LogReport;
import io.aletheia.engine.model.LogState;
import io.aletheia.engine.model.Operation;
import io.aletheia.engine.model.TableDefinition;
import java.util.Collection;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** A log that keeps nothing: it gives out LSNs, and all is as durable as it will be at once. Thread-safe as its parent says. */
final class MemoryLog extends WriteAheadLog {
    /** Written under the committers' lock, read by anybody. */
    private volatile long lastLsn;

    private volatile boolean closed;
    private volatile LongConsumer listener = lsn -> {};
    /** So that the listener is called by one thread at a time. */
    private final Object telling = new Object();

    MemoryLog() {
        super(LogOptions.DEFAULTS);
    }

    @Override
    public EncodedCommit encode(long transactionId, List<Operation> operations) {
        return new EncodedCommit(transactionId, operations.size(), List.of(), 0);
    }

    @Override
    public void admit(EncodedCommit commit) {
        if (closed) {
            throw new DatabaseException(ErrorCode.LOG_UNAVAILABLE, "the log is closed");
        }
    }

    @Override
    public void withdraw(EncodedCommit commit) {
        // Nothing was taken.
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // only the holder of the committers' lock writes
    public long claim(EncodedCommit commit, long systemTime) {
        commit.stamp(lastLsn + 1, systemTime, 0);
        lastLsn = commit.lastLsn();
        return commit.firstLsn();
    }

    @Override
    public void publish(EncodedCommit commit) {
        synchronized (telling) {
            listener.accept(lastLsn);
        }
    }

    @Override
    SyncRequests requests() {
        return NothingToSync.INSTANCE;
    }

    @Override
    public long durableLsn() {
        return lastLsn;
    }

    @Override
    public long lastLsn() {
        return lastLsn;
    }

    @Override
    public long claimedBytes() {
        return 0;
    }

    @Override
    public void onDurable(LongConsumer newListener) {
        listener = newListener;
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
        return LogReport.without(LogState.IN_MEMORY, lastLsn(), appliedLsn, List.of());
    }

    @Override
    public LogEntries entries(long fromLsn, Collection<TableDefinition> tables) {
        return new LogEntries() {
            @Override
            public @Nullable LogEntry next() {
                return null;
            }

            @Override
            public void close() {
                // Nothing is kept.
            }
        };
    }

    @Override
    public LogCheck check(LogPosition needed) {
        return LogCheck.NOTHING;
    }

    @Override
    public long bytesBehind(LogPosition position) {
        return 0;
    }

    @Override
    public LogPosition position() {
        return new LogPosition(lastLsn + 1, 0, 0);
    }

    @Override
    public void trim(long lsn) {
        // Nothing is kept.
    }

    @Override
    public void erase(LogPosition end) {
        // Nothing is kept.
    }

    @Override
    public void close() {
        closed = true;
    }
}
