package io.aletheia.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Asks H2 the same as Aletheia. {@code -Daletheia.h2.queries=50000 -Daletheia.h2.seed=7} makes a long run of another seed.
 *
 * <p>Where the two differ and both are right, the comparison or the generator knows: averages have other types and scales, so numbers
 * are compared to 5 digits; H2 sorts NULLs first unless told {@code DEFAULT_NULL_ORDERING=HIGH}; H2 has no full join, grouping sets,
 * INTERSECT ALL and EXCEPT ALL, and is asked for what they stand for.
 */
class H2OracleTest {
    private static final int QUERIES = Integer.getInteger("aletheia.h2.queries", 300);
    private static final long SEED = Long.getLong("aletheia.h2.seed", 20260717);
    private static final int QUERIES_PER_DATABASE = 100;
    private static final double TOLERANCE = 1e-5;
    private static final String COLUMNS =
            " (id INTEGER PRIMARY KEY, a INTEGER, b INTEGER, d DECIMAL(8, 2), f DOUBLE PRECISION, s VARCHAR(20), o BOOLEAN)";

    @Test
    void randomQueriesGiveTheSameRowsAsH2() throws SQLException {
        var random = new SplittableRandom(SEED);
        var failures = new ArrayList<String>();
        for (int done = 0; done < QUERIES && failures.size() < 10; done += QUERIES_PER_DATABASE) {
            try (Connection own = DriverManager.getConnection("jdbc:aletheia:mem:");
                    Connection h2 = DriverManager.getConnection("jdbc:h2:mem:;DEFAULT_NULL_ORDERING=HIGH")) {
                String data = fill(random, own, h2);
                var queries = new RandomQueries(random);
                for (int i = 0; i < Math.min(QUERIES_PER_DATABASE, QUERIES - done); i++) {
                    RandomQueries.Query query = queries.next();
                    String difference = difference(query, own, h2);
                    if (difference != null) {
                        failures.add(difference + "\n" + data);
                    }
                }
            }
        }
        assertThat(failures).as("seed %d", SEED).isEmpty();
    }

    /** Fills both with the same rows; gives the statements. */
    private static String fill(SplittableRandom random, Connection own, Connection h2) throws SQLException {
        var text = new StringBuilder();
        for (String table : RandomQueries.TABLES) {
            for (Connection each : List.of(own, h2)) {
                try (Statement statement = each.createStatement()) {
                    statement.execute("CREATE TABLE " + table + COLUMNS);
                }
            }
            int rows = random.nextInt(4) == 0 ? random.nextInt(2) : 2 + random.nextInt(9);
            for (int id = 1; id <= rows; id++) {
                @Nullable
                Object[] row = {
                    id,
                    random.nextInt(4) == 0 ? null : random.nextInt(4),
                    random.nextInt(5) == 0 ? null : random.nextInt(7) - 1,
                    random.nextInt(5) == 0 ? null : BigDecimal.valueOf(random.nextInt(500), 2),
                    random.nextInt(5) == 0 ? null : random.nextInt(8) / 4.0,
                    random.nextInt(5) == 0
                            ? null
                            : List.of("a", "b", "ab", "B ", "").get(random.nextInt(5)),
                    random.nextInt(4) == 0 ? null : random.nextBoolean()
                };
                for (Connection each : List.of(own, h2)) {
                    try (PreparedStatement insert =
                            each.prepareStatement("INSERT INTO " + table + " VALUES (?, ?, ?, ?, ?, ?, ?)")) {
                        for (int i = 0; i < row.length; i++) {
                            insert.setObject(i + 1, row[i]);
                        }
                        insert.executeUpdate();
                    }
                }
                text.append(table).append(java.util.Arrays.toString(row)).append(' ');
            }
        }
        return text.toString();
    }

    private static @Nullable String difference(RandomQueries.Query query, Connection own, Connection h2) {
        List<List<@Nullable Object>> expected;
        try {
            expected = rows(h2, query.h2());
        } catch (SQLException e) {
            return "H2: " + e.getMessage() + "\n" + query.h2();
        }
        List<List<@Nullable Object>> actual;
        try {
            actual = rows(own, query.own());
        } catch (SQLException e) {
            return "Aletheia: " + e.getSQLState() + " " + e.getMessage() + "\n" + query.own();
        }
        if (!query.inOrder()) {
            expected.sort(Comparator.comparing(H2OracleTest::key));
            actual.sort(Comparator.comparing(H2OracleTest::key));
        }
        boolean same = expected.size() == actual.size();
        for (int i = 0; same && i < expected.size(); i++) {
            same = same(expected.get(i), actual.get(i));
        }
        return same ? null : query.own() + "\nexpected " + expected + "\nactual   " + actual;
    }

    private static List<List<@Nullable Object>> rows(Connection connection, String sql) throws SQLException {
        var rows = new ArrayList<List<@Nullable Object>>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            int width = result.getMetaData().getColumnCount();
            while (result.next()) {
                var row = new ArrayList<@Nullable Object>();
                for (int i = 1; i <= width; i++) {
                    Object value = result.getObject(i);
                    row.add(value instanceof Number number ? new BigDecimal(number.toString()) : value);
                }
                rows.add(row);
            }
        }
        return rows;
    }

    private static String key(List<@Nullable Object> row) {
        var key = new StringBuilder();
        for (Object value : row) {
            key.append(value instanceof BigDecimal number ? number.setScale(3, RoundingMode.HALF_UP) : value)
                    .append('|');
        }
        return key.toString();
    }

    private static boolean same(List<@Nullable Object> expected, List<@Nullable Object> actual) {
        for (int i = 0; i < expected.size(); i++) {
            Object x = expected.get(i);
            Object y = actual.get(i);
            if (x instanceof BigDecimal a && y instanceof BigDecimal b) {
                if (Math.abs(a.doubleValue() - b.doubleValue()) > TOLERANCE) {
                    return false;
                }
            } else if (!java.util.Objects.equals(x, y)) {
                return false;
            }
        }
        return true;
    }
}
