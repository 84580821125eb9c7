package io.aletheia.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.engine.model.Operation;
import io.aletheia.engine.model.PeriodFilter;
import io.aletheia.engine.model.Portion;
import io.aletheia.engine.model.TemporalFilter;
import io.aletheia.engine.model.Time;
import java.util.ArrayList;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Readers beside a writer. Every commit moves amounts between entities over random portions, so that at every instant of valid
 * time the amounts of a snapshot add up to the same sum, whichever snapshot it is.
 */
class SnapshotStabilityTest {
    private static final int ENTITIES = 60;
    private static final long AMOUNT = 100;
    private static final int COMMITS = 4000;

    private final AtomicLong published = new AtomicLong();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final AtomicLong checks = new AtomicLong();

    @Test
    void aSnapshotAddsUpWhileCommitsAreApplied() throws InterruptedException {
        long seed = 20240501;
        var fixture = StoreFixture.withNodes(0);
        var operations = new ArrayList<Operation>();
        for (long id = 1; id <= ENTITIES; id++) {
            operations.add(StoreFixture.put(id, 0, Time.FOREVER, AMOUNT));
        }
        fixture.apply(1, operations);
        published.set(1);
        var readers = new ArrayList<Thread>();
        for (int i = 0; i < 2; i++) {
            long readerSeed = seed + i;
            readers.add(new Thread(() -> read(fixture, readerSeed)));
        }
        readers.forEach(Thread::start);
        write(fixture, new Random(seed));
        for (Thread reader : readers) {
            reader.join();
        }

        assertThat(failure.get()).as("seed %d", seed).isNull();
        assertThat(checks.get()).isPositive();
    }

    private void write(StoreFixture fixture, Random random) {
        var table = fixture.table();
        for (long now = 2; now <= COMMITS && failure.get() == null; now++) {
            int kind = random.nextInt(3);
            long from = kind == 0 ? now : random.nextInt(COMMITS);
            long to = kind < 2 ? Time.FOREVER : from + 1 + random.nextInt(100);
            long giver = 1L + random.nextInt(ENTITIES);
            long taker = 1 + giver % ENTITIES;
            var operations = new ArrayList<Operation>();
            for (long id : new long[] {giver, taker}) {
                for (var strip : table.timeline(now - 1, id, from, to).versionsAt(now)) {
                    var portion = Portion.of(Math.max(from, strip.validFrom()), Math.min(to, strip.validTo()));
                    long amount = (Long) java.util.Objects.requireNonNull(strip.row()[1]) + (id == giver ? -1 : 1);
                    operations.add(
                            new Operation.Put(StoreFixture.TABLE, id, portion, new @Nullable Object[] {id, amount}));
                }
            }
            fixture.apply(now, operations);
            published.set(now);
        }
        published.set(COMMITS);
    }

    private void read(StoreFixture fixture, long seed) {
        var random = new Random(seed);
        try {
            do {
                long snapshot = published.get();
                for (int i = 0; i < 5; i++) {
                    long system = random.nextBoolean() ? snapshot : 1 + random.nextInt((int) snapshot);
                    long valid = random.nextInt(COMMITS + 100);
                    var filter = TemporalFilter.asOf(valid, system);
                    assertThat(sum(fixture.versions(snapshot, filter)))
                            .as("seed %d snapshot %d as of %d, %d", seed, snapshot, valid, system)
                            .isEqualTo(ENTITIES * AMOUNT);
                    long one = 1L + random.nextInt(ENTITIES);
                    var first = fixture.versionsOf(snapshot, one, filter);
                    assertThat(first)
                            .as("seed %d snapshot %d entity %d", seed, snapshot, one)
                            .hasSize(1);
                    assertThat(fixture.versionsOf(snapshot, one, filter)).isEqualTo(first);
                }
                checkRectangles(fixture, seed, snapshot, random.nextInt(COMMITS));
                checks.incrementAndGet();
            } while (published.get() < COMMITS && failure.get() == null);
        } catch (AssertionError | RuntimeException e) {
            failure.compareAndSet(null, e);
        }
    }

    /** The filter that takes the slow way must see the same. */
    private static void checkRectangles(StoreFixture fixture, long seed, long snapshot, long valid) {
        var filter =
                new TemporalFilter(PeriodFilter.between(valid, valid), PeriodFilter.fromTo(snapshot, Time.FOREVER));
        assertThat(sum(fixture.versions(snapshot, filter)))
                .as("seed %d snapshot %d between %d", seed, snapshot, valid)
                .isEqualTo(ENTITIES * AMOUNT);
    }

    private static long sum(java.util.List<GoldenScenario.Version> versions) {
        return versions.stream().mapToLong(GoldenScenario.Version::value).sum();
    }
}
