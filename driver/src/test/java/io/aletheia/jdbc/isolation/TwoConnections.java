package io.aletheia.jdbc.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** Two connections to one database in memory, for transactions that run beside each other. */
final class TwoConnections implements AutoCloseable {
    final Connection one;
    final Connection other;

    private TwoConnections(Connection one, Connection other) {
        this.one = one;
        this.other = other;
    }

    /** Opens a new database, runs the statements, and has both connections wait for commits from then on. */
    static TwoConnections open(String name, String... statements) throws SQLException {
        var both = new TwoConnections(
                DriverManager.getConnection("jdbc:aletheia:mem:" + name + ";closeDelay=0"),
                DriverManager.getConnection("jdbc:aletheia:mem:" + name));
        for (String sql : statements) {
            execute(both.one, sql);
        }
        both.one.setAutoCommit(false);
        both.other.setAutoCommit(false);
        return both;
    }

    /** Runs a statement; a query gives numbers that are not negative in its first column, which are read. */
    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (statement.execute(sql)) {
                try (ResultSet rows = statement.getResultSet()) {
                    while (rows.next()) {
                        assertThat(rows.getLong(1)).isNotNegative();
                    }
                }
            }
        }
    }

    /** The SQLSTATE that an action fails with; null if it does not. */
    static @Nullable String stateOf(Action action) {
        try {
            action.run();
            return null;
        } catch (SQLException e) {
            return e.getSQLState();
        }
    }

    interface Action {
        void run() throws SQLException;
    }

    @Override
    public void close() throws SQLException {
        one.rollback();
        other.rollback();
        one.close();
        other.close();
    }
}
