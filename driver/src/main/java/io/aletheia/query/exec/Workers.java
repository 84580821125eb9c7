package io.aletheia.query.exec;

import java.util.List;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Threads that compute parts of queries beside the threads that asked. There are none until the first part, and idle ones end.
 * Thread-safe.
 */
public final class Workers implements AutoCloseable {
    private static final int IDLE_SECONDS = 10;
    private static final int CLOSE_SECONDS = 10;

    private final ThreadPoolExecutor threads;
    private final AtomicInteger lastNumber = new AtomicInteger();

    /**
     * Workers of a database.
     *
     * @param most how many threads there are at most
     */
    public Workers(int most) {
        // Without a queue: a part that finds no thread is computed by who asked.
        threads = new ThreadPoolExecutor(
                0, Math.max(1, most), IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                    var thread = new Thread(task, "aletheia-query-" + lastNumber.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        threads.setRejectedExecutionHandler((task, executor) -> {});
    }

    /** A part of a piece of work. */
    @FunctionalInterface
    interface Part {
        /**
         * Does the part, or leaves off when it is not wanted any more, which it asks now and then.
         *
         * @param isWanted whether no other part has failed
         */
        void run(BooleanSupplier isWanted);
    }

    /** Parts of one piece of work; each is taken once, by whoever comes first. */
    private static final class Work {
        private final List<Part> parts;
        private final AtomicInteger nextPart = new AtomicInteger();
        private int ended;
        private volatile @Nullable Throwable failure;

        Work(List<Part> parts) {
            this.parts = parts;
        }

        void takeParts() {
            for (int part = nextPart.getAndIncrement(); part < parts.size(); part = nextPart.getAndIncrement()) {
                Throwable thrown = null;
                try {
                    parts.get(part).run(() -> failure == null);
                } catch (RuntimeException | Error e) {
                    thrown = e;
                }
                end(thrown);
            }
        }

        private synchronized void end(@Nullable Throwable thrown) {
            if (thrown != null && failure == null) {
                failure = thrown;
                // What has not begun is not wanted any more.
                ended += Math.max(0, parts.size() - nextPart.getAndSet(parts.size()));
            }
            ended++;
            notifyAll();
        }

        /** Waits until every part has ended, whatever interrupts come meanwhile: the parts use what the caller owns. */
        synchronized @Nullable Throwable await() {
            boolean interrupted = false;
            while (ended < parts.size()) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            return failure;
        }
    }

    /**
     * Runs all parts, on this thread and on others as far as there are some, and returns when all have ended. Throws what the first of
     * those that failed threw.
     */
    void run(List<Part> parts) {
        var work = new Work(parts);
        for (int i = 1; i < parts.size(); i++) {
            threads.execute(work::takeParts);
        }
        work.takeParts();
        Throwable failure = work.await();
        if (failure instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (failure instanceof Error error) {
            throw error;
        }
    }

    /** Ends the threads; parts under way are ended by what they work on. Waits for them a while. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            boolean ended = threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
            assert ended : "a part of a query goes on while its database is closed";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
