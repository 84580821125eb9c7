package io.aletheia.engine.wal;

import java.util.concurrent.locks.ReentrantLock;

/** The way of an encoded commit to the flusher, with the least of a committer around it: a lock and a clock. Thread-safe. */
final class Appender {
    private final WriteAheadLog log;
    private final ReentrantLock lock = new ReentrantLock();
    /** Guarded by the lock. */
    private long time;

    Appender(WriteAheadLog log) {
        this.log = log;
        this.time = log.lastLsn();
    }

    void append(EncodedCommit commit) {
        log.admit(commit);
        lock.lock();
        try {
            log.claim(commit, ++time);
        } finally {
            lock.unlock();
        }
        log.publish(commit);
    }
}
