package io.aletheia.engine.wal;

import java.util.concurrent.TimeUnit;

/** Waits for nothing; the commit is on stable storage once so many are unsynced, or after the delay if they do not come. */
final class AsyncBatched extends FlushPolicy {
    private final long delayNanosMax;
    private final int batchMax;

    AsyncBatched(long delayMillisMax, int batchMax) {
        this.delayNanosMax = TimeUnit.MILLISECONDS.toNanos(delayMillisMax);
        this.batchMax = batchMax;
    }

    @Override
    public boolean visibleBeforeDurable() {
        return true;
    }

    @Override
    void await(SyncRequests log, long lastLsn) {
        log.syncAtCommits(batchMax);
        log.syncWithin(delayNanosMax);
    }
}
