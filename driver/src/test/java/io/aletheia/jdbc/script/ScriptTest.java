package io.aletheia.jdbc.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.jdbc.script.SqlScript.Section;
import io.aletheia.jdbc.script.SqlScript.Step;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the scripts as {@link SqlScript} describes them: each section as it stands, and once more with something happening to the
 * database between its statements. {@code ScriptCrashTest} kills it.
 */
class ScriptTest {
    /** What happens between two statements. */
    private enum Interruption {
        CHECKPOINT,
        REOPENING,
        KILL
    }

    @TempDir
    Path scratch;

    @TestFactory
    Stream<DynamicContainer> scriptsGiveWhatTheySay() throws IOException {
        return tests("live", ScriptTest::runLive);
    }

    @TestFactory
    Stream<DynamicContainer> scriptsGiveWhatTheySayWhateverHappensBetweenTheirStatements() throws IOException {
        return tests("interrupted", ScriptTest::runInterrupted);
    }

    /** How a section is run in a directory. */
    private interface Run {
        void of(Section section, Path directory) throws SQLException, IOException;
    }

    private Stream<DynamicContainer> tests(String name, Run run) throws IOException {
        var containers = new ArrayList<DynamicContainer>();
        for (Path file : SqlScript.files()) {
            var tests = new ArrayList<DynamicTest>();
            for (Section section : SqlScript.sections(file)) {
                Path directory = scratch.resolve(name).resolve(section.directory());
                Executable test = () -> run.of(section, directory);
                tests.add(DynamicTest.dynamicTest(section.name(), test));
            }
            containers.add(DynamicContainer.dynamicContainer(file.getFileName().toString(), tests));
        }
        assertThat(containers).isNotEmpty();
        return containers.stream();
    }

    /** Behind the last change the queries give the same from the log alone, from a checkpoint, and from both. */
    private static void runLive(Section section, Path directory) throws SQLException, IOException {
        List<Step> last = section.steps()
                .subList(section.stepsBeforeLastQueries(), section.steps().size());
        Path original = directory.resolve("original");
        Path killed = directory.resolve("killed");
        Path checkpointed = directory.resolve("checkpointed");
        try (ScriptRun run = ScriptRun.open(original, "live")) {
            run.check(section.steps());
            run.imageTo(killed);
            if (!last.isEmpty()) {
                run.checkpoint();
                run.check(last);
                run.imageTo(checkpointed);
            }
        }
        repeat(killed, "after a kill", last);
        if (!last.isEmpty()) {
            repeat(checkpointed, "after a checkpoint and a kill", last);
            repeat(original, "after reopening", last);
        }
    }

    private static void repeat(Path directory, String when, List<Step> steps) throws SQLException {
        try (ScriptRun run = ScriptRun.open(directory, when)) {
            run.check(steps);
            run.checkSound();
        }
    }

    /** Where a query follows a change outside of transactions, one of the interruptions comes between them, in turn. */
    private static void runInterrupted(Section section, Path directory) throws SQLException, IOException {
        int interruptions = section.line();
        boolean begun = false;
        boolean bound = false;
        boolean changed = false;
        var state = new ArrayList<Step>();
        ScriptRun run = ScriptRun.open(directory.resolve("0"), "uninterrupted");
        try {
            for (Step step : section.steps()) {
                if (step.isQuery() && changed && !begun && !bound) {
                    Interruption interruption = Interruption.values()[++interruptions % Interruption.values().length];
                    run = interrupt(run, interruption, directory.resolve(Integer.toString(interruptions)));
                    run.check(state);
                    changed = false;
                }
                run.check(step);
                if (step.isSessionState()) {
                    state.add(step);
                }
                begun = step.staysInTransaction(begun);
                bound = step.isTransactionState() && !begun;
                changed |= !step.isQuery();
            }
            if (!begun) {
                run.checkSound();
            }
        } finally {
            run.close();
        }
    }

    private static ScriptRun interrupt(ScriptRun run, Interruption interruption, Path image)
            throws SQLException, IOException {
        switch (interruption) {
            case CHECKPOINT -> {
                run.checkpoint();
                return run;
            }
            case REOPENING -> {
                run.close();
                return ScriptRun.open(run.directory(), "after reopening");
            }
            case KILL -> {
                run.imageTo(image);
                run.close();
                return ScriptRun.open(image, "after a kill");
            }
        }
        throw new IllegalArgumentException(interruption.toString());
    }
}
