package io.aletheia.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Queries by chance, and the same questions asked in other words: both must give the same rows. Partitions are those of Rigger and Su,
 * Finding Bugs in Database Systems via Query Partitioning, 2020. {@code -Daletheia.metamorphic=20000 -Daletheia.seed=7} makes a long
 * run of another seed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MetamorphicTest {
    private static final int QUERIES = Integer.getInteger("aletheia.metamorphic", 150);
    private static final long SEED = Long.getLong("aletheia.seed", 20261124);
    /** Tables of so many rows, the last with indexes. */
    private static final List<Integer> SIZES = List.of(1, 7, 40, 300, 300);

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final RandomExpressions expressions = new RandomExpressions(random);
    private final Connection connection;

    MetamorphicTest() throws SQLException {
        connection = DriverManager.getConnection("jdbc:aletheia:mem:");
    }

    @BeforeAll
    void fill() throws SQLException {
        for (int table = 0; table < SIZES.size(); table++) {
            execute("CREATE TABLE t" + table
                    + " (id INTEGER PRIMARY KEY, a INTEGER, b INTEGER, d DECIMAL(8, 2), f DOUBLE PRECISION,"
                    + " s VARCHAR(20), o BOOLEAN)");
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO t" + table + " VALUES (?, ?, ?, ?, ?, ?, ?)")) {
                for (int id = 1; id <= SIZES.get(table); id++) {
                    insert.setInt(1, id);
                    set(insert, 2, Types.INTEGER, () -> random.nextInt(40));
                    set(insert, 3, Types.INTEGER, () -> random.nextInt(300));
                    set(insert, 4, Types.DECIMAL, () -> random.nextInt(5));
                    set(insert, 5, Types.DOUBLE, () -> random.nextInt(8) / 4.0);
                    set(
                            insert,
                            6,
                            Types.VARCHAR,
                            () -> List.of("a", "b", "ab", "B ", "").get(random.nextInt(5)));
                    set(insert, 7, Types.BOOLEAN, random::nextBoolean);
                    insert.addBatch();
                }
                insert.executeBatch();
            }
        }
        execute("CREATE INDEX by_a ON t4 (a)");
        execute("CREATE INDEX by_b_s ON t4 (b, s)");
    }

    private void set(PreparedStatement insert, int column, int type, Supplier<Object> value) throws SQLException {
        insert.setObject(column, random.nextInt(6) == 0 ? null : value.get(), type);
    }

    @AfterAll
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void aConditionPartsRowsIntoThoseWhereItIsTrueFalseAndUnknown() throws SQLException {
        for (int i = 0; i < QUERIES; i++) {
            String from = "SELECT x.id, x.a, y.s FROM " + table() + " x LEFT JOIN " + table() + " y ON x.a = y.id";
            String condition = condition(List.of("x", "y"));
            same(
                    from,
                    from + " WHERE " + condition + " UNION ALL " + from + " WHERE NOT (" + condition + ") UNION ALL "
                            + from + " WHERE (" + condition + ") IS NULL");
        }
    }

    @Test
    void theOrderInWhichTablesAreNamedDoesNotMatter() throws SQLException {
        for (int i = 0; i < QUERIES; i++) {
            int count = 2 + random.nextInt(4);
            List<String> sources = new ArrayList<>();
            List<String> conditions = new ArrayList<>();
            List<String> names = new ArrayList<>();
            for (int k = 0; k < count; k++) {
                String name = "q" + k;
                sources.add(table() + " " + name);
                if (k > 0) {
                    String other = "q" + random.nextInt(k);
                    conditions.add(other + "." + pick("a", "b", "id") + " = " + name + "." + pick("a", "b", "id"));
                }
                names.add(name);
            }
            conditions.add(condition(names.subList(0, 2)));
            String items = "SELECT count(*), sum(q0.id), min(q1.s), sum(q" + (count - 1) + ".b) FROM ";
            String where = " WHERE " + String.join(" AND ", conditions);
            String asked = items + String.join(", ", sources) + where;
            Collections.shuffle(sources, new Random(random.nextLong()));
            same(asked, items + String.join(", ", sources) + where);
            Collections.shuffle(sources, new Random(random.nextLong()));
            same(asked, items + String.join(" CROSS JOIN ", sources) + where);
        }
    }

    @Test
    void aCommonTableExpressionIsWhatStandsInItsPlace() throws SQLException {
        for (int i = 0; i < QUERIES; i++) {
            String part = "SELECT id, a, b, s FROM " + table() + " x WHERE " + condition(List.of("x"));
            String rest = " WHERE p.a = r.a OR p.id = r.b";
            same(
                    "WITH part AS (" + part + ") SELECT p.id, r.s FROM part p, part r" + rest,
                    "SELECT p.id, r.s FROM (" + part + ") p, (" + part + ") r" + rest);
        }
    }

    @Test
    void nowIsWhatNobodyAsksFor() throws SQLException {
        String now = " FOR VALID_TIME AS OF CURRENT_TIMESTAMP FOR SYSTEM_TIME AS OF CURRENT_TIMESTAMP ";
        for (int i = 0; i < QUERIES; i++) {
            String one = table();
            String other = table();
            String rest = " ON x.b = y.id WHERE " + condition(List.of("x", "y"));
            same(
                    "SELECT x.id, y.a FROM " + one + " x JOIN " + other + " y" + rest,
                    "SELECT x.id, y.a FROM " + one + now + "x JOIN " + other + now + "y" + rest);
        }
    }

    @Test
    void beingAmongRowsIsThatOneOfThemIsEqual() throws SQLException {
        for (int i = 0; i < QUERIES; i++) {
            String from = "SELECT x.id FROM " + table() + " x WHERE ";
            String inner = " FROM " + table() + " y WHERE " + condition(List.of("y"));
            String column = pick("a", "b", "id");
            String with = pick("a", "b", "id");
            String among = "x." + column + " IN (SELECT y." + with + inner + ")";
            String exists = "EXISTS (SELECT 1" + inner + " AND y." + with + " = x." + column + ")";
            same(from + among, from + exists);
            same(
                    from + among,
                    "SELECT DISTINCT x.id FROM " + from.substring(17, 19) + " x, (SELECT y." + with + " AS w" + inner
                            + ") z WHERE x." + column + " = z.w");
        }
    }

    @Test
    void differentRowsAreGroups() throws SQLException {
        for (int i = 0; i < QUERIES; i++) {
            String from = " FROM " + table() + " x WHERE " + condition(List.of("x"));
            same("SELECT DISTINCT a, s" + from, "SELECT a, s" + from + " GROUP BY s, a");
            same(
                    "SELECT o, count(*), sum(b)" + from + " GROUP BY o",
                    "SELECT DISTINCT o, count(*) OVER (PARTITION BY o), sum(b) OVER (PARTITION BY o)" + from);
        }
    }

    private void same(String one, String other) throws SQLException {
        assertThat(rows(other)).as("seed %d%n%s%n%s", SEED, one, other).isEqualTo(rows(one));
    }

    private List<String> rows(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            int width = result.getMetaData().getColumnCount();
            while (result.next()) {
                var row = new StringBuilder();
                for (int i = 1; i <= width; i++) {
                    row.append(result.getString(i)).append('|');
                }
                rows.add(row.toString());
            }
        }
        Collections.sort(rows);
        return rows;
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** A condition that no alternative spelling belongs to; {@code (...)} so that it can be negated. */
    private String condition(List<String> names) {
        return "("
                + RandomQueries.Query.same(expressions.condition(2, names, null))
                        .own() + ")";
    }

    private String table() {
        return "t" + random.nextInt(SIZES.size());
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
