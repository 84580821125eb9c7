package io.aletheia.engine.wal;

/** The requests of a log in which everything is as durable as it will be. Immutable. */
final class NothingToSync implements SyncRequests {
    static final NothingToSync INSTANCE = new NothingToSync();

    private NothingToSync() {}

    @Override
    public void awaitSync(long lsn) {
        // Durable already.
    }

    @Override
    public void awaitSharedSync(long lsn, long delayNanosMax, int commitsMax) {
        // Durable already.
    }

    @Override
    public void syncWithin(long nanos) {
        // Durable already.
    }

    @Override
    public void syncAtCommits(int commits) {
        // Durable already.
    }
}
