package io.aletheia.jdbc.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.jdbc.isolation.Observed.Outcome;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random transactions from eight connections, checked by {@link HistoryCheck}. {@code -Daletheia.isolation.rounds=1000} runs longer,
 * {@code -Daletheia.isolation.seed=7} begins with another seed.
 */
class IsolationTest {
    private static final int ROUNDS = Integer.getInteger("aletheia.isolation.rounds", 4);
    private static final long SEED = Long.getLong("aletheia.isolation.seed", 1);
    private static final int SESSIONS = 8;
    private static final int TRANSACTIONS = 60;

    private record Run(List<Observed> history, Map<Integer, List<Integer>> lists) {}

    @TempDir
    Path directory;

    @Test
    void serializableHistoriesHaveNoCycle() throws Exception {
        int committed = 0;
        for (long seed = SEED; seed < SEED + ROUNDS; seed++) {
            Run run = run("jdbc:aletheia:mem:serializable" + seed, Connection.TRANSACTION_SERIALIZABLE, seed, false);
            assertThat(HistoryCheck.anomalies(run.history, run.lists, true))
                    .as("seed " + seed)
                    .isEmpty();
            committed += committed(run);
        }
        assertThat(committed).isGreaterThan(ROUNDS * SESSIONS * TRANSACTIONS / 10);
    }

    @Test
    void snapshotHistoriesHaveNoAnomalyButWriteSkew() throws Exception {
        for (long seed = SEED; seed < SEED + ROUNDS; seed++) {
            Run run = run("jdbc:aletheia:mem:snapshot" + seed, Connection.TRANSACTION_REPEATABLE_READ, seed, false);
            assertThat(HistoryCheck.anomalies(run.history, run.lists, false))
                    .as("seed " + seed)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {Connection.TRANSACTION_SERIALIZABLE, Connection.TRANSACTION_REPEATABLE_READ})
    void checkpointsAndReopeningChangeNothing(int isolation) throws Exception {
        String url = "jdbc:aletheia:file:" + directory.resolve("d" + isolation);
        Run run = run(url, isolation, SEED, true);
        boolean serializable = isolation == Connection.TRANSACTION_SERIALIZABLE;
        assertThat(HistoryCheck.anomalies(run.history, run.lists, serializable))
                .as("seed " + SEED)
                .isEmpty();
        try (Connection connection = DriverManager.getConnection(url)) {
            assertThat(ListClient.readAll(connection)).isEqualTo(run.lists);
        }
    }

    private static int committed(Run run) {
        return (int) run.history.stream()
                .filter(transaction -> transaction.outcome() == Outcome.COMMITTED)
                .count();
    }

    private static Run run(String url, int isolation, long seed, boolean checkpoints) throws Exception {
        var numbers = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(SESSIONS);
        try (Connection connection = DriverManager.getConnection(url)) {
            execute(connection, ListClient.TABLE);
            List<Future<List<Observed>>> sessions = new ArrayList<>();
            for (int session = 0; session < SESSIONS; session++) {
                int number = session;
                sessions.add(threads.submit(() -> session(url, isolation, number, seed, numbers)));
            }
            for (int i = 0; checkpoints && i < 3; i++) {
                execute(connection, "CHECKPOINT");
            }
            List<Observed> history = new ArrayList<>();
            for (Future<List<Observed>> session : sessions) {
                history.addAll(session.get(5, TimeUnit.MINUTES));
            }
            return new Run(history, ListClient.readAll(connection));
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<Observed> session(String url, int isolation, int number, long seed, AtomicInteger numbers)
            throws SQLException {
        var random = new Random(seed * SESSIONS + number);
        List<Observed> observed = new ArrayList<>();
        try (var client = new ListClient(DriverManager.getConnection(url), number, isolation, 4, random, numbers)) {
            for (int i = 0; i < TRANSACTIONS; i++) {
                observed.add(client.transact());
            }
        }
        return observed;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
