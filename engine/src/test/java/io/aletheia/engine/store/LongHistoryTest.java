package io.aletheia.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.engine.files.MemoryDirectory;
import io.aletheia.engine.model.Operation;
import io.aletheia.engine.model.PeriodFilter;
import io.aletheia.engine.model.TemporalFilter;
import io.aletheia.engine.model.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** One entity with many rows: whatever is passed over, the answers are those of a scan, which looks at every row. */
class LongHistoryTest {
    private static final UUID DATABASE = new UUID(7, 8);

    @Test
    void aLongHistoryAnswersAsAScanDoes() {
        for (long seed = 1; seed <= 4; seed++) {
            StoreFixture fixture = history(seed, 3_000);
            assertThat(table(fixture.store).rows().histories().find(1)).isNotNull();
            assertAnswers("seed " + seed, fixture.store, seed);
            var directory = new MemoryDirectory();
            GraphStore loaded = GraphStore.load(directory, DATABASE, fixture.store.writeTo(directory, DATABASE));
            assertAnswers("seed " + seed + " loaded", loaded, seed);
        }
    }

    /** Readings in order, again and again, with some corrections at random, deletions, and changes from now on. */
    private static StoreFixture history(long seed, int commits) {
        var fixture = StoreFixture.withNodes(1);
        var random = new Random(seed);
        long time = 10_000;
        for (int i = 0; i < commits; i++) {
            time += 1 + random.nextInt(3);
            long from = (i % 500) * 10L;
            Operation operation = switch (random.nextInt(12)) {
                case 0 -> {
                    long at = random.nextInt(5_000);
                    yield StoreFixture.put(1, at, at + 1 + random.nextInt(300), i);
                }
                case 1 -> StoreFixture.putFromNowOn(1, i);
                case 2 -> StoreFixture.delete(1, from, from + 3);
                case 3 -> StoreFixture.put(2 + random.nextInt(3), 0, Time.FOREVER, i);
                default -> StoreFixture.put(1, from, from + 10, i);
            };
            fixture.apply(time, operation);
        }
        return fixture;
    }

    private static void assertAnswers(String what, GraphStore store, long seed) {
        TableStore table = table(store);
        var random = new Random(seed);
        long last = store.lastSystemTime();
        for (int i = 0; i < 40; i++) {
            long valid = random.nextInt(20) == 0 ? last : random.nextInt(6_000);
            long system = 10_000L + random.nextInt((int) (last - 9_000));
            long snapshot = random.nextBoolean() ? last : 10_000L + random.nextInt((int) (last - 9_999));
            PeriodFilter someTime = PeriodFilter.fromTo(valid, valid + random.nextInt(400));
            for (TemporalFilter filter : List.of(
                    TemporalFilter.asOf(valid, system),
                    TemporalFilter.asOf(valid, last),
                    TemporalFilter.asOf(last, system),
                    new TemporalFilter(someTime, PeriodFilter.asOf(system)),
                    new TemporalFilter(someTime, PeriodFilter.ALL),
                    new TemporalFilter(PeriodFilter.asOf(valid), PeriodFilter.fromTo(system, system + 50)),
                    TemporalFilter.ALL)) {
                List<String> scanned = rows(table.scan(snapshot, filter, StoreFixture.VERSION, null));
                scanned.removeIf(row -> !row.startsWith("1 "));
                List<String> walked = rows(table.versionsOf(snapshot, 1, filter, StoreFixture.VERSION));
                assertThat(walked.stream().sorted().toList())
                        .as(what + " at " + snapshot + " " + filter)
                        .isEqualTo(scanned.stream().sorted().toList());
            }
            assertTimeline(what, table, snapshot, valid, valid + 1 + random.nextInt(200));
        }
    }

    private static void assertTimeline(String what, TableStore table, long snapshot, long from, long to) {
        var filter = new TemporalFilter(PeriodFilter.fromTo(from, to), PeriodFilter.asOf(snapshot));
        List<String> scanned = rows(table.scan(snapshot, filter, StoreFixture.VERSION, null));
        scanned.removeIf(row -> !row.startsWith("1 "));
        assertThat(table.overlaps(snapshot, 1, from, to)).as(what).isEqualTo(!scanned.isEmpty());
        long length = 0;
        for (Strip strip : table.timeline(snapshot, 1, from, to).versionsAt(Time.FOREVER - 1)) {
            length += Math.min(to, strip.validTo()) - Math.max(from, strip.validFrom());
        }
        assertThat(table.covers(snapshot, 1, from, to)).as(what).isEqualTo(length == to - from);
        var changed = new TemporalFilter(
                PeriodFilter.fromTo(from, to),
                new PeriodFilter(snapshot + 1, Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE));
        List<String> newer = rows(table.scan(Time.FOREVER - 1, changed, StoreFixture.VERSION, null));
        newer.removeIf(row -> !row.startsWith("1 "));
        if (!newer.isEmpty()) {
            assertThat(table.conflicts(1, snapshot, from, to)).as(what).isTrue();
        }
    }

    private static TableStore table(GraphStore store) {
        return Objects.requireNonNull(store.table(StoreFixture.TABLE));
    }

    private static List<String> rows(io.aletheia.engine.model.BatchSource source) {
        var rows = new ArrayList<String>();
        try (source) {
            for (var batch = source.next(); batch != null; batch = source.next()) {
                for (int i = 0; i < batch.size(); i++) {
                    var text = new StringBuilder();
                    for (int column = 0; column < StoreFixture.VERSION.length; column++) {
                        text.append(batch.column(column).object(batch.row(i))).append(' ');
                    }
                    rows.add(text.toString());
                }
            }
        }
        return rows;
    }
}
