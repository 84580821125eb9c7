package io.aletheia.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.engine.model.Time;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Random histories of one entity through timelines alone, against {@link RectangleModel}. */
class EntityTimelineModelTest {
    private static final int UNITS = 20;
    private static final int HISTORIES = 500;

    @Test
    void splittingIsAsTheModelSays() {
        for (long seed = 1; seed <= HISTORIES; seed++) {
            run(seed);
        }
    }

    private static void run(long seed) {
        var random = new Random(seed);
        var model = new RectangleModel(UNITS);
        var open = new ArrayList<Strip>();
        var closed = new ArrayList<Strip>();
        for (long now = 1; now <= 10; now++) {
            var timeline = new EntityTimeline(open);
            var writes = new @Nullable Object[UNITS];
            for (int i = random.nextInt(4); i >= 0; i--) {
                int from = random.nextInt(UNITS);
                int to = from + random.nextInt(UNITS - from + 1);
                long end = to == UNITS ? Time.FOREVER : to;
                boolean deletes = random.nextInt(3) == 0;
                long value = random.nextInt(3);
                if (deletes) {
                    timeline.delete(from, end);
                } else {
                    timeline.put(from, end, new @Nullable Object[] {value});
                }
                for (int unit = from; unit < to; unit++) {
                    writes[unit] = deletes ? RectangleModel.DELETED : (Object) value;
                }
            }
            model.commit(now, writes);
            open.clear();
            for (var version : timeline.versionsAt(now)) {
                (version.isOpen() ? open : closed).add(version);
            }
            var versions = new ArrayList<>(closed);
            versions.addAll(open);
            assertThat(versions.stream().map(EntityTimelineModelTest::version))
                    .as("seed %d after commit %d", seed, now)
                    .containsExactlyInAnyOrderElementsOf(model.versions(1, now));
            var after = new EntityTimeline(open);
            for (int unit = 0; unit < UNITS; unit++) {
                boolean expected = model.valueAt(unit, now) != null;
                assertThat(timeline.overlaps(unit, unit + 1))
                        .as("seed %d after commit %d at %d", seed, now, unit)
                        .isEqualTo(expected)
                        .isEqualTo(after.covers(unit, unit + 1));
            }
        }
    }

    private static GoldenScenario.Version version(Strip strip) {
        return new GoldenScenario.Version(
                1,
                (Long) Objects.requireNonNull(strip.row()[0]),
                strip.validFrom(),
                strip.validTo(),
                strip.systemFrom(),
                strip.systemTo());
    }
}
