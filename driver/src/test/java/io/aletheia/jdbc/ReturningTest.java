package io.aletheia.jdbc;

import static io.aletheia.jdbc.Fixture.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.engine.model.ErrorCode;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** RETURNING through the methods of JDBC. */
class ReturningTest {
    private final Connection connection = DriverManager.getConnection("jdbc:aletheia:mem:");
    private final Statement statement = connection.createStatement();

    ReturningTest() throws SQLException {}

    @BeforeEach
    void makeTable() throws SQLException {
        statement.execute("CREATE NODE TABLE note (text VARCHAR, size INTEGER)");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private long count() throws SQLException {
        try (var rows = statement.executeQuery("SELECT COUNT(*) FROM note")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Test
    void aTextIsAQueryToJdbc() throws SQLException {
        try (var rows =
                statement.executeQuery("INSERT INTO note (text) VALUES ('a'), ('b') RETURNING _id, text AS t")) {
            var columns = rows.getMetaData();
            assertThat(columns.getColumnLabel(2)).isEqualTo("t");
            assertThat(columns.getColumnName(2)).isEqualTo("text");
            assertThat(columns.getTableName(1)).isEqualTo("note");
            assertThat(columns.isAutoIncrement(1)).isTrue();
            rows.next();
            assertThat(rows.getLong("_id")).isPositive();
            rows.next();
            assertThat(rows.getString("T")).isEqualTo("b");
            assertThat(rows.next()).isFalse();
        }
        assertThat(statement.execute("DELETE FROM note RETURNING text")).isTrue();
        assertThat(statement.getUpdateCount()).isEqualTo(-1);
        assertThat(statement.getMoreResults()).isFalse();
        assertThat(statement.getUpdateCount()).isEqualTo(-1);
        assertFails(
                ErrorCode.IS_A_QUERY,
                () -> statement.executeUpdate("INSERT INTO note (text) VALUES ('c') RETURNING _id"));
        assertThat(count()).isZero();
    }

    @Test
    void aPreparedStatementKnowsItsColumnsBeforeItRuns() throws SQLException {
        try (var insert =
                connection.prepareStatement("INSERT INTO note (text, size) VALUES (?, ?) RETURNING size + ?, text")) {
            assertThat(insert.getMetaData().getColumnCount()).isEqualTo(2);
            assertThat(insert.getParameterMetaData().getParameterCount()).isEqualTo(3);
            for (int i = 0; i < 3; i++) {
                insert.setString(1, "n" + i);
                insert.setInt(2, i);
                insert.setInt(3, 100);
                try (var rows = insert.executeQuery()) {
                    rows.next();
                    assertThat(rows.getInt(1)).isEqualTo(100 + i);
                    assertThat(rows.getString(2)).isEqualTo("n" + i);
                }
            }
            insert.addBatch();
            assertThat(org.assertj.core.api.Assertions.catchThrowable(insert::executeBatch))
                    .isInstanceOf(SQLException.class);
        }
        assertThat(count()).isEqualTo(3);
    }

    @Test
    void maxRowsBoundsWhatIsReturnedNotWhatIsDone() throws SQLException {
        statement.setMaxRows(1);
        try (var rows = statement.executeQuery("INSERT INTO note (size) VALUES (1), (2), (3) RETURNING size")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.next()).isFalse();
        }
        statement.setMaxRows(0);
        assertThat(count()).isEqualTo(3);
    }

    @Test
    void theTimesOfAStatementAloneAreThoseThatAreStored() throws SQLException {
        LocalDateTime returned;
        try (ResultSet rows =
                statement.executeQuery("INSERT INTO note (size) VALUES (1) RETURNING _valid_from, _system_from")) {
            rows.next();
            returned = rows.getObject(1, LocalDateTime.class);
            assertThat(rows.getObject(2, LocalDateTime.class)).isEqualTo(returned);
        }
        try (ResultSet rows = statement.executeQuery("SELECT _valid_from, _system_from FROM note")) {
            rows.next();
            assertThat(rows.getObject(1, LocalDateTime.class)).isEqualTo(returned);
            assertThat(rows.getObject(2, LocalDateTime.class)).isEqualTo(returned);
        }
    }

    @Test
    void theTransactionOfAStatementAloneIsTheOneThatIsListed() throws SQLException {
        long returned;
        try (ResultSet rows =
                statement.executeQuery("INSERT INTO note (size) VALUES (1) RETURNING _tx, _system_from")) {
            rows.next();
            returned = rows.getLong(1);
            assertThat(rows.getMetaData().isNullable(1)).isEqualTo(java.sql.ResultSetMetaData.columnNullable);
        }
        try (ResultSet rows = statement.executeQuery("SELECT n._tx, t.TRANSACTION_ID FROM note AS n"
                + " JOIN INFORMATION_SCHEMA.TRANSACTIONS AS t ON t.SYSTEM_TIME = n._system_from")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getLong(1)).isEqualTo(returned);
            assertThat(rows.getLong(2)).isEqualTo(returned);
        }
        connection.setAutoCommit(false);
        try (ResultSet rows = statement.executeQuery("UPDATE note SET size = 2 RETURNING _tx")) {
            rows.next();
            assertThat(rows.getObject(1)).isNull();
        }
        connection.commit();
        try (ResultSet rows = statement.executeQuery("DELETE FROM note RETURNING _tx")) {
            rows.next();
            assertThat(rows.getLong(1)).isEqualTo(returned + 1);
        }
    }

    @Test
    void aSubQueryIsNoColumnOfTheTableAndTakesParameters() throws SQLException {
        statement.execute("INSERT INTO note (size) VALUES (1), (2), (3)");
        try (var update = connection.prepareStatement(
                "UPDATE note SET size = size + ? RETURNING size, (SELECT COUNT(*) FROM note AS o WHERE o.size > note.size - ?)"
                        + " AS larger, _tx")) {
            assertThat(update.getMetaData().getTableName(1)).isEqualTo("note");
            assertThat(update.getMetaData().getTableName(2)).isEmpty();
            assertThat(update.getMetaData().getColumnLabel(2)).isEqualTo("larger");
            for (int run = 0; run < 2; run++) {
                update.setInt(1, 10);
                update.setInt(2, 10);
                try (ResultSet rows = update.executeQuery()) {
                    for (int i = 0; i < 3; i++) {
                        assertThat(rows.next()).isTrue();
                        assertThat(rows.getInt(1)).isEqualTo(1 + i + 10 * (run + 1));
                        // All in the state before, whatever the row is now.
                        assertThat(rows.getInt(2)).isEqualTo(2 - i);
                        assertThat(rows.getLong(3)).isPositive();
                    }
                    assertThat(rows.next()).isFalse();
                }
            }
        }
    }

    @Test
    void openResultsOfATransactionGoOnAfterASubQueryHasSeenTheStateBefore() throws SQLException {
        connection.setAutoCommit(false);
        try (var other = connection.createStatement()) {
            for (int i = 0; i < 3000; i++) {
                other.addBatch("INSERT INTO note (size) VALUES (" + i + ")");
            }
            other.executeBatch();
            try (ResultSet open = other.executeQuery("SELECT size FROM note")) {
                open.next();
                try (ResultSet rows = statement.executeQuery(
                        "UPDATE note SET size = -1 WHERE size < 10 RETURNING (SELECT COUNT(*) FROM note WHERE size < 0)")) {
                    while (rows.next()) {
                        assertThat(rows.getInt(1)).isZero();
                    }
                }
                int count = 1;
                while (open.next()) {
                    assertThat(open.getInt(1)).isNotNegative();
                    count++;
                }
                assertThat(count).isEqualTo(3000);
            }
        }
        try (ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM note WHERE size < 0")) {
            rows.next();
            assertThat(rows.getInt(1)).isEqualTo(10);
        }
        connection.commit();
    }

    @Test
    void whatASubQueryReadsIsValidatedIfTransactionsAreSerializable() throws SQLException {
        String url = "jdbc:aletheia:mem:returning-serializable";
        try (Connection one = DriverManager.getConnection(url);
                Connection two = DriverManager.getConnection(url);
                Statement first = one.createStatement();
                Statement second = two.createStatement()) {
            first.execute("CREATE TABLE t (id INTEGER PRIMARY KEY)");
            first.execute("CREATE TABLE seen (id INTEGER PRIMARY KEY)");
            one.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            one.setAutoCommit(false);
            first.executeQuery("INSERT INTO seen VALUES (1) RETURNING (SELECT COUNT(*) FROM t)")
                    .close();
            second.execute("INSERT INTO t VALUES (1)");
            assertFails(ErrorCode.WRITE_CONFLICT, one::commit);
        }
    }

    @Test
    void aReadOnlySessionReturnsNothing() throws SQLException {
        connection.setReadOnly(true);
        assertFails(
                ErrorCode.READ_ONLY, () -> statement.executeQuery("INSERT INTO note (size) VALUES (1) RETURNING size"));
    }
}
