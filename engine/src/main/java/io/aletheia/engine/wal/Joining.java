package io.aletheia.engine.wal;

/** Waiting for the threads of a database to end. */
public final class Joining {
    private Joining() {}

    /** Waits for the end of a thread; an interrupt is kept for later. */
    public static void join(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
