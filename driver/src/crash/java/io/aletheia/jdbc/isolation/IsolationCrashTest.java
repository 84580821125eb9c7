package io.aletheia.jdbc.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.jdbc.isolation.Observed.Outcome;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@link IsolationTest} in a process that is killed again and again: every acknowledged commit is there, whole; what was not
 * acknowledged may be there, whole, or not; and the history over all kills has no anomaly.
 */
@Tag("crash")
class IsolationCrashTest {
    private static final int KILLS = Integer.getInteger("aletheia.isolation.kills", 5);
    private static final int TRANSACTIONS_BEFORE_A_KILL = 300;

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(ints = {Connection.TRANSACTION_SERIALIZABLE, Connection.TRANSACTION_REPEATABLE_READ})
    void killsLeaveNoAnomaly(int isolation) throws Exception {
        String url = "jdbc:aletheia:file:" + directory.resolve("d" + isolation);
        Map<Integer, Observed> history = new LinkedHashMap<>();
        for (int kill = 0; kill < KILLS; kill++) {
            runUntilKilled(url, isolation, kill, history);
            try (Connection connection = DriverManager.getConnection(url + ";closeDelay=0")) {
                assertThat(HistoryCheck.anomalies(
                                new ArrayList<>(history.values()),
                                ListClient.readAll(connection),
                                isolation == Connection.TRANSACTION_SERIALIZABLE))
                        .as("after kill " + (kill + 1))
                        .isEmpty();
                assertThat(violations(connection)).isEmpty();
            }
        }
        assertThat(history.values()).anyMatch(transaction -> transaction.outcome() == Outcome.UNKNOWN);
    }

    private static void runUntilKilled(String url, int isolation, int kill, Map<Integer, Observed> history)
            throws IOException, InterruptedException {
        String java = System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
        Process child = new ProcessBuilder(
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        ListAppendProcess.class.getName(),
                        url,
                        Integer.toString(isolation),
                        Integer.toString(kill))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        int ended = 0;
        try (var lines = new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Observed observed = Transcript.read(line);
                if (observed == null) {
                    continue;
                }
                history.put(observed.id(), observed);
                if (observed.outcome() != Outcome.UNKNOWN && ++ended == TRANSACTIONS_BEFORE_A_KILL) {
                    // Through the handle: the process's own method would close the pipe that is still to be read.
                    child.toHandle().destroyForcibly();
                }
            }
        } finally {
            child.destroyForcibly();
        }
        assertThat(child.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(ended).as("transactions before the kill").isGreaterThanOrEqualTo(TRANSACTIONS_BEFORE_A_KILL);
    }

    private static List<String> violations(Connection connection) throws SQLException {
        List<String> violations = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("CHECK DATABASE")) {
            while (rows.next()) {
                String violation = rows.getString("VIOLATION");
                if (violation != null) {
                    violations.add(violation);
                }
            }
        }
        return violations;
    }
}
