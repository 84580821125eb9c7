package io.aletheia.engine.wal;

/**
 * What a durability mode means for a commit that is in the log's hands: one class each, and the only place where modes differ.
 * Immutable; any thread.
 */
public abstract sealed class FlushPolicy permits Synchronous, GroupCommit, Async, AsyncBatched {
    /**
     * Whether others may see a commit before it is on stable storage. If not, it is published only when {@link
     * WriteAheadLog#durableLsn} has reached its last LSN.
     */
    public abstract boolean visibleBeforeDurable();

    /** Called by the committing thread after publishing: waits, or asks for a later sync. */
    abstract void await(SyncRequests log, long lastLsn);
}
