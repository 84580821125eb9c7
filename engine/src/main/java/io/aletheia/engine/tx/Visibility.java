package io.aletheia.engine.tx;

import io.aletheia.engine.wal.BriefLock;
import io.aletheia.engine.wal.WriteAheadLog;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Makes commits visible: in the order of their LSNs, and each when it is as durable as its mode promises. The newest visible
 * snapshot is one volatile field. Thread-safe; its lock is held for moments only and below the sequencer's.
 */
final class Visibility {
    private record Pending(Snapshot snapshot, long lastLsn, boolean visibleBeforeDurable) {}

    private final WriteAheadLog log;
    private final BriefLock lock = new BriefLock();
    private final Queue<Pending> pending = new ArrayDeque<>();
    private volatile Snapshot published;

    Visibility(WriteAheadLog log, Snapshot published) {
        this.log = log;
        this.published = published;
        log.onDurable(this::advance);
    }

    /** The newest visible snapshot. */
    Snapshot published() {
        return published;
    }

    /** Adds a commit that is applied. Called in the order of LSNs. */
    void enqueue(Snapshot snapshot, long lastLsn, boolean visibleBeforeDurable) {
        lock.lock();
        try {
            pending.add(new Pending(snapshot, lastLsn, visibleBeforeDurable));
        } finally {
            lock.unlock();
        }
    }

    /** Makes visible what may be. */
    void advance(long durableLsn) {
        lock.lock();
        try {
            Pending next = pending.peek();
            Snapshot newest = null;
            while (next != null && (next.visibleBeforeDurable() || next.lastLsn() <= durableLsn)) {
                newest = next.snapshot();
                pending.remove();
                next = pending.peek();
            }
            if (newest != null) {
                published = newest;
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until a commit is visible, that is until those before it are as durable as they must be.
     *
     * @throws io.aletheia.engine.model.DatabaseException COMMIT_OUTCOME_UNKNOWN (08007) if the log fails first
     */
    void await(long systemTime) {
        while (published.systemTime() < systemTime) {
            advance(log.durableLsn());
            Pending first = first();
            if (published.systemTime() < systemTime && first != null) {
                log.awaitDurable(first.lastLsn());
            }
        }
    }

    private @Nullable Pending first() {
        lock.lock();
        try {
            return pending.peek();
        } finally {
            lock.unlock();
        }
    }
}
