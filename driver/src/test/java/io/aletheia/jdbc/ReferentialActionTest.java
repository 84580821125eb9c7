package io.aletheia.jdbc;

import static io.aletheia.jdbc.Fixture.assertFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aletheia.engine.DatabaseOptions;
import io.aletheia.engine.FaultyDisk;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.query.statement.CheckConditions;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ON DELETE beside other transactions, after opening again, in the metadata, and instant by instant against a model. */
class ReferentialActionTest {
    private static final int INSTANTS = 8;
    private static final int KEYS = 4;

    private FaultyDisk disk = new FaultyDisk(Long.MAX_VALUE);
    private SessionConnections connections = open();
    private Connection connection = connections.open();

    private SessionConnections open() {
        return SessionConnections.to(disk.open(DatabaseOptions.DEFAULTS.withChecks(new CheckConditions())));
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private static void run(Connection on, String sql) throws SQLException {
        try (Statement statement = on.createStatement()) {
            statement.execute(sql);
        }
    }

    private void run(String sql) throws SQLException {
        run(connection, sql);
    }

    private List<String> rows(String sql) throws SQLException {
        var found = new ArrayList<String>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            int width = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                var values = new ArrayList<String>();
                for (int i = 1; i <= width; i++) {
                    values.add(String.valueOf(rows.getString(i)));
                }
                found.add(String.join(" ", values));
            }
        }
        return found;
    }

    private void makeTables(String action) throws SQLException {
        run("CREATE TABLE dept (id INTEGER PRIMARY KEY)");
        run("CREATE TABLE emp (id INTEGER PRIMARY KEY, dept INTEGER DEFAULT 9 REFERENCES dept ON DELETE " + action
                + ", pay INTEGER)");
        run("INSERT INTO dept FOR VALID_TIME FROM DATE '2020-01-01' VALUES (1), (2), (9)");
        run("INSERT INTO emp FOR VALID_TIME FROM DATE '2020-01-01' VALUES (1, 1, 10), (2, 2, 20)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CASCADE", "SET NULL", "SET DEFAULT"})
    void aRowThatComesToReferMeanwhileIsAConflict(String action) throws SQLException {
        makeTables(action);
        try (Connection other = connections.open()) {
            connection.setAutoCommit(false);
            run("DELETE FROM dept WHERE id = 1");
            run(other, "INSERT INTO emp VALUES (3, 1, 30)");
            assertFails(ErrorCode.WRITE_CONFLICT, connection::commit);
            run("DELETE FROM dept WHERE id = 1");
            connection.commit();
            assertThat(rows("SELECT COUNT(*) FROM emp WHERE dept = 1")).containsExactly("0");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"CASCADE", "SET NULL", "SET DEFAULT"})
    void aRowCannotComeToReferToWhatGoesMeanwhile(String action) throws SQLException {
        makeTables(action);
        try (Connection other = connections.open()) {
            connection.setAutoCommit(false);
            run("INSERT INTO emp VALUES (3, 1, 30)");
            run(other, "DELETE FROM dept WHERE id = 1");
            assertFails(ErrorCode.WRITE_CONFLICT, connection::commit);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"CASCADE", "SET NULL", "SET DEFAULT"})
    void aReferringRowThatIsChangedMeanwhileIsAConflict(String action) throws SQLException {
        makeTables(action);
        try (Connection other = connections.open()) {
            connection.setAutoCommit(false);
            run("DELETE FROM dept WHERE id = 1");
            run(other, "UPDATE emp SET pay = 11 WHERE id = 1");
            assertFails(ErrorCode.WRITE_CONFLICT, connection::commit);
            run("UPDATE emp SET dept = 2 WHERE id = 1");
            run(other, "DELETE FROM dept WHERE id = 1");
            assertFails(ErrorCode.WRITE_CONFLICT, connection::commit);
            assertThat(rows("SELECT COUNT(*) FROM emp WHERE dept = 1")).containsExactly("0");
        }
    }

    @Test
    void portionsThatDoNotMeetDoNotConflict() throws SQLException {
        makeTables("CASCADE");
        try (Connection other = connections.open()) {
            connection.setAutoCommit(false);
            run("DELETE FROM dept FOR PORTION OF VALID_TIME FROM DATE '2021-01-01' TO DATE '2022-01-01' WHERE id = 1");
            run(other, "UPDATE emp SET pay = 11 WHERE id = 1");
            connection.commit();
            assertThat(rows("SELECT pay FROM emp FOR VALID_TIME AS OF DATE '2021-06-01'"))
                    .containsExactly("20");
            assertThat(rows("SELECT pay FROM emp ORDER BY id")).containsExactly("11", "20");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"crash", "checkpoint", "close"})
    void actionsAndWhatTheyDidAreThereAfterOpening(String way) throws SQLException {
        makeTables("SET DEFAULT");
        run(
                "CREATE TABLE desk (id INTEGER PRIMARY KEY, emp INTEGER REFERENCES emp ON DELETE CASCADE ON UPDATE RESTRICT)");
        run("INSERT INTO desk FOR VALID_TIME FROM DATE '2020-01-01' VALUES (1, 1), (2, 2)");
        run("DELETE FROM dept FOR PORTION OF VALID_TIME FROM DATE '2021-01-01' TO DATE '2022-01-01' WHERE id = 1");
        if (way.equals("checkpoint")) {
            run("CHECKPOINT");
        }
        run("DELETE FROM emp WHERE id = 2");
        if (way.equals("close")) {
            connection.close();
        } else {
            FaultyDisk survivor = disk.survivor(new Random(7));
            connection.close();
            disk = survivor;
        }
        connections = open();
        connection = connections.open();
        assertThat(rows("SELECT id, dept FROM emp FOR VALID_TIME AS OF DATE '2021-06-01' ORDER BY id"))
                .containsExactly("1 9", "2 2");
        assertThat(rows("SELECT id FROM desk")).containsExactly("1");
        run("DELETE FROM dept WHERE id = 1");
        assertThat(rows("SELECT id, dept FROM emp")).containsExactly("1 9");
        run("DELETE FROM emp");
        assertThat(rows("SELECT id FROM desk")).isEmpty();
        assertThat(rules("desk"))
                .containsExactly(List.of(DatabaseMetaData.importedKeyCascade, DatabaseMetaData.importedKeyRestrict));
    }

    private List<List<Integer>> rules(String table) throws SQLException {
        var rules = new ArrayList<List<Integer>>();
        try (ResultSet keys = connection.getMetaData().getImportedKeys(null, "PUBLIC", table)) {
            while (keys.next()) {
                rules.add(List.of(keys.getInt("DELETE_RULE"), keys.getInt("UPDATE_RULE")));
            }
        }
        return rules;
    }

    @Test
    void metadataTellTheDeclaredRules() throws SQLException {
        run("CREATE TABLE a (id INTEGER PRIMARY KEY)");
        String[] actions = {"NO ACTION", "RESTRICT", "CASCADE", "SET NULL", "SET DEFAULT"};
        int[] told = {
            DatabaseMetaData.importedKeyNoAction,
            DatabaseMetaData.importedKeyRestrict,
            DatabaseMetaData.importedKeyCascade,
            DatabaseMetaData.importedKeySetNull,
            DatabaseMetaData.importedKeySetDefault
        };
        for (int i = 0; i < actions.length; i++) {
            for (int j = 0; j < actions.length; j++) {
                String table = "b" + i + j;
                run("CREATE TABLE " + table + " (id INTEGER PRIMARY KEY, a INTEGER REFERENCES a ON DELETE " + actions[i]
                        + " ON UPDATE " + actions[j] + ")");
                assertThat(rules(table)).containsExactly(List.of(told[i], told[j]));
            }
        }
    }

    /** A row at an instant: what it refers to in each of two ways. */
    private record Row(@Nullable Integer first, @Nullable Integer second) {}

    /** All rows of the two tables at an instant, by table and key: "p3" or "c1". */
    private static final class Slice {
        private final Map<String, Row> rows = new TreeMap<>();

        /** Deletes a row with what goes with it; false if something hinders that. */
        boolean delete(String name, String onParent, String onSelf) {
            var gone = new ArrayList<>(List.of(name));
            rows.remove(name);
            for (int i = 0; i < gone.size(); i++) {
                String each = gone.get(i);
                for (String other : List.copyOf(rows.keySet())) {
                    if (action(other, each, onParent, onSelf, "CASCADE")) {
                        rows.remove(other);
                        gone.add(other);
                    }
                }
            }
            for (String each : gone) {
                for (String other : List.copyOf(rows.keySet())) {
                    Row row = row(other);
                    boolean first = refers(other, each, true);
                    boolean second = refers(other, each, false);
                    if ((first && onParent.equals("NO ACTION")) || (second && onSelf.equals("NO ACTION"))) {
                        return false;
                    }
                    if (first || second) {
                        rows.put(other, new Row(first ? null : row.first, second ? null : row.second));
                    }
                }
            }
            return true;
        }

        private boolean action(String other, String gone, String onParent, String onSelf, String action) {
            return (refers(other, gone, true) && onParent.equals(action))
                    || (refers(other, gone, false) && onSelf.equals(action));
        }

        private Row row(String name) {
            return Objects.requireNonNull(rows.get(name));
        }

        private boolean refers(String other, String gone, boolean first) {
            if (!other.startsWith("c") || gone.startsWith("p") != first) {
                return false;
            }
            Integer key = first ? row(other).first : row(other).second;
            return key != null && gone.substring(1).equals(key.toString());
        }

        Slice copy() {
            var copy = new Slice();
            copy.rows.putAll(rows);
            return copy;
        }
    }

    private static String portion(int from, int to) {
        return "VALID_TIME FROM DATE '2020-01-0" + (from + 1) + "' TO DATE '2020-01-0" + (to + 1) + "'";
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void everyInstantIsAsIfItWereTheOnlyOne(long seed) throws SQLException {
        var random = new Random(seed);
        String[] actions = {"NO ACTION", "CASCADE", "SET NULL"};
        String onParent = actions[random.nextInt(3)];
        String onSelf = actions[random.nextInt(3)];
        run("CREATE TABLE p (id INTEGER PRIMARY KEY)");
        run("CREATE TABLE c (id INTEGER PRIMARY KEY, p INTEGER REFERENCES p ON DELETE " + onParent + ", c INTEGER)");
        run("ALTER TABLE c ADD FOREIGN KEY (c) REFERENCES c ON DELETE " + onSelf);
        Slice[] slices = new Slice[INSTANTS];
        for (int i = 0; i < INSTANTS; i++) {
            slices[i] = new Slice();
        }
        connection.setAutoCommit(false);
        for (int step = 0; step < 150; step++) {
            int from = random.nextInt(INSTANTS);
            int to = from + 1 + random.nextInt(INSTANTS - from);
            int key = random.nextInt(KEYS);
            Slice[] next = new Slice[INSTANTS];
            for (int i = 0; i < INSTANTS; i++) {
                next[i] = slices[i].copy();
            }
            String sql;
            boolean allowed = true;
            switch (random.nextInt(5)) {
                case 0 -> {
                    sql = "UPSERT INTO p FOR " + portion(from, to) + " VALUES (" + key + ")";
                    for (int i = from; i < to; i++) {
                        next[i].rows.put("p" + key, new Row(null, null));
                    }
                }
                case 1, 2 -> {
                    Integer first = random.nextBoolean() ? null : (Integer) random.nextInt(KEYS);
                    Integer second = random.nextBoolean() ? null : (Integer) random.nextInt(KEYS);
                    sql = "UPSERT INTO c FOR " + portion(from, to) + " VALUES (" + key + ", " + first + ", " + second
                            + ")";
                    for (int i = from; i < to; i++) {
                        allowed &= first == null || next[i].rows.containsKey("p" + first);
                        allowed &= second == null || second == key || next[i].rows.containsKey("c" + second);
                        next[i].rows.put("c" + key, new Row(first, second));
                    }
                }
                default -> {
                    String table = random.nextBoolean() ? "p" : "c";
                    sql = "DELETE FROM " + table + " FOR PORTION OF " + portion(from, to) + " WHERE id = " + key;
                    for (int i = from; i < to && allowed; i++) {
                        if (next[i].rows.containsKey(table + key)) {
                            allowed = next[i].delete(table + key, onParent, onSelf);
                        }
                    }
                }
            }
            SQLException refused = catchThrowableOfType(SQLException.class, () -> run(sql));
            String what = "seed " + seed + ", step " + step + ", " + onParent + ", " + onSelf + ": " + sql;
            assertThat(refused == null).as(what + " " + refused).isEqualTo(allowed);
            if (allowed) {
                slices = next;
            } else {
                assertThat(refused.getSQLState()).isEqualTo("23503");
            }
            if (random.nextInt(3) == 0) {
                connection.commit();
            }
            assertSlices(slices, what);
        }
    }

    private void assertSlices(Slice[] slices, String what) throws SQLException {
        for (int i = 0; i < INSTANTS; i++) {
            var expected = new HashMap<String, String>();
            slices[i].rows.forEach(
                    (name, row) -> expected.put(name, name.startsWith("p") ? "" : row.first + " " + row.second));
            var found = new HashMap<String, String>();
            String time = " FOR VALID_TIME AS OF DATE '2020-01-0" + (i + 1) + "'";
            for (String row : rows("SELECT id FROM p" + time)) {
                found.put("p" + row, "");
            }
            for (String row : rows("SELECT id, p, c FROM c" + time)) {
                String[] parts = row.split(" ", 2);
                found.put("c" + parts[0], parts[1]);
            }
            assertThat(found).as("instant " + i + " after " + what).isEqualTo(expected);
        }
    }
}
