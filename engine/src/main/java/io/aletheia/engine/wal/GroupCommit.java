package io.aletheia.engine.wal;

import java.util.concurrent.TimeUnit;

/** Waits for stable storage, together with others if others are about to commit. */
final class GroupCommit extends FlushPolicy {
    private final long delayNanosMax;
    private final int batchMax;

    GroupCommit(long delayMillisMax, int batchMax) {
        this.delayNanosMax = TimeUnit.MILLISECONDS.toNanos(delayMillisMax);
        this.batchMax = batchMax;
    }

    @Override
    public boolean visibleBeforeDurable() {
        return false;
    }

    @Override
    void await(SyncRequests log, long lastLsn) {
        log.awaitSharedSync(lastLsn, delayNanosMax, batchMax);
    }
}
