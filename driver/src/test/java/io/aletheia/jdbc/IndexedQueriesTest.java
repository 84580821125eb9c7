package io.aletheia.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same random changes to tables with and without indexes, and the same random questions to both, whose answers are to be equal:
 * in transactions and with savepoints, before and after checkpoints and reopening, at all times. The failing seed is in the message.
 */
class IndexedQueriesTest {
    private static final int HISTORIES = 4;
    private static final int ROUNDS = 25;
    private static final int KEYS = 60;
    private static final DateTimeFormatter MICROS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");
    private static final LocalDate ORIGIN = LocalDate.of(2020, 1, 1);
    private static final List<String> INDEXES = List.of(
            "CREATE INDEX by_a ON x_%s (a)",
            "CREATE INDEX by_s ON x_%s (s, a DESC)",
            "CREATE INDEX by_d ON x_%s (d)",
            "CREATE INDEX by_bda ON x_%s (b, d, a)",
            "CREATE INDEX by_r ON x_%s (r)");

    @TempDir
    Path scratch;

    private Random random = new Random(0);
    private final List<String> commitTimes = new ArrayList<>();
    private int indexedPlans;

    @Test
    void anIndexChangesNoAnswer() throws SQLException {
        for (long seed = 1; seed <= HISTORIES; seed++) {
            random = new Random(seed);
            commitTimes.clear();
            String url = "jdbc:aletheia:file:" + scratch.resolve("seed" + seed) + ";closeDelay=0";
            int round = 0;
            while (round < ROUNDS) {
                try (Connection connection = DriverManager.getConnection(url);
                        Statement statement = connection.createStatement()) {
                    if (round == 0) {
                        create(statement);
                    }
                    int last = Math.min(ROUNDS, round + 5 + random.nextInt(20));
                    while (round < last) {
                        round(connection, statement, "seed " + seed + ", round " + round);
                        round++;
                    }
                    assertThat(CheckedDatabase.violations(statement.getConnection()))
                            .as("seed " + seed)
                            .isEmpty();
                }
            }
        }
        assertThat(indexedPlans).isGreaterThan(HISTORIES * ROUNDS);
    }

    private void create(Statement statement) throws SQLException {
        String policy = random.nextBoolean() ? "IGNORE" : "CLIP";
        for (String table : List.of("plain", "indexed")) {
            statement.execute("CREATE NODE TABLE n_" + table
                    + " (id INTEGER PRIMARY KEY, a INTEGER, b BIGINT, s VARCHAR, d DECIMAL(8, 2), r DOUBLE)");
            statement.execute("CREATE EDGE TABLE e_" + table + " (id INTEGER PRIMARY KEY, FROM n_" + table + ", TO n_"
                    + table + ", a INTEGER, b BIGINT, s VARCHAR, d DECIMAL(8, 2), r DOUBLE) WITH (ENDPOINT_POLICY = '"
                    + policy
                    + "')");
        }
        for (int key = 0; key < KEYS; key++) {
            String row = " (id, a, b, s, d, r) VALUES (" + key + ", " + values() + ")";
            String from = " FOR VALID_TIME FROM DATE '" + ORIGIN.minusDays(key) + "'";
            statement.execute("BEGIN");
            statement.execute("INSERT INTO n_plain" + from + row);
            statement.execute("INSERT INTO n_indexed" + from + row);
            statement.execute("COMMIT");
        }
        for (String index : INDEXES) {
            if (random.nextBoolean()) {
                statement.execute(
                        index.replace("x_", "n_").replace("by_", "n_by_").formatted("indexed"));
            }
        }
    }

    private void round(Connection connection, Statement statement, String place) throws SQLException {
        if (random.nextInt(12) == 0) {
            statement.execute("CHECKPOINT");
        }
        if (random.nextInt(5) == 0) {
            changeIndexes(statement);
        }
        boolean transaction = random.nextInt(3) == 0;
        connection.setAutoCommit(!transaction);
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            change(statement, place);
        }
        if (!transaction) {
            ask(connection, place);
            return;
        }
        Savepoint savepoint = connection.setSavepoint();
        ask(connection, place + " in a transaction");
        change(statement, place);
        if (random.nextInt(4) == 0) {
            changeIndexes(statement);
            change(statement, place);
        }
        ask(connection, place + " behind a savepoint");
        if (random.nextBoolean()) {
            connection.rollback(savepoint);
            ask(connection, place + " back at the savepoint");
        }
        if (random.nextInt(3) == 0) {
            connection.rollback();
        } else {
            connection.commit();
        }
        connection.setAutoCommit(true);
        ask(connection, place + " behind the transaction");
    }

    /** Makes an index that is not there, or takes one away that is. */
    private void changeIndexes(Statement statement) throws SQLException {
        String kind = random.nextBoolean() ? "n" : "e";
        String create = INDEXES.get(random.nextInt(INDEXES.size()))
                .replace("x_", kind + "_")
                .replace("by_", kind + "_by_")
                .formatted("indexed");
        String name = create.split(" ", -1)[2];
        boolean there;
        try (ResultSet rows =
                statement.executeQuery("SELECT 1 FROM INFORMATION_SCHEMA.INDEXES WHERE INDEX_NAME = '" + name + "'")) {
            there = rows.next();
        }
        statement.execute(there ? "DROP INDEX " + name : create);
    }

    /** The same change to both tables, which do the same with it. */
    private void change(Statement statement, String place) throws SQLException {
        Connection connection = statement.getConnection();
        boolean alone = connection.getAutoCommit();
        // One commit for both, for one system time.
        connection.setAutoCommit(false);
        String sql = change();
        String plain = outcome(statement, sql.replace("%", "plain"));
        assertThat(outcome(statement, sql.replace("%", "indexed")))
                .as(place + ": " + sql)
                .isEqualTo(plain);
        connection.setAutoCommit(alone);
    }

    private static String outcome(Statement statement, String sql) throws SQLException {
        try {
            return String.valueOf(statement.executeUpdate(sql));
        } catch (SQLException e) {
            if (!e.getSQLState().equals("23505") && !e.getSQLState().equals("23503")) {
                throw e;
            }
            return e.getSQLState();
        }
    }

    private String change() {
        String portion = " FROM DATE '" + ORIGIN.plusDays(random.nextInt(20)) + "' TO DATE '"
                + ORIGIN.plusDays(20 + random.nextInt(20)) + "'";
        String period = random.nextInt(3) == 0 ? "" : " FOR PORTION OF VALID_TIME" + portion;
        String into = random.nextInt(3) == 0 ? "" : " FOR VALID_TIME" + portion;
        int key = random.nextInt(KEYS);
        return switch (random.nextInt(9)) {
            case 0, 1, 2 -> {
                var rows = new ArrayList<String>();
                for (int i = 0; i < 6; i++) {
                    rows.add("(" + (key + i) % KEYS + ", " + values() + ")");
                }
                yield (random.nextInt(3) == 0 ? "INSERT" : "UPSERT") + " INTO n_%" + into
                        + " (id, a, b, s, d, r) VALUES " + String.join(", ", rows);
            }
            case 3, 4 ->
                "UPSERT INTO e_%" + into + " (id, source, target, a, b, s, d, r) VALUES (" + key + ", " + key * 7 % KEYS
                        + ", " + (key * 13 + 1) % KEYS + ", " + values() + ")";
            case 5 ->
                "UPDATE n_%" + period + " SET a = a + 1, s = 's' || " + random.nextInt(9) + " WHERE " + condition();
            case 6 -> "UPDATE e_%" + period + " SET d = " + decimal() + ", b = b - 1 WHERE " + condition();
            case 7 -> "DELETE FROM e_%" + period + " WHERE " + condition();
            default -> "DELETE FROM n_%" + period + " WHERE " + condition() + " AND MOD(id, 5) = 0";
        };
    }

    private String values() {
        return orNull(random.nextInt(12)) + ", " + orNull(random.nextInt(5)) + ", "
                + orNull("'s" + random.nextInt(9) + "'") + ", " + orNull(decimal()) + ", "
                + orNull(random.nextInt(8) + "e0");
    }

    private String orNull(Object value) {
        return random.nextInt(8) == 0 ? "NULL" : value.toString();
    }

    private String decimal() {
        return random.nextInt(6) + (random.nextBoolean() ? ".5" : ".25");
    }

    private String condition() {
        String first = comparison();
        return switch (random.nextInt(5)) {
            case 0 -> first + " OR " + comparison();
            case 1, 2 -> first + " AND " + comparison();
            case 3 -> "(" + first + " OR " + comparison() + ") AND " + comparison();
            default -> first;
        };
    }

    private String comparison() {
        String column = List.of("a", "b", "s", "d", "r").get(random.nextInt(5));
        return switch (random.nextInt(9)) {
            case 0, 1, 2 -> column + " = " + value(column);
            case 3 -> column + " IN (" + value(column) + ", " + value(column) + ", " + value(column) + ")";
            case 4 -> column + " BETWEEN " + value(column) + " AND " + value(column);
            case 5 -> column + " > " + value(column);
            case 6 -> value(column) + " >= " + column;
            case 7 -> column + " = " + value(column) + " AND b = " + value("b");
            default -> random.nextBoolean() ? column + " IS NULL" : column + " <> " + value(column);
        };
    }

    private String value(String column) {
        return switch (column) {
            case "a" -> String.valueOf(random.nextInt(14) - 1);
            case "b" -> random.nextInt(10) == 0 ? "NULL" : String.valueOf(random.nextInt(5));
            case "s" -> "'s" + random.nextInt(9) + (random.nextInt(5) == 0 ? "'" : "' || ''");
            case "d" -> random.nextBoolean() ? decimal() : String.valueOf(random.nextInt(6));
            default -> random.nextInt(8) + "e0";
        };
    }

    private void ask(Connection connection, String place) throws SQLException {
        for (int i = 0; i < 4; i++) {
            String sql = question();
            List<String> plain = answer(connection, sql, "plain");
            assertThat(answer(connection, sql, "indexed"))
                    .as(place + ": " + sql)
                    .isEqualTo(plain);
            try (Statement statement = connection.createStatement();
                    ResultSet plan = statement.executeQuery("EXPLAIN " + sql.replace("%", "indexed"))) {
                while (plan.next()) {
                    indexedPlans += plan.getString(1).contains("index=[") ? 1 : 0;
                }
            }
        }
        if (connection.getAutoCommit()) {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT MAX(_system_from) FROM HISTORY.n_plain")) {
                if (rows.next() && rows.getObject(1) != null) {
                    commitTimes.add(MICROS.format(rows.getObject(1, LocalDateTime.class)));
                }
            }
        }
    }

    private String question() {
        String columns = "id, a, b, s, d, r, _valid_from, _valid_to, _system_from, _system_to";
        return switch (random.nextInt(6)) {
            case 0 ->
                "SELECT x.id AS xi, y.id AS yi, e.id AS ei FROM n_%" + times() + " AS x JOIN e_%" + times()
                        + " AS e ON e.source = x.id JOIN n_%" + times() + " AS y ON y.id = e.target WHERE "
                        + qualified("x", condition()) + " AND " + qualified("e", comparison());
            case 1 ->
                "MATCH (x:n_%)-[e:e_%]->(y:n_%) WHERE " + qualified("y", "a = " + value("a")) + " AND "
                        + qualified("e", comparison()) + " RETURN x.id AS xi, y.id AS yi, e.id AS ei";
            case 2 ->
                "SELECT x.id AS xi, (SELECT COUNT(*) FROM n_%" + times()
                        + " AS y WHERE y.a = x.a AND y.s >= x.s) AS n FROM n_% AS x WHERE x.id < 12";
            case 3 -> "SELECT " + columns + " FROM e_%" + times() + " WHERE " + condition();
            default -> "SELECT " + columns + " FROM n_%" + times() + " WHERE " + condition();
        };
    }

    private static String qualified(String alias, String condition) {
        return "(" + condition.replaceAll("\\b([abdr])\\b", alias + ".$1").replaceAll("(?<!')\\bs\\b", alias + ".s")
                + ")";
    }

    private String times() {
        String day = "DATE '" + ORIGIN.plusDays(random.nextInt(42)) + "'";
        String valid = switch (random.nextInt(5)) {
            case 0 -> " FOR VALID_TIME AS OF " + day;
            case 1 -> " FOR ALL VALID_TIME";
            case 2 -> " FOR VALID_TIME FROM " + day + " TO DATE '" + ORIGIN.plusDays(45) + "'";
            default -> "";
        };
        String system = "";
        if (random.nextInt(4) == 0) {
            system = " FOR ALL SYSTEM_TIME";
        } else if (!commitTimes.isEmpty() && random.nextInt(3) == 0) {
            system = " FOR SYSTEM_TIME AS OF TIMESTAMP '" + commitTimes.get(random.nextInt(commitTimes.size())) + "'";
        }
        return valid + system;
    }

    /** The rows in an order of their own. */
    private static List<String> answer(Connection connection, String sql, String table) throws SQLException {
        var rows = new ArrayList<String>();
        try (PreparedStatement statement = connection.prepareStatement(sql.replace("%", table));
                ResultSet result = statement.executeQuery()) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                var row = new StringBuilder();
                for (int i = 1; i <= columns; i++) {
                    row.append(result.getString(i)).append(' ');
                }
                rows.add(row.toString());
            }
        }
        Collections.sort(rows);
        return rows;
    }
}
