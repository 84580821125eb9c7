package io.aletheia.engine.wal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ObjIntConsumer;

/** Threads that run against each other, with pauses that a seed chooses, so that they meet in many ways. */
final class Racing {
    static final long SEED = Long.getLong("aletheia.seed", 1);

    /** The races of a test are run so many times as often. */
    static final int ROUNDS = Integer.getInteger("aletheia.races", 1);

    /** Who has not come to his end by then never will. */
    private static final long HANGING_SECONDS = 60;

    private Racing() {}

    /** Runs so many threads to their end; each gets its number and its own source of pauses. */
    static void run(int threads, long seed, ObjIntConsumer<Random> work) throws InterruptedException {
        List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
        List<Thread> running = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            int number = i;
            Thread thread = new Thread(() -> work.accept(new Random(seed * 31 + number), number), "racer-" + i);
            thread.setDaemon(true);
            thread.setUncaughtExceptionHandler((where, failure) -> failures.add(failure));
            running.add(thread);
        }
        running.forEach(Thread::start);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(HANGING_SECONDS);
        for (Thread thread : running) {
            thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
            assertThat(thread.isAlive())
                    .as(
                            "seed %d: %s hangs at %s; %s",
                            seed, thread.getName(), List.of(thread.getStackTrace()), failures)
                    .isFalse();
        }
        assertThat(failures).as("seed %d", seed).isEmpty();
    }

    /** Lets others go first, or not. */
    @SuppressWarnings("ThreadPriorityCheck") // To let others go first is what it is for.
    static void pause(Random random) {
        switch (random.nextInt(8)) {
            case 0 -> Thread.yield();
            case 1 -> {
                for (int i = random.nextInt(200); i > 0; i--) {
                    Thread.onSpinWait();
                }
            }
            case 2 -> LockSupport.parkNanos(random.nextInt(20_000));
            default -> {
                // Straight on.
            }
        }
    }
}
