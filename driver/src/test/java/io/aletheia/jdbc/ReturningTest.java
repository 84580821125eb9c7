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
    void aReadOnlySessionReturnsNothing() throws SQLException {
        connection.setReadOnly(true);
        assertFails(
                ErrorCode.READ_ONLY, () -> statement.executeQuery("INSERT INTO note (size) VALUES (1) RETURNING size"));
    }
}
