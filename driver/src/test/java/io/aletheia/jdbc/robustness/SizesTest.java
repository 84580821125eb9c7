package io.aletheia.jdbc.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.jdbc.CheckedDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements far longer or deeper than people write give the right answer, or SQLSTATE 54001, also on a small stack. */
class SizesTest {
    private static final int SMALL_STACK_BYTES = 512 * 1024;

    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:aletheia:mem:");
        run("CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER, s VARCHAR)");
        run("INSERT INTO t VALUES " + each(100, ", ", i -> "(" + i + ", " + i % 10 + ", 'x" + i + "')"));
    }

    @AfterEach
    void theConnectionAnswersAndTheDatabaseIsSound() throws SQLException {
        assertThat(first("SELECT COUNT(*) FROM t")).isEqualTo("100");
        assertThat(CheckedDatabase.violations(connection)).isEmpty();
        connection.close();
    }

    @Test
    void fiveThousandOrsAndAndsFindTheRightRowsOnASmallStack() throws InterruptedException {
        onSmallStack(this::checkConditions);
    }

    private void checkConditions() {
        assertThat(count(each(5_000, " OR ", i -> "id = " + i * 2))).isEqualTo("50");
        assertThat(count(each(5_000, " AND ", i -> "id <> " + (i + 3)))).isEqualTo("3");
        assertThat(count(each(5_000, " OR ", i -> "id = " + i * 2 + " AND a <> " + i)))
                .isEqualTo("49");
        assertThat(count(each(5_000, " AND ", i -> "(a <> " + i % 9 + " OR id = " + i + ")")))
                .isEqualTo("10");
    }

    @Test
    void tenThousandValuesOfAnInFindTheRightRows() throws SQLException {
        String values = each(10_000, ", ", i -> String.valueOf(i * 2));
        assertThat(count("id IN (" + values + ")")).isEqualTo("50");
        assertThat(count("id NOT IN (" + values + ")")).isEqualTo("50");
        assertThat(count("id NOT IN (NULL, " + values + ")")).isEqualTo("0");
        for (String negation : List.of("", "NOT ")) {
            String sql = "SELECT COUNT(*) FROM t WHERE id " + negation + "IN (" + each(10_000, ", ", i -> "?") + ")";
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int i = 1; i <= 10_000; i++) {
                    statement.setInt(i, i * 4);
                }
                try (ResultSet row = statement.executeQuery()) {
                    assertThat(row.next()).isTrue();
                    assertThat(row.getInt(1)).isEqualTo(negation.isEmpty() ? 24 : 76);
                }
            }
        }
    }

    @Test
    void aTableMayHaveAThousandColumns() throws SQLException {
        run("CREATE TABLE wide (id INTEGER PRIMARY KEY, "
                + each(1_000, ", ", i -> "c" + i + (i % 2 == 0 ? " INTEGER" : " VARCHAR")) + ")");
        run("INSERT INTO wide VALUES (1, " + each(1_000, ", ", i -> i % 2 == 0 ? "" + i : "'v" + i + "'") + "), (2, "
                + each(1_000, ", ", i -> "NULL") + ")");
        run("UPDATE wide SET " + each(1_000, ", ", i -> "c" + i + " = " + (i % 2 == 0 ? "c" + i + " + 1" : "'w'")));
        run("CREATE VIEW narrow AS SELECT * FROM wide");
        for (String table : List.of("wide", "narrow")) {
            List<String> row = row("SELECT * FROM " + table + " WHERE id = 1");
            assertThat(row).hasSize(1_001);
            assertThat(row.get(999)).isEqualTo("999");
            assertThat(row.get(1_000)).isEqualTo("w");
            List<String> sums = row("SELECT " + each(1_000, ", ", i -> (i % 2 == 0 ? "SUM(c" : "COUNT(c") + i + ")")
                    + " FROM " + table);
            assertThat(sums.get(998)).isEqualTo("999");
            assertThat(sums.get(999)).isEqualTo("2");
        }
        int columns = 0;
        try (ResultSet described = connection.getMetaData().getColumns(null, "PUBLIC", "wide", null)) {
            while (described.next()) {
                columns++;
            }
        }
        assertThat(columns).isEqualTo(1_001);
    }

    @Test
    void aThousandExpressionsAndAsManyBranchesAreOneQuery() {
        List<String> row = row("SELECT " + each(1_500, ", ", i -> "a + " + i) + " FROM t WHERE id = 11");
        assertThat(row).hasSize(1_500);
        assertThat(row.get(1_499)).isEqualTo("1500");
        assertThat(first("SELECT SUM(id) FROM (" + each(1_000, " UNION ALL ", i -> "SELECT id FROM t WHERE id = " + i)
                        + ") AS x"))
                .isEqualTo("4950");
        assertThat(first("SELECT SUM(x) FROM (VALUES " + each(10_000, ", ", i -> "(" + i + ", 'a')") + ") AS v (x, y)"))
                .isEqualTo("49995000");
    }

    @Test
    void aHundredTablesAreJoined() {
        assertThat(first("SELECT COUNT(*) FROM " + each(100, ", ", i -> "t AS t" + i) + " WHERE "
                        + each(99, " AND ", i -> "t" + i + ".id = t" + (i + 1) + ".id")))
                .isEqualTo("100");
        assertThat(first("SELECT COUNT(t99.id) FROM t AS t0"
                        + each(
                                99,
                                "",
                                i -> " LEFT JOIN t AS t" + (i + 1) + " ON t" + (i + 1) + ".id = t" + i + ".id + 1")))
                .isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 1_000})
    void deepNestingIsAnsweredOrTooComplex(int depth) {
        for (boolean answered : List.of(
                isAnswer(nested("SELECT ", "(", "7", ")", "", depth), "7"),
                isAnswer(nested("SELECT ", "(1 + ", "id", ")", " FROM t WHERE id = 3", depth), "" + (depth + 3)),
                isAnswer(
                        nested("SELECT COUNT(*) FROM t WHERE ", "NOT (", "id = 3", ")", "", depth),
                        depth % 2 == 0 ? "1" : "99"),
                isAnswer(
                        nested("SELECT ", "CASE WHEN id = 5 THEN 7 ELSE ", "1", " END", " FROM t WHERE id = 3", depth),
                        "1"),
                isAnswer(
                        nested(
                                "SELECT ",
                                "CASE WHEN ",
                                "id = 3",
                                " THEN TRUE ELSE FALSE END",
                                " FROM t WHERE id = 3",
                                depth),
                        "true"),
                isAnswer(nested("SELECT ", "ABS(", "-id", ")", " FROM t WHERE id = 3", depth), "3"),
                isAnswer(nested("SELECT ", "COALESCE(NULL, ", "id", ")", " FROM t WHERE id = 3", depth), "3"),
                isAnswer(nested("SELECT COUNT(*) FROM ", "(SELECT * FROM ", "t", ") AS x", "", depth), "100"),
                isAnswer(nested("SELECT ", "(SELECT ", "7", ")", "", depth), "7"),
                isAnswer(
                        nested(
                                "SELECT COUNT(*) FROM t WHERE ",
                                "id IN (SELECT id FROM t WHERE ",
                                "a = 3",
                                ")",
                                "",
                                depth),
                        "10"),
                isAnswer(
                        nested(
                                "SELECT COUNT(*) FROM t WHERE ",
                                "EXISTS (SELECT 1 FROM t AS y WHERE ",
                                "a = 3",
                                ")",
                                "",
                                depth),
                        "100"),
                isAnswer(nested("", "(", "SELECT 1", " UNION SELECT 1)", "", depth), "1"),
                isAnswer(
                        "SELECT COUNT(*) FROM t WHERE " + "NOT ".repeat(depth) + "id = 3", depth % 2 == 0 ? "1" : "99"),
                isAnswer("SELECT " + "- ".repeat(depth) + "id FROM t WHERE id = 3", depth % 2 == 0 ? "3" : "-3"))) {
            assertThat(answered).as("depth %d", depth).isIn(true, depth > 100 ? false : true);
        }
    }

    @Test
    void aSmallStackEndsDeepNestingWithAnAnswerOrTooComplex() throws InterruptedException {
        onSmallStack(() -> deepNestingIsAnsweredOrTooComplex(190));
    }

    @Test
    void textsOfMegabytesAreReadAndKept() throws SQLException {
        int length = 4_000_000;
        assertThat(first("SELECT LENGTH('" + "é".repeat(length) + "')")).isEqualTo("" + length);
        assertThat(first("SELECT /* " + "y".repeat(length) + " */ 1" + " ".repeat(length)))
                .isEqualTo("1");
        assertThat(state("SELECT 1 FORM " + "y ".repeat(100_000))).isEqualTo("42601");
        assertThat(state("SELECT '" + "y".repeat(length))).isEqualTo("42601");
        String name = "a".repeat(1_000);
        assertThat(first("SELECT " + name + " FROM (SELECT 1 AS " + name + ") AS x"))
                .isEqualTo("1");
        assertThat(state("SELECT " + name + " FROM t")).isEqualTo("42703");
        assertThat(state("SELECT * FROM " + name)).isEqualTo("42P01");
    }

    /** The SQLSTATE; the message stays short, whatever the statement's length is. */
    private String state(String sql) {
        try {
            run(sql);
            return "none";
        } catch (SQLException refused) {
            assertThat(refused.getMessage()).hasSizeLessThan(4_000);
            return refused.getSQLState();
        }
    }

    private boolean isAnswer(String sql, String expected) {
        try {
            assertThat(row(sql)).containsExactly(expected);
            return true;
        } catch (TooComplex refused) {
            return false;
        }
    }

    private static final class TooComplex extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static String nested(String before, String open, String middle, String close, String after, int depth) {
        return before + open.repeat(depth) + middle + close.repeat(depth) + after;
    }

    private static String each(int count, String separator, IntFunction<String> part) {
        return IntStream.range(0, count).mapToObj(part).collect(Collectors.joining(separator));
    }

    private String count(String condition) {
        return first("SELECT COUNT(*) FROM t WHERE " + condition);
    }

    private String first(String sql) {
        return row(sql).get(0);
    }

    /** The first row. */
    private List<String> row(String sql) {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            assertThat(rows.next()).isTrue();
            List<String> values = new ArrayList<>();
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                values.add(rows.getString(i));
            }
            return values;
        } catch (SQLException refused) {
            assertThat(refused.getSQLState()).as(refused.getMessage()).isEqualTo("54001");
            throw new TooComplex();
        }
    }

    private void run(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }

    private static void onSmallStack(Runnable action) throws InterruptedException {
        List<Throwable> thrown = new ArrayList<>();
        Thread thread = new Thread(null, action, "small-stack", SMALL_STACK_BYTES);
        thread.setUncaughtExceptionHandler((failed, error) -> thrown.add(error));
        thread.start();
        thread.join();
        assertThat(thrown).isEmpty();
    }
}
