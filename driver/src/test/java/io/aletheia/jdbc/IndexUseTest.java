package io.aletheia.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How indexes serve prepared statements, concurrent transactions and tools. */
class IndexUseTest {
    private static final String URL = "jdbc:aletheia:mem:index-use";
    private static final int ROWS = 2000;

    private Connection connection;

    IndexUseTest() throws SQLException {
        connection = DriverManager.getConnection(URL);
    }

    @BeforeEach
    void fill() throws SQLException {
        execute(connection, "CREATE TABLE t (id INTEGER PRIMARY KEY, k INTEGER, price DECIMAL(8, 2), name VARCHAR)");
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO t VALUES (?, ?, ?, ?)")) {
            for (int i = 0; i < ROWS; i++) {
                insert.setInt(1, i);
                insert.setInt(2, i % 200);
                insert.setBigDecimal(3, BigDecimal.valueOf(i % 100, 0));
                insert.setString(4, "name" + i % 500);
                insert.addBatch();
            }
            insert.executeBatch();
        }
        execute(connection, "CREATE INDEX by_k ON t (k)");
        execute(connection, "CREATE INDEX by_price ON t (price)");
        execute(connection, "CREATE INDEX by_name ON t (name, k)");
    }

    @AfterEach
    void drop() throws SQLException {
        execute(connection, "DROP TABLE t");
        connection.close();
    }

    @Test
    void aPreparedStatementAsksTheIndexForTheValuesOfEachRun() throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT COUNT(*) FROM t WHERE k = ?")) {
            for (int k = 0; k < 200; k++) {
                query.setInt(1, k);
                assertThat(count(query)).isEqualTo(ROWS / 200);
            }
            query.setInt(1, -1);
            assertThat(count(query)).isZero();
            query.setNull(1, Types.INTEGER);
            assertThat(count(query)).isZero();
            query.setInt(1, 5);
            assertThat(count(query)).isEqualTo(ROWS / 200);
        }
        try (PreparedStatement query =
                connection.prepareStatement("SELECT COUNT(*) FROM t WHERE name IN (?, ?) AND k BETWEEN ? AND ?")) {
            query.setString(1, "name7");
            query.setString(2, "name8");
            query.setInt(3, 0);
            query.setInt(4, 199);
            assertThat(count(query)).isEqualTo(8);
            query.setInt(4, 7);
            assertThat(count(query)).isEqualTo(2);
            query.setNull(1, Types.VARCHAR);
            assertThat(count(query)).isZero();
            query.setInt(4, 8);
            assertThat(count(query)).isEqualTo(2);
            query.setNull(4, Types.INTEGER);
            assertThat(count(query)).isZero();
        }
        try (PreparedStatement query = connection.prepareStatement("SELECT COUNT(*) FROM t WHERE price > ?")) {
            query.setBigDecimal(1, new BigDecimal("98.5"));
            assertThat(count(query)).isEqualTo(ROWS / 100);
            query.setBigDecimal(1, BigDecimal.ZERO);
            assertThat(count(query)).isEqualTo(ROWS - ROWS / 100);
        }
    }

    @Test
    void toolsSeeTheIndexes() throws SQLException {
        execute(connection, "CREATE UNIQUE INDEX one ON t (id, k DESC)");
        var found = new ArrayList<String>();
        try (ResultSet rows = connection.getMetaData().getIndexInfo(null, "PUBLIC", "t", false, false)) {
            while (rows.next()) {
                found.add(rows.getString("INDEX_NAME") + " " + rows.getBoolean("NON_UNIQUE") + " "
                        + rows.getInt("ORDINAL_POSITION") + " " + rows.getString("COLUMN_NAME") + " "
                        + rows.getString("ASC_OR_DESC"));
            }
        }
        assertThat(found)
                .containsExactlyInAnyOrder(
                        "PK_t false 1 id null",
                        "one false 1 id A",
                        "one false 2 k D",
                        "by_k true 1 k A",
                        "by_name true 1 name A",
                        "by_name true 2 k A",
                        "by_price true 1 price A");
    }

    @Test
    void aSerializableTransactionIsAboutTheRangeThatItRead() throws SQLException {
        for (String written : List.of(
                "INSERT INTO t (id, k) VALUES (5000, 7)",
                "UPDATE t SET k = 300 WHERE id = 7",
                "UPDATE t SET k = 7 WHERE id = 8",
                "UPDATE t SET name = 'other' WHERE id = 207",
                "DELETE FROM t WHERE id = 7",
                "DROP INDEX by_k; INSERT INTO t (id, k) VALUES (5000, 7)")) {
            assertThatThrownBy(() -> readAndCommit(written, "k = 7"))
                    .as(written)
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("40001"));
            execute(connection, "UPSERT INTO t SELECT id, MOD(id, 200), price, name FROM t WHERE id = 8");
            execute(connection, "UPSERT INTO t VALUES (7, 7, 7, 'name7')");
            execute(connection, "DELETE FROM t WHERE id >= 5000");
            execute(connection, "CREATE INDEX IF NOT EXISTS by_k ON t (k)");
        }
        for (String written : List.of(
                "INSERT INTO t (id, k) VALUES (5100, 8)",
                "UPDATE t SET k = 301 WHERE k = 10",
                "INSERT INTO t (id, k) VALUES (5101, NULL)",
                "DELETE FROM t WHERE k = 9")) {
            readAndCommit(written, "k = 7");
        }
        assertThatThrownBy(() -> readAndCommit("INSERT INTO t (id, k) VALUES (5102, 198)", "k >= 198"))
                .isInstanceOf(SQLException.class);
        readAndCommit("INSERT INTO t (id, k) VALUES (5103, 197)", "k >= 198");
    }

    /** Reads by the index in a serializable transaction, lets another one write, then writes and commits. */
    private static void readAndCommit(String written, String condition) throws SQLException {
        try (Connection reader = DriverManager.getConnection(URL);
                Connection writer = DriverManager.getConnection(URL)) {
            reader.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            reader.setAutoCommit(false);
            try (Statement statement = reader.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT id FROM t WHERE " + condition)) {
                while (rows.next()) {
                    assertThat(rows.getInt(1)).isNotNegative();
                }
            }
            execute(reader, "INSERT INTO t (id, k) VALUES (9000, 1000)");
            for (String each : written.split("; ", -1)) {
                execute(writer, each);
            }
            try {
                reader.commit();
                execute(reader, "DELETE FROM t WHERE id = 9000");
                reader.commit();
            } catch (SQLException e) {
                reader.rollback();
                throw e;
            }
        }
    }

    @Test
    void aReaderGoesOnWhileAnIndexIsMadeAndDropped() throws SQLException {
        try (Connection reader = DriverManager.getConnection(URL)) {
            reader.setAutoCommit(false);
            try (PreparedStatement query = reader.prepareStatement("SELECT COUNT(*) FROM t WHERE k = 7")) {
                assertThat(count(query)).isEqualTo(ROWS / 200);
                execute(connection, "DROP INDEX by_k");
                execute(connection, "UPDATE t SET k = 7 WHERE k = 8");
                assertThat(count(query)).isEqualTo(ROWS / 200);
                execute(connection, "CREATE INDEX by_k ON t (k)");
                execute(connection, "DELETE FROM t WHERE k = 7");
                assertThat(count(query)).isEqualTo(ROWS / 200);
                reader.commit();
                assertThat(count(query)).isZero();
            }
        }
    }

    @Test
    void anIndexIsNotMadeOverAConcurrentWrite() throws SQLException {
        try (Connection other = DriverManager.getConnection(URL)) {
            other.setAutoCommit(false);
            execute(other, "CREATE INDEX late ON t (k, name)");
            execute(connection, "INSERT INTO t (id, k) VALUES (6000, 1)");
            assertThatThrownBy(other::commit)
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("40001"));
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int count(PreparedStatement query) throws SQLException {
        try (ResultSet rows = query.executeQuery()) {
            assertThat(rows.next()).isTrue();
            return rows.getInt(1);
        }
    }
}
