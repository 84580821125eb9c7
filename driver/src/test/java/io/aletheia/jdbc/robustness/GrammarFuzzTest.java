package io.aletheia.jdbc.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.jdbc.robustness.Trial.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Statements made from the grammar give a result or a clear error. More of them with {@code -Daletheia.fuzz=100000
 * -Daletheia.seed=1000}; the seed that a failure names begins with its round.
 */
class GrammarFuzzTest {
    private static final int STATEMENTS_PER_ROUND = 150;

    @TempDir
    private Path directory;

    @Test
    void whatTheGrammarMakesGivesAResultOrAClearError() throws InterruptedException {
        String file = directory.resolve("copied.csv").toString();
        var outcomes = FuzzRun.run(600, (connection, random, run) -> {
            SampleTables.create(connection);
            var trial = new Trial(connection, random);
            for (int i = 0; i < STATEMENTS_PER_ROUND && !run.isEnough(); i++) {
                run.send(trial, new GrammarWalk(random.split(), file).statement());
            }
        });
        assertThat(outcomes).as("some of them must mean something").containsKeys(Outcome.ROWS, Outcome.COUNT);
    }
}
