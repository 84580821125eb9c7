package io.aletheia.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.engine.model.Operation;
import io.aletheia.engine.model.PeriodFilter;
import io.aletheia.engine.model.Portion;
import io.aletheia.engine.model.TemporalFilter;
import io.aletheia.engine.model.Time;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Random histories against {@link RectangleModel}: units of valid time are also the clock, so that writes from the commit on cut
 * rows as real ones do.
 */
class BitemporalModelTest {
    // Points F12, F25 of docs/architecture/recovery.md.
    private static final int UNITS = 40;
    private static final int HISTORIES = 250;
    private static final int ENTITIES = 3;

    @Test
    void randomHistoriesAreAsTheModelSays() {
        for (long seed = 1; seed <= HISTORIES; seed++) {
            run(seed);
        }
    }

    private static void run(long seed) {
        var random = new Random(seed);
        var fixture = StoreFixture.withNodes(0);
        var models = new ArrayList<RectangleModel>();
        for (int i = 0; i < ENTITIES; i++) {
            models.add(new RectangleModel(UNITS));
        }
        var commitTimes = new ArrayList<Long>();
        for (long now = 1; now < UNITS - 1; now += 1 + random.nextInt(4)) {
            commit(random, fixture, models, now);
            commitTimes.add(now);
        }
        check(seed, random, fixture, models, commitTimes);
        long oldest = commitTimes.get(commitTimes.size() / 2);
        fixture.store.forgetBefore(oldest);
        commitTimes.removeIf(time -> time < oldest);
        check(seed, random, fixture, models, commitTimes);
    }

    private static void commit(Random random, StoreFixture fixture, List<RectangleModel> models, long now) {
        var operations = new ArrayList<Operation>();
        var writes = new @Nullable Object[ENTITIES][UNITS];
        var touched = new HashSet<Integer>();
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            int entity = random.nextInt(ENTITIES);
            touched.add(entity);
            Portion portion = portion(random);
            long value = random.nextInt(3);
            boolean deletes = random.nextInt(4) == 0;
            operations.add(
                    deletes
                            ? new Operation.Delete(StoreFixture.TABLE, entity + 1, portion)
                            : new Operation.Put(StoreFixture.TABLE, entity + 1, portion, new @Nullable Object[] {
                                (long) entity + 1, value
                            }));
            int to = (int) Math.min(UNITS, portion.to());
            for (int unit = (int) Math.max(0, portion.resolvedFrom(now)); unit < to; unit++) {
                writes[entity][unit] = deletes ? RectangleModel.DELETED : (Object) value;
            }
        }
        fixture.apply(now, operations);
        for (int entity : touched) {
            models.get(entity).commit(now, writes[entity]);
        }
    }

    private static Portion portion(Random random) {
        int kind = random.nextInt(6);
        if (kind < 2) {
            return Portion.FROM_NOW_ON;
        }
        long from = random.nextInt(UNITS - 1);
        long to = random.nextInt(3) == 0 ? Time.FOREVER : from + 1 + random.nextInt(UNITS - 1 - (int) from);
        return new Portion(from, to, kind == 2);
    }

    private static void check(
            long seed, Random random, StoreFixture fixture, List<RectangleModel> models, List<Long> snapshots) {
        for (long snapshot : snapshots) {
            var expected = new ArrayList<GoldenScenario.Version>();
            for (int entity = 0; entity < ENTITIES; entity++) {
                var ofEntity = models.get(entity).versions(entity + 1, snapshot);
                assertThat(fixture.versionsOf(snapshot, entity + 1, TemporalFilter.ALL))
                        .as("seed %d snapshot %d entity %d", seed, snapshot, entity + 1)
                        .containsExactlyInAnyOrderElementsOf(ofEntity);
                checkStrips(seed, fixture, snapshot, entity + 1, ofEntity);
                expected.addAll(ofEntity);
            }
            assertThat(fixture.versions(snapshot, TemporalFilter.ALL))
                    .as("seed %d snapshot %d", seed, snapshot)
                    .containsExactlyInAnyOrderElementsOf(expected);
            for (int i = 0; i < 4; i++) {
                checkInstant(seed, fixture, models, snapshot, random.nextInt(UNITS), random.nextInt(UNITS + 4));
                checkPeriods(seed, random, fixture, snapshot, expected);
            }
        }
        checkConflicts(seed, random, fixture, models, snapshots);
    }

    private static void checkInstant(
            long seed, StoreFixture fixture, List<RectangleModel> models, long snapshot, int valid, long system) {
        var filter = TemporalFilter.asOf(valid, system);
        var values = new ArrayList<String>();
        for (int entity = 0; entity < ENTITIES; entity++) {
            Long value = models.get(entity).valueAt(valid, Math.min(system, snapshot));
            if (value != null) {
                values.add(entity + 1 + ":" + value);
            }
        }
        var found = fixture.versions(snapshot, filter);
        assertThat(found.stream().map(version -> version.key() + ":" + version.value()))
                .as("seed %d snapshot %d as of %d, %d", seed, snapshot, valid, system)
                .containsExactlyInAnyOrderElementsOf(values);
        assertThat(found)
                .as("seed %d snapshot %d as of %d, %d", seed, snapshot, valid, system)
                .allMatch(version -> filter.valid().matches(version.validFrom(), version.validTo())
                        && filter.system().matches(version.systemFrom(), version.systemTo()));
        for (long entity = 1; entity <= ENTITIES; entity++) {
            long key = entity;
            assertThat(fixture.versionsOf(snapshot, entity, filter))
                    .as("seed %d snapshot %d entity %d as of %d, %d", seed, snapshot, entity, valid, system)
                    .containsExactlyInAnyOrderElementsOf(found.stream()
                            .filter(version -> version.key() == key)
                            .toList());
        }
    }

    private static void checkPeriods(
            long seed, Random random, StoreFixture fixture, long snapshot, List<GoldenScenario.Version> all) {
        var filter = new TemporalFilter(period(random), period(random));
        assertThat(fixture.versions(snapshot, filter))
                .as("seed %d snapshot %d filter %s", seed, snapshot, filter)
                .containsExactlyInAnyOrderElementsOf(all.stream()
                        .filter(version -> filter.valid().matches(version.validFrom(), version.validTo())
                                && filter.system().matches(version.systemFrom(), version.systemTo()))
                        .toList());
    }

    private static PeriodFilter period(Random random) {
        long a = random.nextInt(UNITS);
        long b = random.nextInt(UNITS);
        return switch (random.nextInt(5)) {
            case 0 -> PeriodFilter.asOf(a);
            case 1 -> PeriodFilter.fromTo(a, b);
            case 2 -> PeriodFilter.between(a, b);
            case 3 -> PeriodFilter.containedIn(a, random.nextBoolean() ? Time.FOREVER : b);
            default -> PeriodFilter.ALL;
        };
    }

    /** What transactions ask: open and closed strips, coverage. */
    private static void checkStrips(
            long seed, StoreFixture fixture, long snapshot, long entity, List<GoldenScenario.Version> versions) {
        var table = fixture.table();
        var strips = new ArrayList<>(table.closedVersions(snapshot, entity));
        strips.addAll(table.timeline(snapshot, entity).versionsAt(snapshot + 1));
        assertThat(strips)
                .as("seed %d snapshot %d entity %d", seed, snapshot, entity)
                .hasSameSizeAs(versions);
        for (int from = 0; from < UNITS - 1; from += 7) {
            for (int to = from + 1; to < UNITS; to += 11) {
                long[] covered = new long[] {0};
                long begin = from;
                long end = to;
                versions.stream()
                        .filter(version -> version.systemTo() == Time.FOREVER)
                        .forEach(version -> covered[0] +=
                                Math.max(0, Math.min(end, version.validTo()) - Math.max(begin, version.validFrom())));
                assertThat(table.covers(snapshot, entity, from, to))
                        .as("seed %d snapshot %d entity %d covers %d %d", seed, snapshot, entity, from, to)
                        .isEqualTo(covered[0] == to - from)
                        .isEqualTo(table.timeline(snapshot, entity, from, to).covers(from, to));
                assertThat(table.overlaps(snapshot, entity, from, to))
                        .as("seed %d snapshot %d entity %d overlaps %d %d", seed, snapshot, entity, from, to)
                        .isEqualTo(covered[0] > 0)
                        .isEqualTo(table.timeline(snapshot, entity).overlaps(from, to));
            }
        }
    }

    private static void checkConflicts(
            long seed, Random random, StoreFixture fixture, List<RectangleModel> models, List<Long> snapshots) {
        long last = fixture.store.lastSystemTime();
        for (int i = 0; i < 30; i++) {
            int entity = random.nextInt(ENTITIES);
            long snapshot = snapshots.get(random.nextInt(snapshots.size()));
            long from = random.nextInt(UNITS - 1);
            long to = from + 1 + random.nextInt(UNITS - 1 - (int) from);
            boolean changed = models.get(entity).versions(entity + 1, last).stream()
                    .anyMatch(version -> version.validFrom() < to
                            && from < version.validTo()
                            && (version.systemFrom() > snapshot
                                    || (version.systemTo() > snapshot && version.systemTo() != Time.FOREVER)));
            assertThat(fixture.table().conflicts(entity + 1, snapshot, from, to))
                    .as("seed %d snapshot %d entity %d conflicts %d %d", seed, snapshot, entity + 1, from, to)
                    .isEqualTo(changed);
        }
    }
}
