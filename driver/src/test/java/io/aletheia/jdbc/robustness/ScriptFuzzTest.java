package io.aletheia.jdbc.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.jdbc.robustness.Trial.Outcome;
import io.aletheia.jdbc.script.Scripts;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Changed statements of the scripts give a result or a clear error, each before the one it was made of, on the tables of its section.
 * More of them with {@code -Daletheia.fuzz=100000 -Daletheia.seed=1000}.
 */
class ScriptFuzzTest {
    private static final int MUTANTS_PER_QUERY = 12;
    private static final int MUTANTS_PER_CHANGE = 3;
    private static final int STATEMENTS_MAX = 40;
    private static final Pattern QUERY = Pattern.compile("^(?i)(SELECT|WITH|VALUES|MATCH|TABLE)");

    @Test
    void changedStatementsOfTheScriptsGiveAResultOrAClearError() throws IOException, InterruptedException {
        List<List<String>> sections = Scripts.statements();
        assertThat(sections).hasSizeGreaterThan(100);
        var outcomes = FuzzRun.run(600, (connection, random, run) -> {
            var trial = new Trial(connection, random.split());
            var mutations = new TokenMutations(random.split());
            for (int i = 0; i < 5; i++) {
                mutations.learn(SampleTables.pick(SampleTables.pick(sections, random), random));
            }
            List<String> section = SampleTables.pick(sections, random);
            for (String sql : section.subList(0, Math.min(section.size(), STATEMENTS_MAX))) {
                mutations.learn(sql);
                int mutants = QUERY.matcher(sql).find() ? MUTANTS_PER_QUERY : MUTANTS_PER_CHANGE;
                for (int i = 0; i < mutants && !run.isEnough(); i++) {
                    run.send(trial, mutations.mutated());
                }
                try (Statement statement = connection.createStatement()) {
                    statement.execute(sql);
                } catch (SQLException expected) {
                    assertThat(expected.getSQLState()).isNotNull();
                }
            }
        });
        assertThat(outcomes).as("some of them must mean something").containsKeys(Outcome.ROWS, Outcome.COUNT);
    }
}
