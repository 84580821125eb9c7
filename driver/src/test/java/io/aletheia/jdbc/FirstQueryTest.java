package io.aletheia.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How many classes, besides the JDK's, a program waits for: with what they do at first, that is most of what the first statement takes. A
 * bound that is passed is to be thought about, not just raised.
 */
class FirstQueryTest {
    private static final String TABLE = "CREATE TABLE t (id BIGINT PRIMARY KEY, i INTEGER)";
    private static final String INSERT = "INSERT INTO t VALUES (1, 10), (2, 20)";
    private static final String LOOKUP = "SELECT i FROM t WHERE id = 2";
    private static final String PLANNED = "SELECT i + 1, count(*) FROM t WHERE i > 5 GROUP BY i + 1";

    /** With the drivers of whatever else is on the class path, which the JDK looks for. */
    private static final int CONNECT_MAX = 500;

    private static final int FAST_MAX = 1_250;
    private static final int PLANNED_MAX = 3_300;

    @TempDir
    Path directory;

    @Test
    void aFirstStatementOfTheFastLaneLoadsFewClassesAndNoPlanner() throws IOException, InterruptedException {
        run(TABLE, INSERT);
        for (String first : List.of(LOOKUP, "SELECT 1", "INSERT INTO t VALUES (3, 30)", "SET SCHEMA public")) {
            Map<String, List<String>> loaded = run(first);
            assertThat(classes(loaded, "connect").size()).as("connect").isLessThan(CONNECT_MAX);
            List<String> classes = classes(loaded, first);
            assertThat(classes.size()).as(first).isLessThan(FAST_MAX);
            assertThat(classes.stream()
                            .filter(name -> name.startsWith("org.apache.calcite.plan.hep.")
                                    || name.startsWith("org.apache.calcite.sql2rel.")
                                    || name.equals("org.apache.calcite.sql.validate.SqlValidatorImpl")))
                    .as(first)
                    .isEmpty();
            assertNoneThatCompiles(classes);
        }
    }

    @Test
    void aFirstStatementThatIsPlannedLoadsNothingThatGeneratesCode() throws IOException, InterruptedException {
        run(TABLE, INSERT);
        List<String> classes = classes(run(PLANNED), PLANNED);
        assertThat(classes.size()).isLessThan(PLANNED_MAX);
        assertNoneThatCompiles(classes);
    }

    @Test
    void aSecondStatementOfALaneLoadsHardlyAny() throws IOException, InterruptedException {
        String other = "SELECT i FROM t WHERE id = 1";
        Map<String, List<String>> loaded = run(TABLE, INSERT, LOOKUP, other, PLANNED);
        assertThat(classes(loaded, LOOKUP).size()).isLessThan(200);
        assertThat(classes(loaded, other).size()).isLessThan(20);
    }

    private static List<String> classes(Map<String, List<String>> loaded, String statement) {
        List<String> classes = loaded.get(statement);
        if (classes == null) {
            throw new AssertionError("not run: " + statement);
        }
        return classes;
    }

    /** Of others of Calcite's classes for generated code the JDK's verifier looks at the names. */
    private static void assertNoneThatCompiles(List<String> classes) {
        assertThat(classes.stream()
                        .filter(name -> name.startsWith("org.codehaus.janino.")
                                || name.startsWith("org.apache.calcite.adapter.enumerable.EnumerableRules")
                                || name.startsWith("org.apache.calcite.adapter.enumerable.EnumerableConvention")
                                || name.startsWith("org.apache.calcite.adapter.enumerable.RexImpTable")
                                || name.startsWith("org.apache.calcite.rel.rules.CoreRules")
                                || name.startsWith("org.apache.calcite.tools.Programs")))
                .isEmpty();
    }

    /** Runs statements in a process of their own; the classes that each of them loads. */
    private Map<String, List<String>> run(String... statements) throws IOException, InterruptedException {
        var command = new ArrayList<String>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:stdout:none",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                FirstQuery.class.getName(),
                "jdbc:aletheia:file:" + directory.resolve("first")));
        command.addAll(List.of(statements));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        var loaded = new LinkedHashMap<String, List<String>>();
        List<String> classes = new ArrayList<>();
        for (String line : output.lines().toList()) {
            if (line.startsWith(FirstQuery.MARK)) {
                classes = new ArrayList<>();
                loaded.put(line.substring(FirstQuery.MARK.length()), classes);
            } else if (line.contains(" source: ") && !line.matches("(java|javax|jdk|sun)\\..*")) {
                classes.add(line.substring(0, line.indexOf(' ')));
            }
        }
        assertThat(loaded).containsKeys(statements);
        return loaded;
    }
}
