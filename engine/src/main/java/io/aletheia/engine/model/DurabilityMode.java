package io.aletheia.engine.model;

/** When a commit returns, seen from the disk. What each does is one class in {@code wal}. */
public enum DurabilityMode {
    /** Returns once the commit is on stable storage; flushes at once. */
    SYNCHRONOUS,
    /** Returns once the commit is on stable storage; shares the flush with others. */
    GROUP_COMMIT,
    /** Returns at once; the flusher syncs every {@code flushIntervalMs}. The last commits can be lost. */
    ASYNC,
    /** Returns at once; the flusher syncs after so many commits or so long. The last commits can be lost. */
    ASYNC_BATCHED
}
