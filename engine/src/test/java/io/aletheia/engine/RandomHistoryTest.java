package io.aletheia.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Random histories of a few nodes and edges, some of their transactions at the same time, through checkpoints, closings and power
 * losses, against {@link RectangleModel}: row for row, and at every point of the grid of all bounds. {@code
 * -Daletheia.histories=20000} runs more of them, {@code -Daletheia.seed=7} begins with another seed; the profile {@code histories}
 * runs 20,000.
 */
class RandomHistoryTest {
    // Points 6, F2, F25 of docs/architecture/recovery.md.
    private static final int HISTORIES = Integer.getInteger("aletheia.histories", 200);
    private static final int SEED = Integer.getInteger("aletheia.seed", 1);

    @Test
    void everyHistoryIsWhatTheModelSays() {
        var counts = new ModelledHistory.Counts();
        for (int seed = SEED; seed < SEED + HISTORIES; seed++) {
            int current = seed;
            assertThatCode(() -> new ModelledHistory(new Random(current), counts).run())
                    .as("seed " + seed)
                    .doesNotThrowAnyException();
        }
        System.out.println(
                getClass().getSimpleName() + ": " + HISTORIES + " histories from seed " + SEED + ", " + counts);
        assertThat(counts.commits).as("commits").isGreaterThan(HISTORIES * 10);
        assertThat(counts.refusedCommits).as("refused commits").isGreaterThan(HISTORIES / 10);
        assertThat(counts.refusedStatements).as("refused statements").isGreaterThan(HISTORIES);
        assertThat(counts.checkpoints).as("checkpoints").isGreaterThan(HISTORIES / 4);
        assertThat(counts.reopenings).as("reopenings").isGreaterThan(HISTORIES / 4);
        assertThat(counts.powerLosses).as("power losses").isGreaterThan(HISTORIES / 4);
    }
}
