package io.aletheia.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Which time clause holds: the table's own, then the statement's, the transaction's, the session's, the connection's, then now. Every
 * set of levels is tried, so every pair is, on both axes, wherever a table can stand.
 */
class TimePrecedenceTest {
    private static final String URL = "jdbc:aletheia:mem:precedence";

    /** The levels, the strongest first. Level i asks as of the year 2001 + i, in which v is i. */
    private enum Level {
        CLAUSE(0),
        SETTING(1),
        TRANSACTION(2),
        SESSION(3),
        CONNECTION(4),
        NOW(5);

        private final int number;

        Level(int number) {
            this.number = number;
        }

        int year() {
            return 2001 + number;
        }

        String instant() {
            return "TIMESTAMP '" + year() + "-06-01 00:00:00'";
        }
    }

    private enum Axis {
        VALID("VALID_TIME", "validTimeAsOf"),
        SYSTEM("SYSTEM_TIME", "systemTimeAsOf");

        private final String word;
        private final String property;

        Axis(String word, String property) {
            this.word = word;
            this.property = property;
        }
    }

    /** Places where a table is read; the clause goes where the dots stand. */
    private static final List<String> PLACES = List.of(
            "SELECT v FROM t ...",
            "SELECT v FROM t ... WHERE id = 1",
            "SELECT x.v FROM t AS x ... JOIN r ON r.id = x.id",
            "SELECT (SELECT v FROM t ...) AS v FROM r",
            "SELECT MAX(v) AS v FROM (SELECT v FROM t ...) AS d",
            "WITH c AS (SELECT v FROM t ...) SELECT v FROM c",
            "SELECT v FROM r, LATERAL (SELECT v FROM t ... WHERE t.id = r.id) AS d",
            "SELECT v FROM t ... UNION SELECT v FROM t ...",
            "MATCH (a:t) ... RETURN a.v AS v",
            "MATCH (a:t ...) RETURN a.v AS v",
            "SELECT v FROM GRAPH_TABLE (MATCH (a:t) ... COLUMNS (a.v AS v))",
            "SELECT v FROM seen ...",
            "SELECT v FROM seen ... WHERE id = 1",
            "SELECT x.v FROM seen_again AS x ... JOIN r ON r.id = x.id",
            "SELECT v FROM matched ...");

    @Test
    void theStrongestLevelHoldsOnBothAxesAndInEveryPlace() throws SQLException {
        try (Connection connection = DriverManager.getConnection(URL);
                Statement statement = connection.createStatement()) {
            fill(statement);
            for (Axis axis : Axis.values()) {
                for (Set<Level> levels : subsets()) {
                    check(axis, levels);
                }
            }
        }
    }

    private static void fill(Statement statement) throws SQLException {
        statement.execute("SET TRANSACTION SYSTEM_TIME DATE '2000-01-01'");
        statement.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER)");
        statement.execute("SET TRANSACTION SYSTEM_TIME DATE '2000-01-02'");
        statement.execute("CREATE TABLE r (id INTEGER PRIMARY KEY)");
        statement.execute("SET TRANSACTION SYSTEM_TIME DATE '2000-01-03'");
        statement.execute("INSERT INTO r FOR VALID_TIME ALL VALUES (1)");
        statement.execute("SET TRANSACTION SYSTEM_TIME DATE '2000-01-04'");
        statement.execute("CREATE VIEW seen AS SELECT id, v FROM t");
        statement.execute("SET TRANSACTION SYSTEM_TIME DATE '2000-01-05'");
        statement.execute("CREATE VIEW seen_again AS SELECT * FROM seen");
        statement.execute("SET TRANSACTION SYSTEM_TIME DATE '2000-01-06'");
        statement.execute("CREATE VIEW matched AS MATCH (a:t) RETURN a.v AS v");
        for (Level level : Level.values()) {
            int year = level.year();
            statement.execute("SET TRANSACTION SYSTEM_TIME DATE '" + year + "-01-01'");
            statement.execute(
                    level == Level.CLAUSE ? "INSERT INTO t VALUES (1, 0)" : "UPDATE t SET v = " + level.number);
        }
    }

    private static List<Set<Level>> subsets() {
        List<Set<Level>> subsets = new ArrayList<>();
        for (int bits = 0; bits < 32; bits++) {
            Set<Level> levels = EnumSet.noneOf(Level.class);
            for (Level level : Level.values()) {
                if (((bits >> level.number) & 1) != 0 || level == Level.NOW) {
                    levels.add(level);
                }
            }
            subsets.add(levels);
        }
        return subsets;
    }

    private static void check(Axis axis, Set<Level> levels) throws SQLException {
        Properties properties = new Properties();
        if (levels.contains(Level.CONNECTION)) {
            properties.setProperty(axis.property, Level.CONNECTION.year() + "-06-01T00:00:00Z");
        }
        try (Connection connection = DriverManager.getConnection(URL, properties);
                Statement statement = connection.createStatement()) {
            if (levels.contains(Level.SESSION)) {
                statement.execute("SET SESSION " + axis.word + " TO AS OF " + Level.SESSION.instant());
            }
            if (levels.contains(Level.TRANSACTION)) {
                statement.execute("BEGIN WITH (" + axis.word + " = " + Level.TRANSACTION.instant() + ")");
            }
            String clause =
                    levels.contains(Level.CLAUSE) ? "FOR " + axis.word + " AS OF " + Level.CLAUSE.instant() : "";
            String prefix = levels.contains(Level.SETTING)
                    ? "SETTING DEFAULT " + axis.word + " AS OF " + Level.SETTING.instant() + " "
                    : "";
            int strongest = levels.iterator().next().number;
            for (String place : PLACES) {
                String sql = prefix + place.replace("...", clause);
                assertThat(values(statement, sql)).as("%s with %s", sql, levels).containsExactly(strongest);
            }
            checkWrites(axis, levels, connection, clause);
        }
    }

    /** What is asked for reaches the reading side of a change too; known at another time than now, nothing can be changed. */
    private static void checkWrites(Axis axis, Set<Level> levels, Connection connection, String clause)
            throws SQLException {
        boolean readOnly = axis == Axis.SYSTEM
                && (levels.contains(Level.TRANSACTION)
                        || levels.contains(Level.SESSION)
                        || levels.contains(Level.CONNECTION));
        try (Statement statement = connection.createStatement()) {
            if (readOnly) {
                assertThatThrownBy(() -> statement.executeUpdate("INSERT INTO r VALUES (2)"))
                        .isInstanceOfSatisfying(
                                SQLException.class,
                                e -> assertThat(e.getSQLState()).isEqualTo("25006"));
                return;
            }
            if (!levels.contains(Level.TRANSACTION)) {
                connection.setAutoCommit(false);
            }
            statement.executeUpdate("INSERT INTO r (id) SELECT v + 100 FROM t " + clause);
            Set<Level> seen = EnumSet.copyOf(levels);
            seen.remove(Level.SETTING);
            assertThat(values(statement, "SELECT id - 100 FROM r FOR VALID_TIME ALL WHERE id >= 100"))
                    .as("%s", levels)
                    .containsExactly(seen.iterator().next().number);
            statement.execute("ROLLBACK");
        }
    }

    private static List<Integer> values(Statement statement, String sql) throws SQLException {
        List<Integer> values = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getInt(1));
            }
        }
        return values;
    }
}
