package io.aletheia.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sorts, joins and aggregates of more rows than a statement may keep give what they give with all the memory they want. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SpillTest {
    private static final String LITTLE = "2MiB";

    @TempDir
    static Path directory;

    private Connection connection;

    @BeforeAll
    void fill() throws SQLException {
        connection = connect();
        execute("CREATE TABLE numbers (n INTEGER PRIMARY KEY)");
        execute("INSERT INTO numbers WITH RECURSIVE c(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM c WHERE n < 199)"
                + " SELECT n FROM c");
        execute("CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER, b BIGINT, d DECIMAL(12, 2), w DECIMAL(30, 3),"
                + " f DOUBLE PRECISION, s VARCHAR, o BOOLEAN, ts TIMESTAMP, u UUID, x VARBINARY, r INTEGER ARRAY)");
        execute("INSERT INTO t SELECT i, NULLIF(MOD(i * 7919, 30011), 5), CAST(i AS BIGINT) * 1000000007,"
                + " NULLIF(MOD(i * 31, 5003), 7) / 100.00, i * 12345678901234567890.123, i / 7.0e0,"
                + " NULLIF('text \u00e4 ' || MOD(i * 17, 9973), 'text \u00e4 17'), MOD(i, 3) = 0,"
                + " TIMESTAMP '2024-01-01 00:00:00' + i * INTERVAL '1' SECOND,"
                + " CAST('00000000-0000-0000-0000-' || LPAD(CAST(MOD(i * 13, 7001) AS VARCHAR), 12, '0') AS UUID),"
                + " CAST('b' || MOD(i, 401) AS VARBINARY), ARRAY[MOD(i, 11), NULL, i]"
                + " FROM (SELECT m.n * 200 + k.n AS i FROM numbers AS m CROSS JOIN numbers AS k) AS source");
    }

    @AfterAll
    void close() throws SQLException {
        connection.close();
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:aletheia:file:" + directory.resolve("db") + ";closeDelay=0");
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long files() throws IOException {
        try (Stream<Path> names = Files.list(directory.resolve("db"))) {
            return names.filter(name -> name.getFileName().toString().startsWith("spill-"))
                    .count();
        }
    }

    /** The rows, each as text; notes whether there were temporary files after the first. */
    private List<String> rows(String memory, String query, boolean[] spilled) throws SQLException, IOException {
        execute("SET maxQueryMemory TO '" + memory + "'");
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
                spilled[0] |= rows.size() == 1 && files() > 0;
            }
        }
        return rows;
    }

    private void check(String query, boolean ordered) throws SQLException, IOException {
        boolean[] spilled = new boolean[1];
        List<String> expected = rows("0", query, spilled);
        assertThat(spilled[0]).as("files with memory enough: %s", query).isFalse();
        List<String> actual = rows(LITTLE, query, spilled);
        assertThat(spilled[0]).as("files with little memory: %s", query).isTrue();
        assertThat(files()).as("files afterwards: %s", query).isZero();
        if (!ordered) {
            Collections.sort(expected);
            Collections.sort(actual);
        }
        assertThat(expected).as(query).hasSizeGreaterThan(1000);
        assertThat(actual.equals(expected)).as(query).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM t ORDER BY a, id",
                "SELECT * FROM t ORDER BY a DESC NULLS LAST, s NULLS FIRST, id DESC",
                "SELECT id, d, w, s FROM t ORDER BY w DESC",
                "SELECT s, u, x FROM t ORDER BY u, x, s, id",
                "SELECT id, r FROM t ORDER BY ts DESC",
                "SELECT id, f, o FROM t ORDER BY o, f OFFSET 30000 ROWS",
                "SELECT id, s FROM t ORDER BY d, id OFFSET 100 ROWS FETCH NEXT 35000 ROWS ONLY"
            })
    void sortsGiveTheSameRowsInTheSameOrder(String query) throws SQLException, IOException {
        check(query, true);
    }

    @Test
    void equalRowsStayInTheOrderInWhichTheyCame() throws SQLException, IOException {
        check("SELECT a, id, s FROM (SELECT * FROM t ORDER BY id FETCH FIRST 50000 ROWS ONLY) AS x ORDER BY o", true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT a, count(*), sum(d), min(s), max(w), avg(f) FROM t GROUP BY a",
                "SELECT b, s, count(*), count(DISTINCT d), listagg(s, ',') WITHIN GROUP (ORDER BY id) FROM t GROUP BY b, s",
                "SELECT DISTINCT a, d FROM t",
                "SELECT a, o, count(*), grouping(a, o) FROM t GROUP BY GROUPING SETS ((a, o), (a), (o), ())",
                "SELECT s, x, sum(id) FILTER (WHERE o) FROM t GROUP BY ROLLUP (s, x)",
                "SELECT w, count(*) FROM t GROUP BY w HAVING count(*) > 0",
                "SELECT id FROM t UNION SELECT a FROM t"
            })
    void aggregatesGiveTheSameGroups(String query) throws SQLException, IOException {
        check(query, false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT x.id, y.id, y.s FROM t AS x JOIN t AS y ON x.a = y.id",
                "SELECT x.id, y.id, y.w FROM t AS x LEFT JOIN t AS y ON x.a = y.a AND y.o",
                "SELECT x.id, y.id FROM t AS x RIGHT JOIN t AS y ON x.a = y.id AND x.d < y.d",
                "SELECT x.id, x.s, y.id, y.s FROM t AS x FULL JOIN t AS y ON x.s = y.s AND x.id = y.a",
                "SELECT id, s FROM t AS x WHERE EXISTS (SELECT 1 FROM t AS y WHERE y.a = x.id AND y.s <> x.s)",
                "SELECT id, s FROM t AS x WHERE NOT EXISTS (SELECT 1 FROM t AS y WHERE y.a = x.id AND y.f > 10)",
                "SELECT x.id, y.id FROM t AS x JOIN t AS y ON x.u = y.u AND x.o = y.o AND x.w <> y.w"
            })
    void joinsGiveTheSamePairs(String query) throws SQLException, IOException {
        check(query, false);
    }

    @Test
    void aStatementOfManySuchStepsGivesTheSame() throws SQLException, IOException {
        check(
                "SELECT x.s, y.a, count(*), sum(y.d) FROM t AS x JOIN t AS y ON x.a = y.id"
                        + " GROUP BY x.s, y.a ORDER BY 1, 2",
                true);
    }

    @Test
    void filesAreGoneWhenARunEndsEarly() throws SQLException, IOException {
        execute("SET maxQueryMemory TO '" + LITTLE + "'");
        try (Statement statement = connection.createStatement()) {
            ResultSet result = statement.executeQuery("SELECT * FROM t ORDER BY s, id");
            assertThat(result.next()).isTrue();
            assertThat(files()).isEqualTo(1);
            result.close();
            assertThat(files()).isZero();
            assertThatThrownBy(() -> {
                        try (ResultSet failing = statement.executeQuery(
                                "SELECT a, sum(1 / (39990 - id)) FROM t GROUP BY a, s ORDER BY s")) {
                            failing.next();
                        }
                    })
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("22012"));
            assertThat(files()).isZero();
        }
    }

    @Test
    void whatCannotBeDividedEndsWithAnError() throws SQLException, IOException {
        execute("SET maxQueryMemory TO '" + LITTLE + "'");
        for (String query : List.of(
                "SELECT id, row_number() OVER (ORDER BY s) FROM t",
                "SELECT count(*) FROM t AS x JOIN t AS y ON x.s < y.s",
                "SELECT count(*) FROM t AS x JOIN t AS y ON x.id * 0 = y.id * 0 AND x.s < y.s",
                "SELECT array_agg(s) FROM t")) {
            try (Statement statement = connection.createStatement()) {
                assertThatThrownBy(() -> {
                            try (ResultSet result = statement.executeQuery(query)) {
                                result.next();
                            }
                        })
                        .as(query)
                        .isInstanceOfSatisfying(
                                SQLException.class,
                                e -> assertThat(e.getSQLState()).as(query).isEqualTo("53200"))
                        .hasMessageContaining("maxQueryMemory");
            }
            assertThat(files()).as(query).isZero();
        }
    }

    @Test
    void aDatabaseInMemoryHasNoFilesToWriteTo() throws SQLException {
        try (Connection memory = DriverManager.getConnection("jdbc:aletheia:mem:;maxQueryMemory=1MiB");
                Statement statement = memory.createStatement()) {
            statement.execute("CREATE TABLE n (n INTEGER PRIMARY KEY)");
            statement.execute(
                    "INSERT INTO n WITH RECURSIVE c(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM c WHERE n < 299)"
                            + " SELECT n FROM c");
            assertThatThrownBy(() -> {
                        try (ResultSet result =
                                statement.executeQuery("SELECT x.n, y.n FROM n AS x, n AS y ORDER BY 2, 1")) {
                            result.next();
                        }
                    })
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("53200"));
        }
    }

    @Test
    void whatAKilledProcessLeftIsRemovedAtOpening() throws SQLException, IOException {
        Path other = directory.resolve("other");
        String url = "jdbc:aletheia:file:" + other + ";closeDelay=0";
        DriverManager.getConnection(url).close();
        Path left = other.resolve("spill-7.tmp");
        Files.write(left, new byte[] {1, 2, 3});
        try (Connection opened = DriverManager.getConnection(url);
                Statement statement = opened.createStatement()) {
            statement.execute("CREATE TABLE t (id INTEGER PRIMARY KEY)");
            assertThat(left).doesNotExist();
        }
    }
}
