package io.aletheia.jdbc.script;

import io.aletheia.jdbc.script.SqlScript.Section;
import io.aletheia.jdbc.script.SqlScript.Step;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The statements of all scripts, for tests that do something else with them. */
public final class Scripts {
    private Scripts() {}

    /** The statements of each section, in order, without semicolons. */
    public static List<List<String>> statements() throws IOException {
        List<List<String>> sections = new ArrayList<>();
        for (Path file : SqlScript.files()) {
            for (Section section : SqlScript.sections(file)) {
                sections.add(section.steps().stream()
                        .map(Step::sql)
                        .map(sql -> sql.substring(0, sql.lastIndexOf(';')))
                        .toList());
            }
        }
        return sections;
    }
}
