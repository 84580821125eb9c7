package io.aletheia.engine.wal;

import io.aletheia.engine.files.DataDirectory;
import io.aletheia.engine.model.Commit;
import io.aletheia.engine.model.DurabilityMode;
import io.aletheia.engine.model.Operation;
import io.aletheia.engine.model.RecoveryProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** A log with the least of a committer around it: the lock, the clock and the transaction ids. Thread-safe. */
final class TestLog implements AutoCloseable {
    static final LogOptions SMALL = new LogOptions("test", 4, 16, 16 << 10, 0, 10, 10, 200);

    /** Kept, since loggers are forgotten. What the log reports of faults that tests make would drown everything else. */
    private static final Logger QUIET = Logger.getLogger("io.aletheia.engine");

    static {
        QUIET.setLevel(Level.OFF);
    }

    final List<Commit> replayed = new ArrayList<>();
    final LogReplay replay;
    final WriteAheadLog log;
    private final ReentrantLock lock = new ReentrantLock();
    private long time;
    private long transactionId;

    private TestLog(DataDirectory directory, LogOptions options, @Nullable LogStart start) {
        replay = new LogReplay(directory, options, LogReplay.Access.WRITE);
        log = replay.open(start, replayed::add, RecoveryProgress.NOBODY);
        if (!replayed.isEmpty()) {
            Commit last = replayed.get(replayed.size() - 1);
            time = last.systemTime();
            transactionId = last.transactionId();
        }
    }

    static TestLog open(DataDirectory directory) {
        return open(directory, SMALL);
    }

    static TestLog open(DataDirectory directory, LogOptions options) {
        return new TestLog(directory, options, null);
    }

    static TestLog open(DataDirectory directory, LogOptions options, LogStart start) {
        return new TestLog(directory, options, start);
    }

    /** Commits and waits as the mode says; returns what replay should bring back. */
    Commit commit(DurabilityMode mode, List<Operation> operations) {
        Commit commit = publish(operations);
        log.await(log.policy(mode), commit.lastLsn());
        return commit;
    }

    /** Commits without waiting. */
    Commit publish(List<Operation> operations) {
        EncodedCommit encoded = log.encode(nextTransactionId(), operations);
        log.admit(encoded);
        lock.lock();
        try {
            log.claim(encoded, ++time);
        } finally {
            lock.unlock();
        }
        log.publish(encoded);
        return new Commit(encoded.transactionId(), encoded.firstLsn(), encoded.systemTime(), operations);
    }

    private long nextTransactionId() {
        lock.lock();
        try {
            return ++transactionId;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        log.close();
    }
}
