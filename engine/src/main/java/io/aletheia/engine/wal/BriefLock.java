package io.aletheia.engine.wal;

import java.util.concurrent.locks.ReentrantLock;

/**
 * A lock that is mostly held for no longer than a thread needs to fall asleep, so who finds it taken looks again for a moment and
 * lets others go first a few times before he sleeps: waking him would take several times as long as what he waits for. Where it is held
 * for long, as by a checkpoint that begins, he sleeps.
 */
public final class BriefLock {
    /** About a microsecond. */
    private static final int LOOKS = 50;

    private static final int YIELDS = 3;

    private final ReentrantLock lock = new ReentrantLock();

    /** Takes the lock; whoever has it already may. */
    public void lock() {
        if (!lock.tryLock() && !lockSoon()) {
            lock.lock();
        }
    }

    @SuppressWarnings("ThreadPriorityCheck") // On few cores the holder may need this one; nothing depends on it.
    private boolean lockSoon() {
        for (int i = 0; i < LOOKS; i++) {
            Thread.onSpinWait();
            if (!lock.isLocked() && lock.tryLock()) {
                return true;
            }
        }
        for (int i = 0; i < YIELDS; i++) {
            Thread.yield();
            if (lock.tryLock()) {
                return true;
            }
        }
        return false;
    }

    /** Gives it back. */
    public void unlock() {
        lock.unlock();
    }
}
