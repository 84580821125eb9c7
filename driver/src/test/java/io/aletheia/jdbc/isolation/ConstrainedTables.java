package io.aletheia.jdbc.isolation;

import io.aletheia.jdbc.CheckedDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Two tables with constraints of every sort, random transactions against them, and queries that find what must not be there. */
final class ConstrainedTables {
    static final String DEFINITIONS = """
            CREATE TABLE dept (id INTEGER PRIMARY KEY, name VARCHAR NOT NULL UNIQUE);
            CREATE TABLE emp (
                id INTEGER PRIMARY KEY, dept INTEGER REFERENCES dept, badge INTEGER UNIQUE, boss INTEGER, grade INTEGER,
                CONSTRAINT graded CHECK (grade BETWEEN 1 AND 9));
            """;

    /** What a statement may be refused with: conflicts and the constraints' own errors. */
    private static final Set<String> REFUSALS = Set.of("40001", "23505", "23503", "23514");

    private static final String FROM_TO = " FROM CAST(? AS DATE) TO CAST(? AS DATE) ";
    private static final int KEYS = 8;
    private static final int STATEMENTS_MAX = 3;

    /** Each finds the rows that break one constraint, at any instant of valid time that begins a version. */
    private static final List<String> FORBIDDEN = List.of(
            """
            SELECT 'badge twice', a.id, b.id FROM emp FOR ALL VALID_TIME AS a JOIN emp FOR ALL VALID_TIME AS b
                ON a.badge = b.badge AND a.id < b.id AND a._valid_from < b._valid_to AND b._valid_from < a._valid_to
            """,
            """
            SELECT 'name twice', a.id, b.id FROM dept FOR ALL VALID_TIME AS a JOIN dept FOR ALL VALID_TIME AS b
                ON a.name = b.name AND a.id < b.id AND a._valid_from < b._valid_to AND b._valid_from < a._valid_to
            """,
            """
            SELECT 'no dept at the beginning', e.id, e.dept FROM emp FOR ALL VALID_TIME AS e
            WHERE e.dept IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dept FOR ALL VALID_TIME AS d
                WHERE d.id = e.dept AND d._valid_from <= e._valid_from AND e._valid_from < d._valid_to)
            """,
            """
            SELECT 'no dept from an end on', e.id, e.dept FROM emp FOR ALL VALID_TIME AS e JOIN dept FOR ALL VALID_TIME AS d
                ON d.id = e.dept AND d._valid_to > e._valid_from AND d._valid_to < e._valid_to
            WHERE NOT EXISTS (SELECT 1 FROM dept FOR ALL VALID_TIME AS n
                WHERE n.id = e.dept AND n._valid_from <= d._valid_to AND d._valid_to < n._valid_to)
            """,
            "SELECT 'grade', id, grade FROM emp FOR ALL VALID_TIME WHERE NOT (grade BETWEEN 1 AND 9)");

    private ConstrainedTables() {}

    /** What breaks the constraints, and what CHECK DATABASE finds. */
    static List<String> violations(Connection connection) throws SQLException {
        List<String> violations = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            for (String query : FORBIDDEN) {
                if (!isThere(statement, "emp")) {
                    break;
                }
                try (ResultSet rows = statement.executeQuery(query)) {
                    while (rows.next()) {
                        violations.add(rows.getString(1) + " " + rows.getString(2) + " " + rows.getString(3));
                    }
                }
            }
        }
        violations.addAll(CheckedDatabase.violations(connection));
        return violations;
    }

    private static boolean isThere(Statement statement, String table) throws SQLException {
        try (ResultSet tables = statement.getConnection().getMetaData().getTables(null, "PUBLIC", table, null)) {
            return tables.next();
        }
    }

    /** Runs a random transaction; whether it was committed. A statement that is refused leaves the transaction as it was. */
    static boolean transact(Connection connection, Random random) throws SQLException {
        try {
            for (int i = random.nextInt(STATEMENTS_MAX); i >= 0; i--) {
                try {
                    change(connection, random);
                } catch (SQLException e) {
                    refused(e);
                }
            }
            connection.commit();
            return true;
        } catch (SQLException e) {
            refused(e);
            connection.rollback();
            return false;
        }
    }

    private static void refused(SQLException e) throws SQLException {
        if (!REFUSALS.contains(e.getSQLState())) {
            throw e;
        }
    }

    /** Runs a random statement; the texts are few, so that they are planned once. */
    private static void change(Connection connection, Random random) throws SQLException {
        int id = 1 + random.nextInt(KEYS);
        int other = 1 + random.nextInt(KEYS);
        int badge = random.nextInt(KEYS);
        String name = String.valueOf((char) ('a' + random.nextInt(KEYS)));
        String from = "20" + (20 + random.nextInt(5)) + "-01-01";
        String to = "20" + (25 + random.nextInt(5)) + "-01-01";
        switch (random.nextInt(9)) {
            case 0 -> run(connection, "UPSERT INTO dept VALUES (?, ?)", id, name);
            case 1 ->
                run(connection, "UPSERT INTO dept FOR VALID_TIME" + FROM_TO + "VALUES (?, ?)", from, to, id, name);
            case 2 -> run(connection, "DELETE FROM dept WHERE id = ?", id);
            case 3 ->
                run(connection, "DELETE FROM dept FOR PORTION OF VALID_TIME" + FROM_TO + "WHERE id = ?", from, to, id);
            case 4 ->
                run(
                        connection,
                        "UPSERT INTO emp (id, dept, badge, grade) VALUES (?, ?, ?, ?)",
                        id,
                        other,
                        badge,
                        random.nextInt(11));
            case 5 ->
                run(
                        connection,
                        "UPSERT INTO emp FOR VALID_TIME" + FROM_TO + "(id, dept, badge) VALUES (?, ?, ?)",
                        from,
                        to,
                        id,
                        other,
                        badge);
            case 6 -> run(connection, "UPDATE emp SET badge = ? WHERE id = ?", badge, id);
            case 7 ->
                run(
                        connection,
                        "UPDATE emp FOR PORTION OF VALID_TIME" + FROM_TO + "SET dept = ? WHERE id = ?",
                        from,
                        to,
                        other,
                        id);
            default -> run(connection, "DELETE FROM emp WHERE id = ?", id);
        }
    }

    private static void run(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.executeUpdate();
        }
    }
}
