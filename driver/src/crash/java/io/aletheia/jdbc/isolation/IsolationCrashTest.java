package io.aletheia.jdbc.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.jdbc.CheckedDatabase;
import io.aletheia.jdbc.ChildJvm;
import io.aletheia.jdbc.isolation.Observed.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
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
                assertThat(CheckedDatabase.violations(connection)).isEmpty();
            }
        }
        assertThat(history.values()).anyMatch(transaction -> transaction.outcome() == Outcome.UNKNOWN);
    }

    private static void runUntilKilled(String url, int isolation, int kill, Map<Integer, Observed> history)
            throws IOException {
        int ended = 0;
        try (ChildJvm child =
                ChildJvm.start(ListAppendProcess.class, url, Integer.toString(isolation), Integer.toString(kill))) {
            for (String line = child.readLine(); line != null; line = child.readLine()) {
                Observed observed = Transcript.read(line);
                if (observed == null) {
                    continue;
                }
                history.put(observed.id(), observed);
                if (observed.outcome() != Outcome.UNKNOWN && ++ended == TRANSACTIONS_BEFORE_A_KILL) {
                    child.kill();
                }
            }
        }
        assertThat(ended).as("transactions before the kill").isGreaterThanOrEqualTo(TRANSACTIONS_BEFORE_A_KILL);
    }
}
