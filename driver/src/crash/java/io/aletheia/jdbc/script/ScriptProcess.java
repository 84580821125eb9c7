package io.aletheia.jdbc.script;

import io.aletheia.jdbc.script.SqlScript.Section;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A program that runs the sections of a script up to their last queries, each in a database below the directory that it is given,
 * says so and holds them open until it is killed.
 */
final class ScriptProcess {
    static final String WRITTEN = "written";

    private ScriptProcess() {}

    public static void main(String[] arguments) throws SQLException, IOException, InterruptedException {
        Path file = Path.of(arguments[0]);
        Path directory = Path.of(arguments[1]);
        List<ScriptRun> open = new ArrayList<>();
        for (Section section : SqlScript.sections(file)) {
            var run = ScriptRun.open(directory.resolve(section.directory()), "live");
            run.check(section.steps().subList(0, section.stepsBeforeLastQueries()));
            open.add(run);
        }
        System.out.println(WRITTEN + " " + open.size());
        Thread.currentThread().join();
    }
}
