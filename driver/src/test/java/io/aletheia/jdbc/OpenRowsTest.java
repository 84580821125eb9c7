package io.aletheia.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that are still open while their transaction goes on, fails or ends. */
class OpenRowsTest {
    private Connection connection;
    private Statement asking;
    private Statement writing;

    @BeforeEach
    void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:aletheia:mem:");
        connection.setAutoCommit(false);
        asking = connection.createStatement();
        writing = connection.createStatement();
        writing.execute("CREATE NODE TABLE t (id INTEGER PRIMARY KEY, v INTEGER)");
        writing.execute("CREATE EDGE TABLE e (FROM t, TO t)");
        writing.execute("INSERT INTO t VALUES (1, 1), (2, 0)");
        writing.execute("INSERT INTO e (source, target) VALUES (1, 2), (2, 1)");
        writing.execute("CREATE INDEX i ON t (v)");
        connection.commit();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT SUM(1 / v) FROM t",
                "SELECT (SELECT v FROM t) FROM t AS x",
                "SELECT CAST('x' || v AS INTEGER) FROM t",
                "SELECT COUNT(*) FROM t FOR SYSTEM_TIME AS OF TIMESTAMP '2999-01-01 00:00:00'"
            })
    void aQueryThatFailsLeavesTheTransactionAsItWas(String failing) throws SQLException {
        writing.execute("UPDATE t SET v = 98 WHERE id = 1");
        Savepoint savepoint = connection.setSavepoint();
        writing.execute("UPDATE t SET v = 99 WHERE id = 1");
        assertThatThrownBy(() -> {
                    ResultSet rows = asking.executeQuery(failing);
                    rows.next();
                })
                .isInstanceOf(SQLException.class);
        connection.rollback(savepoint);
        connection.commit();
        assertThat(value("SELECT v FROM t WHERE id = 1")).isEqualTo(98);
        writing.execute("UPDATE t SET v = 97 WHERE id = 1");
        connection.setAutoCommit(true);
        assertThat(value("SELECT v FROM t WHERE id = 1")).isEqualTo(97);
    }

    @Test
    void anErrorThatNobodyHasReadYetDoesNotKeepTheTransactionFromItsEnd() throws SQLException {
        ResultSet rows = asking.executeQuery("SELECT 1 / v FROM t ORDER BY id");
        writing.execute("UPDATE t SET v = 5");
        connection.commit();
        assertThat(value("SELECT SUM(v) FROM t")).isEqualTo(10);
        assertThatThrownBy(() -> {
                    while (rows.next()) {
                        rows.getInt(1);
                    }
                })
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("division by zero");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT v FROM t",
                "SELECT v FROM t WHERE v > 0 UNION ALL SELECT v FROM t WHERE v > 0",
                "SELECT a.v FROM t AS a JOIN t AS b ON a.id = b.id",
                "SELECT v FROM t WHERE v = 1",
                "SELECT v FROM t WHERE id = 1",
                "SELECT x.v FROM t, LATERAL (SELECT v FROM t AS i WHERE i.v >= t.v FETCH FIRST 1 ROW ONLY) AS x",
                "SELECT v FROM HISTORY.t",
                "WITH RECURSIVE r (n) AS (SELECT v FROM t UNION ALL SELECT n + 10 FROM r JOIN t ON n < 10 AND t.v = 1)"
                        + " SELECT n FROM r",
                "MATCH (a:t)-[:e]->(b:t) RETURN b.v",
                "SELECT new_v FROM TABLE(CHANGES(t, BEGINNING_OF_TIME, CURRENT_TIMESTAMP))"
            })
    void whatIsWrittenLaterDoesNotShowInThem(String query) throws SQLException {
        for (int read = 0; read < 2; read++) {
            String expected = all(asking.executeQuery(query));
            ResultSet rows = asking.executeQuery(query);
            String first = read == 0 ? "" : next(rows);
            writing.execute("UPDATE t SET v = 7");
            writing.execute("DELETE FROM e WHERE source = 2");
            writing.execute("INSERT INTO t VALUES (3, 1)");
            assertThat(first + all(rows)).as(query).isEqualTo(expected);
            connection.rollback();
        }
    }

    private static String next(ResultSet rows) throws SQLException {
        assertThat(rows.next()).isTrue();
        return rows.getInt(1) + ";";
    }

    private static String all(ResultSet rows) throws SQLException {
        var text = new StringBuilder();
        while (rows.next()) {
            text.append(rows.getInt(1)).append(';');
        }
        return text.toString();
    }

    private int value(String sql) throws SQLException {
        try (ResultSet row = writing.executeQuery(sql)) {
            assertThat(row.next()).isTrue();
            return row.getInt(1);
        }
    }
}
