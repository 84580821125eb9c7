package io.aletheia.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.engine.model.Operation;
import io.aletheia.engine.model.Portion;
import io.aletheia.engine.model.TemporalFilter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The golden scenarios through commits and reads of the store. */
class GoldenStoreTest {
    private static final long ENTITY = 1;

    static List<GoldenScenario> scenarios() {
        return GoldenScenario.all();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void aScanOfAllShowsTheVersions(GoldenScenario scenario) {
        var fixture = replay(scenario);

        long last = fixture.store.lastSystemTime();
        assertThat(fixture.versions(last, TemporalFilter.ALL)).containsExactlyInAnyOrderElementsOf(scenario.expected());
        assertThat(fixture.versionsOf(last, ENTITY, TemporalFilter.ALL))
                .containsExactlyInAnyOrderElementsOf(scenario.expected());
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void everySnapshotShowsWhatWasKnownThen(GoldenScenario scenario) {
        var fixture = replay(scenario);

        for (var transaction : scenario.transactions()) {
            long then = transaction.systemTime();
            var known = scenario.expected().stream()
                    .filter(version -> version.systemFrom() <= then && then < version.systemTo())
                    .toList();
            for (var probe : scenario.expected()) {
                for (long at : new long[] {probe.validFrom(), probe.validTo() - 1, probe.systemFrom()}) {
                    var expected = known.stream()
                            .filter(version -> version.validFrom() <= at && at < version.validTo())
                            .map(GoldenScenario.Version::value)
                            .toList();
                    // As of the time in the newest snapshot, and in the snapshot of the time.
                    assertThat(values(fixture.versions(fixture.store.lastSystemTime(), TemporalFilter.asOf(at, then))))
                            .isEqualTo(expected);
                    assertThat(values(fixture.versions(then, TemporalFilter.asOf(at, then))))
                            .isEqualTo(expected);
                    assertThat(values(fixture.versionsOf(then, ENTITY, TemporalFilter.asOf(at, then))))
                            .isEqualTo(expected);
                }
            }
        }
    }

    private static List<Long> values(List<GoldenScenario.Version> versions) {
        return versions.stream().map(GoldenScenario.Version::value).toList();
    }

    private static StoreFixture replay(GoldenScenario scenario) {
        var fixture = StoreFixture.withNodes(scenario.transactions().get(0).systemTime() - 1);
        for (var transaction : scenario.transactions()) {
            long now = transaction.systemTime();
            var view = fixture.table().timeline(fixture.store.lastSystemTime(), ENTITY);
            var operations = new ArrayList<Operation>();
            for (var write : transaction.writes()) {
                operations.addAll(operations(write, view, now));
            }
            fixture.apply(now, operations);
        }
        return fixture;
    }

    /** The operations of a statement, which looks at the entity strip by strip if it is an update. */
    private static List<Operation> operations(GoldenScenario.Write write, EntityTimeline view, long now) {
        var operations = new ArrayList<Operation>();
        long from = write.resolvedFrom(now);
        switch (write.kind()) {
            case PUT -> operations.add(put(write, write.value(), portion(write)));
            case DELETE -> operations.add(new Operation.Delete(StoreFixture.TABLE, ENTITY, portion(write)));
            case UPDATE, ADD -> {
                for (var strip : view.versionsAt(now)) {
                    long stripFrom = Math.max(write.fromCommit() ? 0 : from, strip.validFrom());
                    long stripTo = Math.min(write.to(), strip.validTo());
                    if (strip.isOpen() && Math.max(from, stripFrom) < stripTo) {
                        long before = (Long) java.util.Objects.requireNonNull(strip.row()[1]);
                        long value = write.kind() == GoldenScenario.Kind.ADD ? before + write.value() : write.value();
                        operations.add(put(write, value, new Portion(stripFrom, stripTo, write.fromCommit())));
                    }
                }
            }
        }
        for (var operation : operations) {
            if (operation instanceof Operation.Put put) {
                view.put(put.portion().resolvedFrom(now), put.portion().to(), put.row());
            } else if (operation instanceof Operation.Delete delete) {
                view.delete(delete.portion().resolvedFrom(now), delete.portion().to());
            }
        }
        return operations;
    }

    private static Operation.Put put(GoldenScenario.Write write, long value, Portion portion) {
        return new Operation.Put(StoreFixture.TABLE, ENTITY, portion, new @Nullable Object[] {write.key(), value});
    }

    private static Portion portion(GoldenScenario.Write write) {
        return write.fromCommit() ? Portion.FROM_NOW_ON : Portion.of(write.from(), write.to());
    }
}
