package io.aletheia.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The plans of shapes, against those of the texts themselves: a session without a plan cache over the same changes. */
class StatementShapesTest {
    private static final long SEED = 20261124;
    private static final String TABLE =
            "CREATE TABLE t (id BIGINT PRIMARY KEY, s SMALLINT, i INTEGER, n DECIMAL(6, 2), d DOUBLE, "
                    + "v VARCHAR(5), u VARCHAR, b BOOLEAN, x DATE, z TIMESTAMP)";
    private static final String[] COLUMNS = {"id", "s", "i", "n", "d", "v", "u", "b", "x", "z"};
    private static final String[] LITERALS = {
        "0",
        "1",
        "2",
        "-1",
        "- 2",
        "7",
        "32768",
        "-32768",
        "3000000000",
        "-3000000000",
        "999999999999999999",
        "9223372036854775807",
        "-9223372036854775808",
        "1.0",
        "1.5",
        "-0.25",
        "0.005",
        "123456.78",
        "1e0",
        "1.5e2",
        "'a'",
        "'abc'",
        "'abcdef'",
        "'a '",
        "''",
        "'it''s'",
        "'1'",
        "'1.5'",
        "'true'",
        "'2024-02-29'",
        "'2024-02-29 10:00:00'",
        "DATE '2024-02-29'",
        "TIMESTAMP '2024-02-29 10:00:00'",
        "TRUE",
        "FALSE",
        "NULL",
        "'a' 'b'"
    };

    private final Random random = new Random(SEED);
    private final Session shaped = Sessions.connect(new DatabaseLocation.Memory(""), Settings.DEFAULTS);
    private final Session exact =
            Sessions.connect(new DatabaseLocation.Memory(""), Settings.DEFAULTS.with(Setting.PLAN_CACHE_SIZE, "0"));
    private int lifted;

    @BeforeEach
    void createTables() {
        for (String sql : List.of(
                TABLE,
                "CREATE INDEX byi ON t (i)",
                "CREATE TABLE o (id BIGINT PRIMARY KEY, t BIGINT, v VARCHAR)",
                "INSERT INTO o VALUES (1, 1, 'a'), (2, 7, 'abc'), (3, 2, 'a ')")) {
            both(sql);
        }
    }

    @AfterEach
    void close() {
        shaped.close();
        exact.close();
    }

    private void both(String sql) {
        assertThat(outcome(shaped, sql)).as(sql).isEqualTo(outcome(exact, sql));
    }

    private static Prepared prepare(Session session, String sql) {
        return session.prepare(sql);
    }

    /** What a statement gives: columns and rows, a count, or the error with its place. */
    private List<String> outcome(Session session, String sql) {
        try {
            Prepared prepared = prepare(session, sql);
            lifted += prepared instanceof ShapedStatement ? 1 : 0;
            return outcome(prepared.execute(new @Nullable Object[0], Execution.DEFAULT));
        } catch (DatabaseException e) {
            // The two databases wrote at different times.
            String message = String.valueOf(e.getMessage()).replaceAll("\\d{4}-\\d\\d-\\d\\d \\d\\d:[\\d:.]+", "time");
            return List.of(e.code() + " " + message + " at " + session.lastErrorPosition());
        }
    }

    private static List<String> outcome(Result result) {
        Cursor cursor = result.rows();
        if (cursor == null) {
            return List.of("count " + result.updateCount());
        }
        try (cursor) {
            var rows = new ArrayList<String>();
            for (Batch batch = cursor.next(); batch != null; batch = cursor.next()) {
                for (int i = 0; i < batch.size(); i++) {
                    Object[] row = new Object[batch.width()];
                    for (int column = 0; column < row.length; column++) {
                        row[column] = String.valueOf(batch.column(column).object(batch.row(i)));
                    }
                    rows.add(Arrays.toString(row));
                }
            }
            rows.sort(null);
            rows.add(0, cursor.columns().toString());
            return rows;
        }
    }

    private <T> T one(T[] of) {
        return of[random.nextInt(of.length)];
    }

    private String literal() {
        return one(LITERALS);
    }

    private String condition() {
        String column = one(COLUMNS);
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> column + " = " + literal();
            case 3 -> literal() + " = " + column;
            case 4 -> column + one(new String[] {" <> ", " < ", " >= "}) + literal();
            case 5 -> column + " IN (" + literal() + ", " + literal() + ")";
            case 6 -> column + " BETWEEN " + literal() + " AND " + literal();
            default -> column + " = " + literal() + " AND " + one(COLUMNS) + " = " + literal();
        };
    }

    private String statement() {
        String key = Integer.toString(random.nextInt(9));
        return switch (random.nextInt(12)) {
            case 0, 1, 2 ->
                "INSERT INTO t VALUES (" + key + ", 1, " + random.nextInt(4) + ", 2.5, " + literal() + ", " + literal()
                        + ", " + literal() + ", " + literal() + ", DATE '2024-02-29', NULL)";
            case 3 ->
                "INSERT INTO t (id, " + one(COLUMNS) + ") VALUES (" + key + ", " + literal() + ") RETURNING id, v";
            case 4 -> "UPDATE t SET " + one(COLUMNS) + " = " + literal() + " WHERE id = " + key;
            case 5 -> "UPDATE t SET v = " + literal() + ", i = " + literal() + " WHERE " + condition();
            case 6 -> "DELETE FROM t WHERE id = " + key;
            case 7 -> "SELECT id, v, i FROM t WHERE id = " + literal();
            case 8 -> "SELECT i + 1, v || 'x', " + literal() + " FROM t WHERE " + condition();
            case 9 ->
                "SELECT i + 1, count(*) FROM t WHERE " + condition()
                        + " GROUP BY i + 1 HAVING count(*) > 0 ORDER BY 1 LIMIT 5";
            case 10 ->
                "SELECT o.v, 10 / t.i FROM t JOIN o ON o.t = t.id WHERE o.v = " + literal() + " AND t." + one(COLUMNS)
                        + " = " + literal();
            default -> "SELECT * FROM t WHERE " + condition() + " AND " + condition();
        };
    }

    @Test
    void randomStatementsGiveTheSameWithThePlansOfTheirShapes() {
        for (int i = 0; i < 5_000; i++) {
            String sql = statement();
            assertThat(outcome(shaped, sql)).as("%s; seed %d", sql, SEED).isEqualTo(outcome(exact, sql));
        }
        both("SELECT * FROM t");
        assertThat(lifted).as("statements that ran with another's plan").isGreaterThan(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT v FROM t WHERE id = %d",
                "SELECT v FROM t WHERE id = -%d",
                "SELECT i + 1 FROM t WHERE i = %d ORDER BY i LIMIT 3",
                "SELECT count(*) FROM t WHERE u = 'a%d' AND n = 1.5 AND id > 3",
                "SELECT t.v, o.v FROM t JOIN o ON o.t = t.id WHERE o.v = 'x%d'",
                "INSERT INTO t (id, v, n, d) VALUES (%d, 'ab', 1.25, 3)",
                "INSERT INTO t (id, x) VALUES (%d, DATE '2024-01-01')",
                "UPDATE t SET v = 'a%d', i = -4 WHERE id = 2",
                "UPDATE t SET v = 'b' WHERE i = %d",
                "DELETE FROM t WHERE id = %d"
            })
    void theThirdTextOfAShapeRunsWithThePlanOfTheSecond(String pattern) {
        for (int i = 1; i <= 5; i++) {
            both(pattern.formatted(i));
        }
        assertThat(lifted).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT v FROM t WHERE id > %d",
                "SELECT v FROM t WHERE id = ? AND i = %d",
                "SELECT v FROM t ORDER BY id LIMIT %d",
                "SELECT i + %d FROM t",
                "SELECT v FROM t WHERE x = '2024-01-0%d'",
                "SELECT v FROM t WHERE d = %d",
                "SELECT v FROM t WHERE i = 1 OR i = %d",
                "SELECT v FROM t FOR VALID_TIME AS OF DATE '2024-01-0%d' WHERE id = 1",
                "INSERT INTO t (id) SELECT id + %d FROM o",
                "INSERT INTO t (id) VALUES (1) ON CONFLICT DO UPDATE SET i = %d"
            })
    void literalsThatThePlanNeedsStay(String pattern) {
        for (int i = 1; i <= 5; i++) {
            assertThat(prepare(shaped, pattern.formatted(i))).as(pattern).isInstanceOf(BoundStatement.class);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "SELECT v FROM t WHERE i = %s|1|2|3|3000000000",
                "SELECT v FROM t WHERE n = %s|1.5|2.5|3.25|1.005",
                "SELECT i FROM t WHERE v = %s|'a'|'b'|'c'|'abcdef'",
                "INSERT INTO t (id, v) VALUES (5, %s)|'a'|'b'|'c'|'abcdef'",
                "INSERT INTO t (id, s) VALUES (6, %s)|1|2|3|40000",
                "INSERT INTO t (id, n) VALUES (7, %s)|1.5|2.5|3.5|1.555",
                "UPDATE t SET s = %s WHERE id = 1|1|2|3|40000"
            })
    void aValueThatItsColumnDoesNotHoldIsBoundByItself(String pattern, String a, String b, String c, String other) {
        for (String each : List.of(a, b, c)) {
            both(pattern.formatted(each));
        }
        assertThat(lifted).isEqualTo(1);
        both(pattern.formatted(other));
        assertThat(lifted).isEqualTo(1);
    }

    @Test
    void literalsThatStayArePartOfTheShape() {
        for (int k = 0; k < 2; k++) {
            for (int i = 1; i <= 4; i++) {
                both("SELECT i + " + k + " FROM t WHERE id = " + i);
            }
        }
        assertThat(lifted).as("two of four with 0; two of four with 1").isEqualTo(4);
    }

    @Test
    void aChangeOfTheCatalogVoidsShapesAndWhatWasPreparedWithThem() {
        both("INSERT INTO t (id, i) VALUES (1, 10)");
        for (int i = 1; i <= 3; i++) {
            both("SELECT * FROM t WHERE id = " + i);
        }
        Prepared held = prepare(shaped, "SELECT * FROM t WHERE id = 1");
        assertThat(held).isInstanceOf(BoundStatement.class);
        Prepared other = prepare(shaped, "SELECT * FROM t WHERE id = 0001");
        assertThat(other).isInstanceOf(ShapedStatement.class);
        both("ALTER TABLE t ADD COLUMN more INTEGER DEFAULT 3");
        for (Prepared each : List.of(held, other)) {
            assertThat(outcome(each.execute(new @Nullable Object[0], Execution.DEFAULT)))
                    .isEqualTo(outcome(exact, "SELECT * FROM t WHERE id = 1"));
        }
        for (int i = 4; i <= 8; i++) {
            both("SELECT * FROM t WHERE id = " + i);
        }
        both("DROP TABLE t CASCADE");
        for (int i = 9; i <= 10; i++) {
            both("SELECT * FROM t WHERE id = " + i);
        }
    }

    @Test
    void aSettingThatChangesTheMeaningVoidsShapes() {
        both("INSERT INTO t (id, i) VALUES (1, 10)");
        for (int i = 3; i >= 1; i--) {
            both("SELECT * FROM t WHERE id = " + i);
        }
        for (Session session : List.of(shaped, exact)) {
            session.set(Setting.VALID_TIME_AS_OF, "2001-01-01T00:00:00Z");
        }
        int before = lifted;
        both("SELECT * FROM t WHERE id = 01");
        assertThat(lifted).isEqualTo(before);
        for (Session session : List.of(shaped, exact)) {
            session.set(Setting.VALID_TIME_AS_OF, "CURRENT");
        }
        both("SELECT * FROM t WHERE id = 001");
    }

    @Test
    void errorsAreThoseOfTheTextItself() {
        both("INSERT INTO t (id) VALUES (1)");
        both("INSERT INTO t (id) VALUES (2)");
        both("INSERT INTO t (id) VALUES (3)");
        both("INSERT INTO t (id) VALUES (3)");
        both("INSERT INTO t (id) VALUES (1)");
        both("INSERT INTO t (id) VALUES ('x')");
        Prepared select = prepare(shaped, "SELECT i FROM t WHERE id = 1");
        both("SELECT i FROM t WHERE id = 2");
        both("SELECT i FROM t WHERE id = 3");
        Prepared third = prepare(shaped, "SELECT i FROM t WHERE id = 4");
        assertThat(third).isInstanceOf(ShapedStatement.class);
        assertThat(third.sql()).isEqualTo("SELECT i FROM t WHERE id = 4");
        assertThat(third.parameters()).isEmpty();
        assertThat(third.columns()).isEqualTo(select.columns());
        for (Prepared each : List.of(select, third)) {
            assertThat(catchThrowableOfType(
                                    DatabaseException.class,
                                    () -> each.execute(new @Nullable Object[] {1L}, Execution.DEFAULT))
                            .code())
                    .isEqualTo(ErrorCode.PARAMETER_MISSING);
        }
    }
}
