package io.aletheia.engine.wal;

/** A thread that waits for stable storage. Immutable. */
final class Waiter {
    final long lsn;
    final Thread thread = Thread.currentThread();
    /** How long the flusher may let others join; 0 if not at all. */
    final long delayNanosMax;
    /** With so many commits together nobody else is waited for. */
    final int commitsMax;

    Waiter(long lsn, long delayNanosMax, int commitsMax) {
        this.lsn = lsn;
        this.delayNanosMax = delayNanosMax;
        this.commitsMax = commitsMax;
    }
}
