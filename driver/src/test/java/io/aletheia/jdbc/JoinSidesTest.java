package io.aletheia.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Joins that keep their smaller side, or tell its keys to the other one, give what H2 gives. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JoinSidesTest {
    /** Enough for several parts. */
    private static final int ROWS = 150_000;

    @TempDir
    static Path directory;

    private Connection connection;
    private Connection h2;

    @BeforeAll
    void fill() throws SQLException {
        connection = DriverManager.getConnection("jdbc:aletheia:file:" + directory.resolve("db") + ";closeDelay=0");
        h2 = DriverManager.getConnection("jdbc:h2:mem:join-sides");
        for (Connection each : List.of(connection, h2)) {
            execute(each, "CREATE TABLE big (id INTEGER PRIMARY KEY, k INTEGER, g BIGINT, v INTEGER, s VARCHAR(20))");
            execute(each, "CREATE TABLE small (id INTEGER PRIMARY KEY, k INTEGER, g BIGINT, c INTEGER, s VARCHAR(20))");
            each.setAutoCommit(false);
            insert(each, "big", ROWS, 40_000);
            insert(each, "small", 1_000, 60_000);
            each.commit();
            each.setAutoCommit(true);
        }
    }

    private static void insert(Connection into, String table, int rows, int keys) throws SQLException {
        var random = new SplittableRandom(rows);
        try (PreparedStatement insert = into.prepareStatement("INSERT INTO " + table + " VALUES (?, ?, ?, ?, ?)")) {
            for (int i = 0; i < rows; i++) {
                int key = random.nextInt(keys);
                insert.setInt(1, i);
                insert.setObject(2, key % 11 == 0 ? null : key * 3);
                insert.setLong(3, random.nextLong(5) << 40);
                insert.setInt(4, random.nextInt(100));
                insert.setString(5, key % 7 == 0 ? null : "s" + key % 20_000);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    @AfterAll
    void close() throws SQLException {
        connection.close();
        h2.close();
    }

    private static void execute(Connection in, String sql) throws SQLException {
        try (Statement statement = in.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> rows(Connection of, String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = of.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            int width = result.getMetaData().getColumnCount();
            while (result.next()) {
                var row = new StringBuilder();
                for (int column = 1; column <= width; column++) {
                    row.append(result.getString(column)).append('|');
                }
                rows.add(row.toString());
            }
        }
        Collections.sort(rows);
        return rows;
    }

    private void givesTheSame(String query) throws SQLException {
        List<String> expected = rows(h2, query);
        assertThat(expected).isNotEmpty();
        for (String threads : List.of("1", "3")) {
            for (String memory : List.of("0", "1MiB")) {
                execute(connection, "SET queryThreads TO '" + threads + "'");
                execute(connection, "SET maxQueryMemory TO '" + memory + "'");
                assertThat(rows(connection, query))
                        .as("threads %s, memory %s", threads, memory)
                        .isEqualTo(expected);
            }
        }
    }

    private String plan(String query) throws SQLException {
        return String.join("\n", rows(connection, "EXPLAIN " + query));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT id, c FROM small WHERE EXISTS (SELECT 1 FROM big WHERE big.k = small.k)",
                "SELECT id, c FROM small WHERE NOT EXISTS (SELECT 1 FROM big WHERE big.k = small.k)",
                "SELECT id FROM small WHERE EXISTS (SELECT 1 FROM big WHERE big.k = small.k AND big.v > small.c)",
                "SELECT id FROM small WHERE NOT EXISTS (SELECT 1 FROM big WHERE big.k = small.k AND big.v > small.c)",
                "SELECT id FROM small WHERE EXISTS (SELECT 1 FROM big WHERE big.k = small.k AND big.g = small.g)",
                "SELECT id FROM small WHERE NOT EXISTS (SELECT 1 FROM big WHERE big.s = small.s AND big.v < 10)",
                "SELECT id FROM small WHERE EXISTS (SELECT 1 FROM big WHERE big.s = small.s AND big.s || 'x' > 's7')",
                "SELECT small.id FROM small LEFT JOIN big ON big.k = small.k WHERE big.id IS NULL",
                "SELECT small.id, big.v FROM small LEFT JOIN big ON big.k = small.k AND big.v > 50 WHERE big.id IS NULL AND small.c > 5"
            })
    void aSemiJoinKeepsItsSmallerLeftSide(String query) throws SQLException {
        assertThat(plan(query)).contains("build=[left]");
        givesTheSame(query);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT small.id, t.n, t.total FROM small JOIN (SELECT k, COUNT(*) AS n, SUM(v) AS total FROM big GROUP BY k) AS t"
                        + " ON t.k = small.k WHERE small.c < 30",
                "SELECT small.id, t.n FROM small JOIN (SELECT k, g, COUNT(*) AS n FROM big WHERE v > 3 GROUP BY k, g) AS t"
                        + " ON t.k = small.k AND t.g = small.g",
                "SELECT small.id, t.most FROM small JOIN (SELECT s, MAX(v) AS most FROM big GROUP BY s HAVING COUNT(*) > 1) AS t"
                        + " ON t.s = small.s AND t.most > small.c",
                "SELECT id FROM small WHERE c < (SELECT AVG(v) FROM big WHERE big.k = small.k)",
                "SELECT small.id, t.n, t.total FROM (SELECT k, COUNT(*) AS n, SUM(v) AS total FROM big GROUP BY k) AS t"
                        + " RIGHT JOIN small ON t.k = small.k",
                "SELECT small.id, t.n FROM small JOIN (SELECT b.k, COUNT(o.id) AS n FROM big AS b LEFT JOIN big AS o ON o.id = b.v"
                        + " AND o.v > 50 GROUP BY b.k) AS t ON t.k = small.k"
            })
    void theKeysOfASmallSideAreToldToAScanOfTheOther(String query) throws SQLException {
        assertThat(plan(query)).contains("tells=[filter 1]").contains("KeyFilter(filter=[1]");
        givesTheSame(query);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT big.id, t.n FROM big LEFT JOIN (SELECT k, COUNT(*) AS n FROM small GROUP BY k) AS t ON t.k = big.k WHERE big.v = 7",
                "SELECT small.id, t.n FROM small JOIN (SELECT k, COUNT(*) AS n FROM big GROUP BY k UNION ALL SELECT 3, 1) AS t"
                        + " ON t.k = small.k",
                "SELECT small.id, t.n FROM small JOIN (SELECT k, COUNT(*) AS n FROM big GROUP BY k ORDER BY n, k LIMIT 9000) AS t"
                        + " ON t.k = small.k",
                "SELECT id FROM small WHERE k NOT IN (SELECT k FROM big WHERE k IS NOT NULL)",
                "SELECT small.id, big.id FROM small LEFT JOIN big ON big.k = small.k WHERE big.s IS NULL"
            })
    void whereEachRowCountsNoneIsLeftOut(String query) throws SQLException {
        assertThat(plan(query)).doesNotContain("KeyFilter");
        givesTheSame(query);
    }

    @Test
    void theLeftSideThatIsKeptCanComeOfManyParts() throws SQLException {
        String query =
                "SELECT COUNT(*), SUM(o.id), SUM(m.v) FROM big AS o JOIN (SELECT id, v FROM big WHERE v > 60) AS m"
                        + " ON m.id = o.id WHERE o.v < 90";
        givesTheSame(query);
    }

    @Test
    void writesOfTheTransactionAreSeenOnBothSides() throws SQLException {
        String query = "SELECT id FROM small WHERE NOT EXISTS (SELECT 1 FROM big WHERE big.k = small.k) AND id > 990";
        for (Connection each : List.of(connection, h2)) {
            each.setAutoCommit(false);
            execute(each, "INSERT INTO small VALUES (5000, -5, 1, 1, 'x'), (5001, -6, 1, 1, 'x')");
            execute(each, "INSERT INTO big VALUES (-1, -5, 1, 1, 'x')");
        }
        try {
            assertThat(rows(connection, query))
                    .isEqualTo(rows(h2, query))
                    .contains("5001|")
                    .doesNotContain("5000|");
        } finally {
            for (Connection each : List.of(connection, h2)) {
                each.rollback();
                each.setAutoCommit(true);
            }
        }
    }
}
