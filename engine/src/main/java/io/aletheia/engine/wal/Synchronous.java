package io.aletheia.engine.wal;

/** Waits for stable storage; the flusher lingers for nobody. */
final class Synchronous extends FlushPolicy {
    @Override
    public boolean visibleBeforeDurable() {
        return false;
    }

    @Override
    void await(SyncRequests log, long lastLsn) {
        log.awaitSync(lastLsn);
    }
}
