package io.aletheia.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was said of transactions lasts as long as what they changed. */
class TransactionListTest {
    @Test
    void whoCommittedAndWhyIsKeptByTheLogAndByCheckpoints(@TempDir Path directory) throws SQLException {
        String url = "jdbc:aletheia:file:" + directory.resolve("db");
        List<String> made = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url)) {
            connection.setClientInfo("ApplicationName", "ledger \u00e6");
            run(connection, "CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER)");
            connection.setAutoCommit(false);
            run(connection, "INSERT INTO t VALUES (1, 1)");
            run(connection, "COMMIT WITH (COMMENT = 'the first, in the checkpoint')");
            run(connection, "CHECKPOINT");
            run(connection, "UPDATE t SET v = 2");
            connection.commit();
            connection.setClientInfo("ApplicationName", null);
            run(connection, "UPDATE t SET v = 3");
            run(connection, "COMMIT WITH (COMMENT = 'in the log only')");
            made.addAll(transactions(connection));
            // Rows know their transactions as long as these are known.
            assertThat(comments(connection)).containsExactly("the first, in the checkpoint", null, "in the log only");
        }
        assertThat(made).hasSize(4);
        assertThat(made.get(0)).endsWith("|ledger \u00e6|null");
        assertThat(made.get(1)).endsWith("|ledger \u00e6|the first, in the checkpoint");
        assertThat(made.get(2)).endsWith("|ledger \u00e6|null");
        assertThat(made.get(3)).endsWith("|null|in the log only");
        for (int i = 0; i < 2; i++) {
            try (Connection connection = DriverManager.getConnection(url)) {
                assertThat(transactions(connection)).as("opened again").isEqualTo(made);
                assertThat(comments(connection))
                        .containsExactly("the first, in the checkpoint", null, "in the log only");
                run(connection, "CHECKPOINT");
            }
        }
    }

    @Test
    void aTransactionSeesThoseBeforeItsSnapshot() throws SQLException {
        String url = "jdbc:aletheia:mem:transactions";
        try (Connection one = DriverManager.getConnection(url);
                Connection other = DriverManager.getConnection(url)) {
            run(one, "CREATE TABLE t (id INTEGER PRIMARY KEY)");
            one.setAutoCommit(false);
            assertThat(transactions(one)).hasSize(1);
            run(other, "INSERT INTO t VALUES (1)");
            assertThat(transactions(one)).hasSize(1);
            one.commit();
            assertThat(transactions(one)).hasSize(2);
        }
    }

    @Test
    void theMetadataListsTheViewsOfHistoryAndOfTransactions() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:aletheia:mem:")) {
            run(connection, "CREATE TABLE t (id INTEGER PRIMARY KEY)");
            List<String> tables = new ArrayList<>();
            try (ResultSet found = connection.getMetaData().getTables(null, null, "%", null)) {
                while (found.next()) {
                    tables.add(found.getString("TABLE_SCHEM") + "." + found.getString("TABLE_NAME") + " "
                            + found.getString("TABLE_TYPE"));
                }
            }
            assertThat(tables)
                    .contains("INFORMATION_SCHEMA.TRANSACTIONS SYSTEM TABLE", "PUBLIC.t TABLE", "HISTORY.t VIEW");
            List<String> columns = new ArrayList<>();
            try (ResultSet found =
                    connection.getMetaData().getColumns(null, "INFORMATION_SCHEMA", "TRANSACTIONS", "%")) {
                while (found.next()) {
                    columns.add(found.getString("COLUMN_NAME") + " " + found.getString("TYPE_NAME"));
                }
            }
            assertThat(columns)
                    .containsExactly(
                            "TRANSACTION_ID BIGINT",
                            "SYSTEM_TIME TIMESTAMP",
                            "APPLICATION_NAME VARCHAR",
                            "COMMENT VARCHAR");
            try (ResultSet keys = connection.getMetaData().getPrimaryKeys(null, "INFORMATION_SCHEMA", "TRANSACTIONS")) {
                assertThat(keys.next()).isFalse();
            }
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> transactions(Connection connection) throws SQLException {
        return rows(
                connection,
                "SELECT TRANSACTION_ID || '|' || SYSTEM_TIME || '|' || COALESCE(APPLICATION_NAME, 'null') || '|'"
                        + " || COALESCE(COMMENT, 'null') FROM INFORMATION_SCHEMA.TRANSACTIONS");
    }

    private static List<String> comments(Connection connection) throws SQLException {
        return rows(
                connection,
                "SELECT DISTINCT COMMENT, v FROM HISTORY.t JOIN INFORMATION_SCHEMA.TRANSACTIONS ON _tx = TRANSACTION_ID"
                        + " ORDER BY v");
    }

    private static List<String> rows(Connection connection, String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        return rows;
    }
}
