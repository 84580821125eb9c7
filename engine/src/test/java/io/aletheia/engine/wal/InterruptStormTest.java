package io.aletheia.engine.wal;

import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.engine.files.LocalDirectory;
import io.aletheia.engine.model.Commit;
import io.aletheia.engine.model.DurabilityMode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Committing threads are interrupted at random. An interrupt belongs to who commits, and must neither be lost nor close the log. */
final class InterruptStormTest {
    private static final int COMMITTERS = 8;
    private static final int COMMITS = 300;
    private static final int QUIET = 0;
    private static final int SENDING = 1;
    private static final int SENT = 2;

    /** On a real file: an interrupt closes the channel of the thread that it finds there. */
    @Test
    void interruptsAreKeptAndNothingElseHappens(@TempDir Path path) throws InterruptedException {
        List<Commit> committed = Collections.synchronizedList(new ArrayList<>());
        var interrupts = new AtomicInteger();
        try (LocalDirectory directory = LocalDirectory.open(path, true, Instant.EPOCH)) {
            try (TestLog log = TestLog.open(directory)) {
                var finished = new AtomicInteger();
                var threads = new AtomicReferenceArray<Thread>(COMMITTERS);
                var states = new AtomicIntegerArray(COMMITTERS);
                Racing.run(COMMITTERS + 1, Racing.SEED, (random, number) -> {
                    if (number == COMMITTERS) {
                        while (finished.get() < COMMITTERS) {
                            send(threads, states, random.nextInt(COMMITTERS), interrupts);
                            Racing.pause(random);
                        }
                        return;
                    }
                    threads.set(number, Thread.currentThread());
                    for (int i = 0; i < COMMITS; i++) {
                        committed.add(commit(log, random));
                        if (states.get(number) == SENT) {
                            assertThat(Thread.interrupted())
                                    .as("the interrupt is lost")
                                    .isTrue();
                            states.set(number, QUIET);
                        }
                    }
                    finished.incrementAndGet();
                });
                assertThat(log.log.isPoisoned()).isFalse();
            }
            committed.sort(Comparator.comparingLong(Commit::firstLsn));
            assertThat(interrupts.get()).isGreaterThan(100);
            assertThat(committed).hasSize(COMMITTERS * COMMITS);
            try (TestLog log = TestLog.open(directory)) {
                assertThat(Commits.text(log.replayed)).isEqualTo(Commits.text(committed));
            }
        }
    }

    private static void send(
            AtomicReferenceArray<Thread> threads, AtomicIntegerArray states, int number, AtomicInteger interrupts) {
        Thread thread = threads.get(number);
        if (thread != null && states.compareAndSet(number, QUIET, SENDING)) {
            thread.interrupt();
            states.set(number, SENT);
            interrupts.incrementAndGet();
        }
    }

    private static Commit commit(TestLog log, Random random) {
        DurabilityMode[] modes = DurabilityMode.values();
        Commit commit = log.commit(modes[random.nextInt(modes.length)], Commits.ofBytes(random.nextInt(600)));
        if (random.nextInt(4) == 0) {
            log.log.awaitDurable(commit.lastLsn());
            assertThat(log.log.durableLsn()).isGreaterThanOrEqualTo(commit.lastLsn());
        }
        return commit;
    }
}
