package io.aletheia.engine.wal;

import java.util.concurrent.TimeUnit;

/** Waits for nothing; the commit is on stable storage one interval later. */
final class Async extends FlushPolicy {
    private final long intervalNanos;

    Async(long intervalMillis) {
        this.intervalNanos = TimeUnit.MILLISECONDS.toNanos(intervalMillis);
    }

    @Override
    public boolean visibleBeforeDurable() {
        return true;
    }

    @Override
    void await(SyncRequests log, long lastLsn) {
        log.syncWithin(intervalNanos);
    }
}
