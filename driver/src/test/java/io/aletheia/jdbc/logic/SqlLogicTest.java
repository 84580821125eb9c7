package io.aletheia.jdbc.logic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * SQLite's logic tests. With the build runs what stands beside this class's resources: all of {@code evidence} and a sample of the
 * rest; the profile {@code logic} takes whole files from the artifact {@code net.hydromatic:sql-logic-test}. What is skipped is listed
 * in {@code skipped.txt} with the reason, and has to fail, so that the list does not outlive its reasons.
 */
class SqlLogicTest {
    private static final List<String> EVIDENCE = List.of(
            "evidence/in1",
            "evidence/in2",
            "evidence/slt_lang_aggfunc",
            "evidence/slt_lang_createtrigger",
            "evidence/slt_lang_createview",
            "evidence/slt_lang_dropindex",
            "evidence/slt_lang_droptable",
            "evidence/slt_lang_droptrigger",
            "evidence/slt_lang_dropview",
            "evidence/slt_lang_reindex",
            "evidence/slt_lang_replace",
            "evidence/slt_lang_update");

    /** Where whole files are, if they are to be run: a folder of the class path. */
    private static final String WHOLE = System.getProperty("aletheia.logic", "");

    @TestFactory
    Stream<DynamicTest> everyStatementGivesWhatItsRecordSays() throws IOException {
        boolean whole = !WHOLE.isEmpty();
        List<String> files = new ArrayList<>(EVIDENCE);
        files.addAll(List.of("select1", "select2", "select3", "select5"));
        if (whole) {
            files.add("select4");
        }
        Map<String, String> skipped = skipped();
        return files.stream()
                .map(file -> DynamicTest.dynamicTest(
                        file, () -> run(file, text("/" + (whole ? WHOLE : "logic") + "/" + file + ".test"), skipped)));
    }

    private static void run(String file, String text, Map<String, String> skipped) throws SQLException {
        List<LogicRecord> records = LogicScript.parse(text);
        assertThat(records).isNotEmpty();
        List<String> faults = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:aletheia:mem:")) {
            var run = new LogicRun(connection);
            for (LogicRecord record : records) {
                String fault = run.fault(record);
                String reason = skipped.get(file + ":" + record.line());
                if (fault != null && reason == null) {
                    faults.add(file + ":" + record.line() + ": " + record.sql() + "\n" + fault);
                } else if (fault == null && reason != null) {
                    faults.add(file + ":" + record.line() + " is skipped and need not be: " + reason);
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    /** Reasons by file and line. A line of the list is: file, lines, reason; the lines are numbers or ranges with commas between. */
    private static Map<String, String> skipped() throws IOException {
        Map<String, String> reasons = new HashMap<>();
        for (String line : text("/logic/skipped.txt").lines().toList()) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] parts = line.split(" +", 3);
            for (String lines : parts[1].split(",", -1)) {
                String[] ends = lines.split("-", -1);
                for (int i = Integer.parseInt(ends[0]); i <= Integer.parseInt(ends[ends.length - 1]); i++) {
                    reasons.put(parts[0] + ":" + i, parts[2]);
                }
            }
        }
        return reasons;
    }

    private static String text(String resource) throws IOException {
        try (InputStream stream =
                Objects.requireNonNull(SqlLogicTest.class.getResourceAsStream(resource), () -> "no " + resource)) {
            return new String(stream.readAllBytes(), UTF_8);
        }
    }
}
