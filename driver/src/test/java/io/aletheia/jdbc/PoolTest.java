package io.aletheia.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The driver under HikariCP. */
class PoolTest {
    private static final int THREADS = 4;
    private static final int ROWS_EACH = 25;

    private static HikariDataSource pool(String name) {
        var config = new HikariConfig();
        config.setJdbcUrl("jdbc:aletheia:mem:" + name);
        config.setMaximumPoolSize(2);
        config.setPoolName(name);
        return new HikariDataSource(config);
    }

    @Test
    void threadsShareTheConnectionsOfAPool() throws Exception {
        try (var pool = pool("shared")) {
            try (var connection = pool.getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("CREATE NODE TABLE person (id BIGINT PRIMARY KEY, name VARCHAR NOT NULL)");
            }
            var threads = Executors.newFixedThreadPool(THREADS);
            try {
                var done = new ArrayList<Future<Integer>>();
                for (int thread = 0; thread < THREADS; thread++) {
                    int first = thread * ROWS_EACH;
                    done.add(threads.submit(writer(pool, first)));
                }
                for (var one : done) {
                    assertThat(one.get()).isEqualTo(ROWS_EACH);
                }
            } finally {
                threads.shutdownNow();
            }
            assertThat(count(pool)).isEqualTo(THREADS * ROWS_EACH);
        }
    }

    private static Callable<Integer> writer(HikariDataSource pool, int first) {
        return () -> {
            int written = 0;
            for (int id = first; id < first + ROWS_EACH; id++) {
                try (var connection = pool.getConnection();
                        var insert = connection.prepareStatement("INSERT INTO person (id, name) VALUES (?, ?)")) {
                    insert.setInt(1, id);
                    insert.setString(2, "n" + id);
                    written += insert.executeUpdate();
                }
            }
            return written;
        };
    }

    private static long count(HikariDataSource pool) throws SQLException {
        try (var connection = pool.getConnection();
                var rows = connection.createStatement().executeQuery("SELECT COUNT(*) FROM person")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Test
    void aReturnedConnectionIsRolledBackAndReset() throws SQLException {
        try (var pool = pool("reset")) {
            AletheiaConnection first;
            try (var connection = pool.getConnection()) {
                first = connection.unwrap(AletheiaConnection.class);
                connection
                        .createStatement()
                        .execute("CREATE NODE TABLE person (id BIGINT PRIMARY KEY, name VARCHAR NOT NULL)");
                connection.setAutoCommit(false);
                connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
                connection.createStatement().execute("INSERT INTO person (id, name) VALUES (1, 'Ada')");
            }
            assertThat(first.getAutoCommit()).isTrue();
            assertThat(first.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_REPEATABLE_READ);
            assertThat(count(pool)).isZero();
        }
    }

    @Test
    void anErrorOfAStatementDoesNotCostTheConnection() throws SQLException {
        try (var pool = pool("errors")) {
            AletheiaConnection first;
            try (var connection = pool.getConnection()) {
                first = connection.unwrap(AletheiaConnection.class);
                assertThatThrownBy(() -> connection.createStatement().execute("SELECT * FROM nothing"))
                        .isInstanceOf(SQLException.class);
                assertThatThrownBy(() -> connection.createStruct("x", new Object[0]))
                        .isInstanceOf(SQLException.class);
            }
            assertThat(first.isClosed()).isFalse();
        }
    }
}
