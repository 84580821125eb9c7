package io.aletheia.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Decimals of many precisions and scales, up to the ends of what 64 bits hold and beyond: the same as Java's BigDecimal in
 * arithmetic, comparison, sums, groups, joins and ranges. {@code -Daletheia.seed=7} runs another seed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DecimalModelTest {
    private static final long SEED = Long.getLong("aletheia.seed", 20261124);
    private static final int ROWS = 400;
    /** Precision and scale of each column. */
    private static final int[][] TYPES = {
        {4, 2}, {9, 0}, {12, 2}, {18, 6}, {18, 18}, {19, 4}, {30, 10}, {38, 0}, {38, 2}
    };

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final List<@Nullable BigDecimal[]> rows = new ArrayList<>();
    private final Connection connection;

    DecimalModelTest() throws SQLException {
        connection = DriverManager.getConnection("jdbc:aletheia:mem:");
    }

    @BeforeAll
    void fill() throws SQLException {
        StringBuilder columns = new StringBuilder("id INTEGER PRIMARY KEY");
        for (int i = 0; i < TYPES.length; i++) {
            columns.append(", d%d DECIMAL(%d, %d)".formatted(i, TYPES[i][0], TYPES[i][1]));
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE t (" + columns + ")");
        }
        String marks = ", ?".repeat(TYPES.length);
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO t VALUES (?" + marks + ")")) {
            for (int id = 0; id < ROWS; id++) {
                @Nullable BigDecimal[] row = new @Nullable BigDecimal[TYPES.length];
                insert.setInt(1, id);
                for (int i = 0; i < row.length; i++) {
                    row[i] = value(TYPES[i][0], TYPES[i][1]);
                    insert.setBigDecimal(i + 2, row[i]);
                }
                rows.add(row);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    @AfterAll
    void close() throws SQLException {
        connection.close();
    }

    /** Null, a small number, one with many digits, or one at an end of the range. */
    private @Nullable BigDecimal value(int precision, int scale) {
        int choice = random.nextInt(10);
        if (choice == 0) {
            return null;
        }
        BigInteger end = BigInteger.TEN.pow(precision).subtract(BigInteger.ONE);
        BigInteger digits = choice < 6
                ? BigInteger.valueOf(random.nextInt(-20, 21)).multiply(BigInteger.TEN.pow(random.nextInt(2)))
                : choice < 8 ? new BigInteger(precision * 3, new java.util.Random(random.nextLong())) : end;
        BigInteger inRange = digits.abs().min(end);
        return new BigDecimal(digits.signum() < 0 || random.nextBoolean() ? inRange.negate() : inRange, scale);
    }

    private static @Nullable BigDecimal fit(BigDecimal value, int precision, int scale) {
        BigDecimal scaled = value.setScale(scale, RoundingMode.HALF_UP);
        return scaled.precision() > precision && scaled.signum() != 0 ? null : scaled;
    }

    private static BinaryOperator<BigDecimal> operation(String sign, int scale) {
        return switch (sign) {
            case "+" -> BigDecimal::add;
            case "-" -> BigDecimal::subtract;
            case "*" -> BigDecimal::multiply;
            case "/" -> (a, b) -> a.divide(b, scale, RoundingMode.HALF_UP);
            default -> BigDecimal::remainder;
        };
    }

    @Test
    void arithmeticIsThatOfTheModelRowByRow() throws SQLException {
        int compared = 0;
        for (String sign : List.of("+", "-", "*", "/", "%")) {
            for (int a = 0; a < TYPES.length; a++) {
                int b = random.nextInt(TYPES.length);
                compared += compareArithmetic(sign, a, b);
            }
        }
        assertThat(compared).isGreaterThan(5 * TYPES.length * ROWS / 3);
    }

    private int compareArithmetic(String sign, int a, int b) throws SQLException {
        int compared = 0;
        String text = "SELECT d%d %s d%d FROM t WHERE id = ?".formatted(a, sign, b);
        try (PreparedStatement query = connection.prepareStatement(text)) {
            ResultSetMetaData type = query.getMetaData();
            for (int id = 0; id < ROWS; id++) {
                BigDecimal x = rows.get(id)[a];
                BigDecimal y = rows.get(id)[b];
                String at = text + " of " + x + " and " + y + ", seed " + SEED;
                query.setInt(1, id);
                boolean noDivisor = y != null && y.signum() == 0 && (sign.equals("/") || sign.equals("%"));
                BigDecimal expected = x == null || y == null || noDivisor
                        ? null
                        : fit(operation(sign, type.getScale(1)).apply(x, y), type.getPrecision(1), type.getScale(1));
                try (ResultSet result = query.executeQuery()) {
                    result.next();
                    BigDecimal actual = result.getBigDecimal(1);
                    assertThat(actual).as(at).isEqualTo(expected);
                    assertThat(x == null || y == null || expected != null)
                            .as(at)
                            .isTrue();
                } catch (SQLException e) {
                    assertThat(expected).as(at).isNull();
                    assertThat(e.getSQLState()).as(at).isEqualTo(noDivisor && x != null ? "22012" : "22003");
                }
                compared++;
            }
        }
        return compared;
    }

    @Test
    void comparisonsOfAnyScalesAreThoseOfTheModel() throws SQLException {
        for (int a = 0; a < TYPES.length; a++) {
            for (int b = 0; b < TYPES.length; b++) {
                int less = 0;
                int equal = 0;
                for (@Nullable BigDecimal[] row : rows) {
                    if (row[a] != null && row[b] != null) {
                        less += row[a].compareTo(row[b]) < 0 ? 1 : 0;
                        equal += row[a].compareTo(row[b]) == 0 ? 1 : 0;
                    }
                }
                String columns = "d" + a + " and d" + b + ", seed " + SEED;
                assertThat(number("SELECT count(*) FROM t WHERE d%d < d%d".formatted(a, b)))
                        .as(columns)
                        .isEqualTo(BigDecimal.valueOf(less));
                assertThat(number("SELECT count(*) FROM t WHERE d%d = d%d".formatted(a, b)))
                        .as(columns)
                        .isEqualTo(BigDecimal.valueOf(equal));
            }
        }
    }

    @Test
    void rangesListsAndOrderAreThoseOfTheModel() throws SQLException {
        List<String> bounds = List.of("-1.005", "0", "0.1", "2.50", "7", "99.99", "123456789012345678901234.5");
        for (int a = 0; a < TYPES.length; a++) {
            int column = a;
            for (int i = 0; i + 1 < bounds.size(); i++) {
                BigDecimal low = new BigDecimal(bounds.get(i));
                BigDecimal high = new BigDecimal(bounds.get(i + 1));
                long within = rows.stream()
                        .filter(row -> row[column] != null
                                && row[column].compareTo(low) > 0
                                && row[column].compareTo(high) <= 0)
                        .count();
                assertThat(number("SELECT count(*) FROM t WHERE d%d > %s AND d%d <= %s".formatted(a, low, a, high)))
                        .as("d%d from %s to %s, seed %d", a, low, high, SEED)
                        .isEqualTo(BigDecimal.valueOf(within));
            }
            long listed = rows.stream()
                    .filter(row -> row[column] != null
                            && bounds.stream().anyMatch(bound -> row[column].compareTo(new BigDecimal(bound)) == 0))
                    .count();
            assertThat(number("SELECT count(*) FROM t WHERE d%d IN (%s)".formatted(a, String.join(", ", bounds))))
                    .as("d%d, seed %d", a, SEED)
                    .isEqualTo(BigDecimal.valueOf(listed));
            List<BigDecimal> sorted = rows.stream()
                    .map(row -> row[column])
                    .filter(value -> value != null)
                    .sorted()
                    .toList();
            assertThat(numbers("SELECT d%d FROM t WHERE d%d IS NOT NULL ORDER BY d%d".formatted(a, a, a)))
                    .as("d%d, seed %d", a, SEED)
                    .isEqualTo(sorted);
        }
    }

    @Test
    void sumsExtremesAndGroupsAreThoseOfTheModel() throws SQLException {
        for (int a = 0; a < 7; a++) {
            int column = a;
            List<BigDecimal> values = rows.stream()
                    .map(row -> row[column])
                    .filter(value -> value != null)
                    .toList();
            BigDecimal sum = values.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
            String of = "d%d, seed %d".formatted(a, SEED);
            assertThat(number("SELECT sum(d%d) FROM t".formatted(a))).as(of).isEqualByComparingTo(sum);
            assertThat(number("SELECT min(d%d) FROM t".formatted(a)))
                    .as(of)
                    .isEqualTo(values.stream().min(BigDecimal::compareTo).orElseThrow());
            assertThat(number("SELECT max(d%d) FROM t".formatted(a)))
                    .as(of)
                    .isEqualTo(values.stream().max(BigDecimal::compareTo).orElseThrow());
            Map<BigDecimal, Integer> counts = new HashMap<>();
            values.forEach(value -> counts.merge(value, 1, Integer::sum));
            assertThat(number("SELECT count(*) FROM (SELECT DISTINCT d%d FROM t WHERE d%d IS NOT NULL) AS x"
                            .formatted(a, a)))
                    .as(of)
                    .isEqualTo(BigDecimal.valueOf(counts.size()));
        }
    }

    @Test
    void joinsFindEqualNumbersOfAnotherScale() throws SQLException {
        for (int a = 0; a < TYPES.length; a++) {
            for (int b = 0; b < TYPES.length; b++) {
                Map<BigDecimal, Integer> counts = new HashMap<>();
                for (@Nullable BigDecimal[] row : rows) {
                    if (row[b] != null) {
                        counts.merge(row[b].stripTrailingZeros(), 1, Integer::sum);
                    }
                }
                long pairs = 0;
                for (@Nullable BigDecimal[] row : rows) {
                    pairs += row[a] == null ? 0 : counts.getOrDefault(row[a].stripTrailingZeros(), 0);
                }
                assertThat(number("SELECT count(*) FROM t AS x JOIN t AS y ON x.d%d = y.d%d".formatted(a, b)))
                        .as("d%d and d%d, seed %d", a, b, SEED)
                        .isEqualTo(BigDecimal.valueOf(pairs));
            }
        }
    }

    private BigDecimal number(String query) throws SQLException {
        return numbers(query).get(0);
    }

    private List<BigDecimal> numbers(String query) throws SQLException {
        List<BigDecimal> numbers = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            while (result.next()) {
                numbers.add(result.getBigDecimal(1));
            }
        }
        return numbers;
    }
}
