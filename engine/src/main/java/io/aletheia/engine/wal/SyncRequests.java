package io.aletheia.engine.wal;

/** What a flush policy can ask of a log. Thread-safe. */
interface SyncRequests {
    /** Asks for a sync at once and waits until everything up to the LSN is on stable storage. */
    void awaitSync(long lsn);

    /** Waits likewise; the flusher may let others join for up to so many nanoseconds or until so many have. */
    void awaitSharedSync(long lsn, long delayNanosMax, int commitsMax);

    /** Asks that what is published by now be synced within so many nanoseconds. */
    void syncWithin(long nanos);

    /** Asks that what is published by now be synced as soon as so many commits are unsynced. */
    void syncAtCommits(int commits);
}
