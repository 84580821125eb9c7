package io.aletheia.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What leads to the rows of an opened table is made when it is used first, by whomever: nobody may meet it half made. */
class FirstUseTest {
    private static final int ROUNDS = 8;
    private static final int NODES = 10_000;
    private static final int EDGES = 30_000;

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @TempDir
    Path directory;

    @AfterEach
    void endThreads() {
        threads.shutdown();
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:aletheia:file:" + directory.resolve("db") + ";closeDelay=0");
    }

    @Test
    void whoUsesATableFirstFindsAllOfItBesideReadersAndWriters() throws Exception {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE NODE TABLE n (id INTEGER PRIMARY KEY, name VARCHAR, score INTEGER)");
            statement.execute("CREATE EDGE TABLE e (FROM n, TO n, weight INTEGER)");
            statement.execute("CREATE INDEX n_score ON n (score)");
            connection.setAutoCommit(false);
            fill(connection);
            connection.commit();
        }
        for (int round = 0; round < ROUNDS; round++) {
            int made = round;
            try (Connection first = connect()) {
                List<Callable<Long>> uses = List.of(
                        () -> count("SELECT count(*) FROM n WHERE id = 4711 AND name = 'node 4711'"),
                        () -> count("SELECT count(*) FROM n WHERE score = 3 AND id < " + NODES) / (NODES / 100),
                        () -> count(
                                        "SELECT count(*) FROM GRAPH_TABLE (MATCH (a:n WHERE a.id = 7)-[:e]->(b:n) COLUMNS (b.id))")
                                / (EDGES / NODES),
                        () -> count(
                                        "SELECT count(*) FROM GRAPH_TABLE (MATCH (a:n)-[:e]->(b:n WHERE b.id = 7) COLUMNS (a.id))")
                                / (EDGES / NODES),
                        () -> count("SELECT count(*) FROM n") / NODES,
                        () -> execute("INSERT INTO n VALUES (" + (NODES + made) + ", 'new', 0)"),
                        () -> execute("UPDATE n SET name = 'round " + made + "' WHERE id = " + made),
                        () -> execute("INSERT INTO e (source, target, weight) VALUES (" + (100 + made) + ", "
                                + (200 + made) + ", 1)"));
                assertThat(together(uses)).as("round %d", round).containsOnly(1L);
                assertThat(CheckedDatabase.violations(first)).isEmpty();
            }
        }
        assertThat(count("SELECT count(*) FROM n")).isEqualTo(NODES + ROUNDS);
        assertThat(count("SELECT count(*) FROM e")).isEqualTo(EDGES + ROUNDS);
        assertThat(count("SELECT count(*) FROM n WHERE name LIKE 'round %'")).isEqualTo(ROUNDS);
        assertThatThrownBy(() -> execute("INSERT INTO n VALUES (5, 'again', 0)"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("23505"));
    }

    private static void fill(Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO n VALUES (?, ?, ?)")) {
            for (int id = 0; id < NODES; id++) {
                insert.setInt(1, id);
                insert.setString(2, "node " + id);
                insert.setInt(3, id % 100);
                insert.addBatch();
            }
            insert.executeBatch();
        }
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO e (source, target, weight) VALUES (?, ?, ?)")) {
            for (int i = 0; i < EDGES; i++) {
                insert.setInt(1, i % NODES);
                insert.setInt(2, (int) ((i * 7919L + i / NODES) % NODES));
                insert.setInt(3, i % 10);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** What tasks return that begin at the same time. */
    private List<Long> together(List<Callable<Long>> tasks) throws Exception {
        var start = new CyclicBarrier(tasks.size());
        var running = new ArrayList<Future<Long>>();
        for (Callable<Long> task : tasks) {
            running.add(threads.submit(() -> {
                start.await();
                return task.call();
            }));
        }
        var results = new ArrayList<Long>();
        for (Future<Long> each : running) {
            results.add(each.get());
        }
        return results;
    }

    private long count(String query) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    private long execute(String update) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            return statement.executeUpdate(update);
        }
    }
}
