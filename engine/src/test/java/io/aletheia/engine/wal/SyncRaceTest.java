package io.aletheia.engine.wal;

import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.engine.files.FaultyDirectory;
import io.aletheia.engine.model.Commit;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.DurabilityMode;
import io.aletheia.engine.model.ErrorCode;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Those who wait for a sync, those who ask for one, and the flusher that sleeps. Who hangs fails the test. */
final class SyncRaceTest {
    // Points 12, F9 of docs/architecture/recovery.md.
    private static final int THREADS = 5;
    private static final LogOptions OPTIONS = new LogOptions("race", 4, 16, 1 << 20, 0, 1, 1, 3);

    /**
     * Forbidden: somebody asked for a sync while the flusher went to sleep, neither saw the other, and both sleep for ever; or
     * somebody is told that his commit is durable when it is not.
     */
    @Test
    void whoeverAsksIsWoken() throws InterruptedException {
        for (long seed = Racing.SEED; seed < Racing.SEED + 3L * Racing.ROUNDS; seed++) {
            var directory = new FaultyDirectory();
            var shared = new Random(seed);
            // Syncs of changing length, so that the flusher is asked at every moment of its round.
            directory.fault((kind, name, number) -> Racing.pause(shared));
            try (TestLog log = TestLog.open(directory, OPTIONS)) {
                Racing.run(THREADS, seed, (random, number) -> {
                    DurabilityMode[] modes = DurabilityMode.values();
                    for (int i = 0; i < 150; i++) {
                        DurabilityMode mode = modes[random.nextInt(modes.length)];
                        Commit commit = log.publish(Commits.small(i));
                        Racing.pause(random);
                        log.log.await(log.log.policy(mode), commit.lastLsn());
                        if (log.log.policy(mode).visibleBeforeDurable() && random.nextInt(4) > 0) {
                            continue;
                        }
                        log.log.awaitDurable(commit.lastLsn());
                        assertThat(log.log.durableLsn()).isGreaterThanOrEqualTo(commit.lastLsn());
                    }
                });
                long started = System.nanoTime();
                while (log.log.durableLsn() < log.log.lastLsn()) {
                    assertThat(System.nanoTime() - started)
                            .as("seed %d: an asynchronous commit is left for ever", seed)
                            .isLessThan(20_000_000_000L);
                    Thread.onSpinWait();
                }
            }
        }
    }

    /** Forbidden: a request for what was published after a sync took its target, which that sync takes away with it. */
    @Test
    void aRequestMadeAfterTheResetBelongsToTheNextSync() throws InterruptedException {
        for (long seed = Racing.SEED; seed < Racing.SEED + 5L * Racing.ROUNDS; seed++) {
            boolean byTime = seed % 2 == 0;
            var demand = new SyncDemand(System::nanoTime);
            var published = new AtomicLong();
            var finished = new AtomicInteger();
            var covered = new AtomicLong();
            Racing.run(THREADS, seed, (random, number) -> {
                if (number == 0) {
                    while (finished.get() < THREADS - 1) {
                        serve(demand, published, covered);
                        Racing.pause(random);
                    }
                    return;
                }
                for (int i = 0; i < 3000; i++) {
                    published.incrementAndGet();
                    Racing.pause(random);
                    if (byTime) {
                        demand.within(0);
                    } else {
                        demand.atCommits(1);
                    }
                }
                finished.incrementAndGet();
            });
            serve(demand, published, covered);
            assertThat(covered.get()).as("seed %d", seed).isEqualTo(published.get());
        }
    }

    private static void serve(SyncDemand demand, AtomicLong published, AtomicLong covered) {
        if (demand.isDue(1)) {
            demand.reset();
            covered.set(published.get());
        }
    }

    /**
     * Forbidden: an await that returns for an LSN that is not durable, that throws for one that was durable when the log ended,
     * or that does neither.
     */
    @Test
    void theEndOfTheLogIsToldToEverybodyWhoWaits() throws InterruptedException {
        for (long seed = Racing.SEED; seed < Racing.SEED + 150L * Racing.ROUNDS; seed++) {
            var demand = new SyncDemand(System::nanoTime);
            var durable = new DurableLsn(0);
            durable.noteSync(seed % 2 == 0 ? 1_000 : 1_000_000);
            long end = 1 + seed % 7;
            var told = new AtomicInteger();
            Racing.run(THREADS, seed, (random, number) -> {
                if (number == 0) {
                    for (long lsn = 1; lsn <= end; lsn++) {
                        Racing.pause(random);
                        demand.gather();
                        durable.advance(lsn);
                        demand.wakeUpTo(lsn);
                    }
                    durable.end(new DatabaseException(ErrorCode.LOG_UNAVAILABLE, "the end"));
                    demand.wakeAll();
                    return;
                }
                for (long lsn = number; lsn <= 10; lsn += 2) {
                    Racing.pause(random);
                    assertThat(isDurable(demand, durable, lsn)).isEqualTo(lsn <= end);
                    told.incrementAndGet();
                }
            });
            assertThat(told.get()).isEqualTo(5 + 5 + 4 + 4);
        }
    }

    private static boolean isDurable(SyncDemand demand, DurableLsn durable, long lsn) {
        boolean alone = durable.enter();
        try {
            demand.add(new Waiter(lsn, 0, 0));
            durable.await(lsn, alone);
            assertThat(durable.lsn()).isGreaterThanOrEqualTo(lsn);
            return true;
        } catch (DatabaseException e) {
            assertThat(e.code()).isEqualTo(ErrorCode.COMMIT_OUTCOME_UNKNOWN);
            return false;
        } finally {
            durable.leave();
        }
    }
}
