package io.aletheia.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What several threads compute of a large table is what one computes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ParallelQueryTest {
    /** Enough for three parts. */
    private static final int ROWS = 200_000;

    @TempDir
    static Path directory;

    private Connection connection;

    @BeforeAll
    void fill() throws SQLException {
        connection = DriverManager.getConnection("jdbc:aletheia:file:" + directory.resolve("db") + ";closeDelay=0");
        execute("CREATE TABLE numbers (n INTEGER PRIMARY KEY)");
        execute("INSERT INTO numbers WITH RECURSIVE c(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM c WHERE n < 999)"
                + " SELECT n FROM c");
        execute(
                "CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER, b BIGINT, d DECIMAL(12, 2), w DECIMAL(30, 3), s VARCHAR)");
        execute("INSERT INTO t SELECT i, NULLIF(MOD(i * 31, 1009), 5), i * CAST(40000000000000 AS BIGINT),"
                + " NULLIF(MOD(i * 7, 5003), 7) / 100.00, i * 12345678901234567890.123, 's' || MOD(i * 17, 9973)"
                + " FROM (SELECT m.n * 1000 + k.n AS i FROM numbers AS m CROSS JOIN numbers AS k WHERE m.n < "
                + ROWS / 1000
                + ") AS source");
        execute("CREATE TABLE u (a INTEGER PRIMARY KEY, name VARCHAR)");
        execute("INSERT INTO u SELECT n, 'name' || n FROM numbers WHERE n < 700");
    }

    @AfterAll
    void close() throws SQLException {
        connection.close();
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> rows(int threads, String query) throws SQLException {
        execute("SET queryThreads TO '" + threads + "'");
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            int width = result.getMetaData().getColumnCount();
            while (result.next()) {
                StringBuilder row = new StringBuilder();
                for (int column = 1; column <= width; column++) {
                    row.append(result.getString(column)).append('|');
                }
                rows.add(row.toString());
            }
        }
        Collections.sort(rows);
        return rows;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT count(*), sum(a), sum(CAST(b AS DECIMAL(38, 0))), sum(d), sum(w), avg(d), min(s), max(w), count(a) FROM t",
                "SELECT count(*), sum(a) FROM t WHERE d > 10 AND s LIKE 's1%'",
                "SELECT count(*), sum(a), min(id) FROM t WHERE id < 0",
                "SELECT a, count(*), sum(CAST(b AS DECIMAL(38, 0))), max(d), bit_xor(id), every(id > 5) FROM t GROUP BY a",
                "SELECT s, MOD(a, 3), sum(d * 2) FROM t WHERE id > 7 GROUP BY s, MOD(a, 3)",
                "SELECT a, s, count(*) FILTER (WHERE d < 5) FROM t WHERE a < 3 GROUP BY GROUPING SETS ((a, s), (a), ())",
                "SELECT DISTINCT a, MOD(id, 7) FROM t",
                "SELECT a, count(DISTINCT s), listagg(s) WITHIN GROUP (ORDER BY s) FROM t WHERE a < 5 GROUP BY a",
                "SELECT u.name, count(*), sum(t.d) FROM t JOIN u ON t.a = u.a WHERE t.d > 3 GROUP BY u.name",
                "SELECT u.name, count(*), sum(t.d) FROM t LEFT JOIN u ON t.a = u.a AND u.name LIKE '%1%' GROUP BY u.name",
                "SELECT count(*), sum(d) FROM t WHERE EXISTS (SELECT 1 FROM u WHERE u.a = t.a AND u.name > t.s)",
                "SELECT count(*), sum(d) FROM t WHERE NOT EXISTS (SELECT 1 FROM u WHERE u.a = t.a)",
                "SELECT x.s, count(*) FROM t AS x JOIN t AS y ON x.id = y.id AND x.s = y.s JOIN u ON u.a = y.a GROUP BY x.s"
            })
    void partsGiveWhatTheWholeGives(String query) throws SQLException {
        List<String> whole = rows(1, query);
        assertThat(whole).isNotEmpty();
        assertThat(rows(4, query)).isEqualTo(whole);
        assertThat(rows(2, query)).isEqualTo(whole);
    }

    @Test
    void partsWithoutMemoryGiveTheSameGroupsAndPairs() throws SQLException {
        for (String query : List.of(
                "SELECT s, a, count(*), sum(w) FROM t GROUP BY s, a",
                "SELECT MOD(id, 60000), count(*), sum(w), min(s) FROM t GROUP BY MOD(id, 60000)",
                "SELECT s, MOD(id, 50000), count(*) FROM t GROUP BY GROUPING SETS ((s), (MOD(id, 50000)))",
                "SELECT x.s, count(*), sum(y.d) FROM t AS x JOIN t AS y ON x.id = y.id GROUP BY x.s")) {
            List<String> whole = rows(1, query);
            execute("SET maxQueryMemory TO '3MiB'");
            try {
                assertThat(rows(3, query).equals(whole)).as(query).isTrue();
            } finally {
                execute("SET maxQueryMemory TO '0'");
            }
        }
    }

    @Test
    void aLargeTableIsReadByAThreadBesideTheStatements() throws SQLException {
        rows(2, "SELECT sum(d) FROM t");
        assertThat(Thread.getAllStackTraces().keySet())
                .anyMatch(thread -> thread.getName().startsWith("aletheia-query-"));
    }

    @Test
    void aTransactionSeesItsOwnWritesAndThePast() throws SQLException {
        String query = "SELECT count(*), sum(a), max(s) FROM t";
        List<String> before = rows(3, query);
        connection.setAutoCommit(false);
        try {
            execute("UPDATE t SET s = 'z' WHERE id = 150000");
            execute("INSERT INTO t VALUES (-1, 1000000, 1, 1, 1, 'a')");
            assertThat(rows(3, query)).isEqualTo(rows(1, query)).isNotEqualTo(before);
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
        assertThat(rows(3, query)).isEqualTo(before);
    }

    @Test
    void anErrorInAPartEndsTheStatementAndNothingElse() throws SQLException {
        for (int bad : List.of(0, 70_000, ROWS - 1)) {
            assertThatThrownBy(() -> rows(3, "SELECT a, sum(1 / (id - " + bad + ")) FROM t GROUP BY a"))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("22012"));
        }
        assertThat(rows(3, "SELECT count(*) FROM t")).containsExactly(ROWS + "|");
    }

    @Test
    void aCancelEndsAllParts() throws Exception {
        execute("SET queryThreads TO '3'");
        try (Statement statement = connection.createStatement()) {
            var end = CompletableFuture.supplyAsync(() -> {
                try (ResultSet result =
                        statement.executeQuery("SELECT count(*) FROM t WHERE REPEAT(s, 3000) LIKE '%s1%s2%s3%s4%x%'")) {
                    return "rows " + result.next();
                } catch (SQLException e) {
                    return e.getSQLState();
                }
            });
            TimeUnit.MILLISECONDS.sleep(200);
            statement.cancel();
            assertThat(end.get(20, TimeUnit.SECONDS)).isEqualTo("57014");
        }
        assertThat(rows(3, "SELECT count(*) FROM t")).containsExactly(ROWS + "|");
    }
}
