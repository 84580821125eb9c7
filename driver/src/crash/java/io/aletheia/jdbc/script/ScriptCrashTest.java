package io.aletheia.jdbc.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.jdbc.ChildJvm;
import io.aletheia.jdbc.script.SqlScript.Section;
import io.aletheia.jdbc.script.SqlScript.Step;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A process that ran the sections of a script up to their last queries is killed: the queries give what they are to give after
 * recovery, after a checkpoint, and after reopening.
 */
@Tag("crash")
class ScriptCrashTest {
    @TempDir
    Path scratch;

    static Stream<Path> scripts() throws IOException {
        return SqlScript.files().stream();
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void aScriptGivesWhatItSaysAfterAKill(Path script) throws Exception {
        List<Section> sections = SqlScript.sections(script);
        assertThat(runUntilKilled(script)).isEqualTo(ScriptProcess.WRITTEN + " " + sections.size());
        for (Section section : sections) {
            Path directory = scratch.resolve(section.directory());
            List<Step> last = section.steps()
                    .subList(section.stepsBeforeLastQueries(), section.steps().size());
            try (ScriptRun run = ScriptRun.open(directory, "after a kill")) {
                run.check(last);
                run.checkSound();
                run.checkpoint();
                run.check(last);
            }
            try (ScriptRun run = ScriptRun.open(directory, "after a kill and reopening")) {
                run.check(last);
                run.checkSound();
            }
        }
    }

    /** What the process says before it is killed. */
    private String runUntilKilled(Path script) throws IOException {
        try (ChildJvm child = ChildJvm.start(ScriptProcess.class, script.toString(), scratch.toString())) {
            return String.valueOf(child.readLine());
        }
    }
}
