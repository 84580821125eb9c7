package io.aletheia.examples.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * How often a second one thread wakes others that sleep and then do nothing: all of them, one after the other, and again once all have run. No
 * database can answer more threads a second that wait for it.
 */
final class RawWakes {
    private final List<Thread> sleepers = new ArrayList<>();
    private final Thread waker = Thread.currentThread();
    private final AtomicInteger asleep = new AtomicInteger();
    private volatile int round;
    private volatile boolean stopping;

    private RawWakes() {}

    static double perSecond(int threads, double seconds) throws InterruptedException {
        return new RawWakes().run(threads, seconds);
    }

    private double run(int threads, double seconds) throws InterruptedException {
        for (int i = 0; i < threads; i++) {
            Thread sleeper = new Thread(this::sleepAndWake);
            sleepers.add(sleeper);
            sleeper.start();
        }
        long start = System.nanoTime();
        long end = start + (long) (seconds * 1e9);
        int rounds = 0;
        while (System.nanoTime() < end) {
            asleep.set(threads);
            round = ++rounds;
            sleepers.forEach(LockSupport::unpark);
            while (asleep.get() > 0) {
                LockSupport.park(this);
            }
        }
        double rate = (double) rounds * threads / ((System.nanoTime() - start) / 1e9);
        stopping = true;
        sleepers.forEach(LockSupport::unpark);
        for (Thread sleeper : sleepers) {
            sleeper.join();
        }
        return rate;
    }

    private void sleepAndWake() {
        int seen = 0;
        while (!stopping) {
            int now = round;
            if (now == seen) {
                LockSupport.park(this);
            } else {
                seen = now;
                if (asleep.decrementAndGet() == 0) {
                    LockSupport.unpark(waker);
                }
            }
        }
    }
}
