package io.aletheia.examples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The 22 queries of TPC-H give DuckDB's answers at the scales of the property {@code aletheia.tpch.scales}: before and after a second
 * load of changes, and as of the instant between them on either axis of time; in memory, and in a directory that was closed and opened.
 */
@Tag("tpch")
class TpchPeerTest {
    @TempDir
    private Path directory;

    private static Stream<Double> scales() {
        return Arrays.stream(System.getProperty("aletheia.tpch.scales", "0.1").split(",", -1))
                .map(scale -> Double.valueOf(scale.strip()));
    }

    @ParameterizedTest
    @MethodSource("scales")
    void theAnswersAreDuckdbs(double scale) throws SQLException, IOException {
        answersAreDuckdbs("jdbc:aletheia:mem:", scale);
    }

    @ParameterizedTest
    @MethodSource("scales")
    void theAnswersAreDuckdbsAfterReopening(double scale) throws SQLException, IOException {
        answersAreDuckdbs("jdbc:aletheia:file:" + directory.resolve("tpch") + ";durability=ASYNC;closeDelay=0", scale);
    }

    private void answersAreDuckdbs(String url, double scale) throws SQLException, IOException {
        Map<String, TpchAnswer> before;
        Map<String, TpchAnswer> after;
        String instant;
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Connection connection = DriverManager.getConnection(url)) {
            TpchData.create(duckdb);
            new TpchData(scale).copy(duckdb, directory);
            var peer = new TpchSession(duckdb, scale);
            before = peer.answers();
            peer.change();
            after = peer.answers();

            TpchData.create(connection);
            new TpchData(scale).insert(connection);
            var session = new TpchSession(connection, scale);
            assertRight("before", session, before, scale);
            instant = session.lastCommit();
            session.change();
            if (url.contains(":mem:")) {
                assertRightThenAndNow(session, before, after, instant, scale);
                return;
            }
        }
        try (Connection connection = DriverManager.getConnection(url)) {
            assertRightThenAndNow(new TpchSession(connection, scale), before, after, instant, scale);
        }
    }

    private static void assertRightThenAndNow(
            TpchSession session,
            Map<String, TpchAnswer> before,
            Map<String, TpchAnswer> after,
            String instant,
            double scale)
            throws SQLException {
        assertRight("now", session, after, scale);
        for (String axis : new String[] {"SYSTEM_TIME", "VALID_TIME"}) {
            session.askAsOf(axis, instant);
            assertRight("as of " + axis + " " + instant, session, before, scale);
            session.askAsOfNow(axis);
        }
    }

    private static void assertRight(String when, TpchSession session, Map<String, TpchAnswer> expected, double scale)
            throws SQLException {
        assertThat(TpchStored.differences(session.answers(), expected, scale))
                .as("%s, scale %s", when, scale)
                .isEmpty();
    }

    /** When a query or the changes are edited, the two texts that this compares go into the files. */
    @Test
    void theStoredAnswersAreDuckdbs() throws SQLException, IOException {
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:")) {
            TpchData.create(duckdb);
            new TpchData(TpchStored.SCALE).copy(duckdb, directory);
            var peer = new TpchSession(duckdb, TpchStored.SCALE);
            assertSame(peer.answers(), "before.txt");
            peer.change();
            assertSame(peer.answers(), "after.txt");
        }
    }

    private static void assertSame(Map<String, TpchAnswer> answers, String file) {
        assertThat(TpchStored.differences(answers, TpchStored.read(file), TpchStored.SCALE))
                .as("%s should be%n%s", file, TpchStored.text(answers))
                .isEmpty();
    }
}
