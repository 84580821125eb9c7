package io.aletheia.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.engine.model.ErrorCode;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Random statements of every kind that changes rows, in transactions and with savepoints, against a model that knows of each key what it
 * is in each cell of a grid of valid time. The failing seed is in the message.
 */
class RandomChangesTest {
    private static final int HISTORIES = 40;
    private static final int STATEMENTS = 25;
    private static final int CELLS = 8;
    private static final int KEYS = 4;
    private static final LocalDate ORIGIN = LocalDate.of(2020, 1, 1);

    /** What a row says beside its key. */
    private record Value(int v, int w) {}

    /** What a statement is to do: cells that it puts or takes away, whose new or old values RETURNING gives. */
    private static final class Effect {
        private final TreeMap<String, Value> written = new TreeMap<>();
        private boolean duplicate;

        void add(int key, int cell, Value value) {
            written.put(key + "@" + cell, value);
        }

        long keys() {
            return written.keySet().stream()
                    .map(place -> place.substring(0, place.indexOf('@')))
                    .distinct()
                    .count();
        }
    }

    private Random random = new Random(0);
    private @Nullable Value[][] model = new @Nullable Value[KEYS][CELLS];

    @Test
    void everyStatementDoesToEachInstantWhatItSays() throws SQLException {
        for (long seed = 1; seed <= HISTORIES; seed++) {
            random = new Random(seed);
            model = new @Nullable Value[KEYS][CELLS];
            try (Connection connection = DriverManager.getConnection("jdbc:aletheia:mem:");
                    Statement statement = connection.createStatement()) {
                statement.execute(
                        "CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER DEFAULT 7 NOT NULL, w INTEGER NOT NULL)");
                run(connection, statement, "seed " + seed);
            }
        }
    }

    private void run(Connection connection, Statement statement, String place) throws SQLException {
        for (int i = 0; i < STATEMENTS; i++) {
            boolean transaction = random.nextInt(4) == 0;
            connection.setAutoCommit(!transaction);
            @Nullable Value[][] before = copy();
            if (transaction) {
                step(statement, place + ", statement " + i + " in a transaction");
                @Nullable Value[][] marked = copy();
                Savepoint savepoint = connection.setSavepoint();
                step(statement, place + ", statement " + i + " behind a savepoint");
                if (random.nextBoolean()) {
                    connection.rollback(savepoint);
                    model = marked;
                    compare(statement, place + ", back at the savepoint of " + i);
                }
                if (random.nextInt(3) == 0) {
                    connection.rollback();
                    model = before;
                } else {
                    connection.commit();
                }
            } else {
                step(statement, place + ", statement " + i);
            }
            compare(statement, place + ", after " + i);
        }
    }

    private @Nullable Value[][] copy() {
        @Nullable Value[][] copy = new @Nullable Value[KEYS][];
        for (int key = 0; key < KEYS; key++) {
            copy[key] = model[key].clone();
        }
        return copy;
    }

    private void step(Statement statement, String place) throws SQLException {
        int from = random.nextInt(CELLS);
        int to = from + 1 + random.nextInt(CELLS - from);
        int key = random.nextInt(KEYS);
        int number = random.nextInt(10);
        var effect = new Effect();
        String sql = sql(random.nextInt(8), from, to, key, number, effect);
        boolean returns = random.nextBoolean();
        String text = returns ? sql + " RETURNING id, v, w, _valid_from, _valid_to" : sql;
        String where = place + ": " + text;
        try {
            if (returns) {
                try (ResultSet rows = statement.executeQuery(text)) {
                    assertThat(painted(rows)).as(where).isEqualTo(effect.written);
                }
            } else {
                assertThat(statement.executeUpdate(text)).as(where).isEqualTo((int) effect.keys());
            }
            assertThat(effect.duplicate).as(where).isFalse();
        } catch (SQLException e) {
            assertThat(effect.duplicate).as(where + ": " + e.getMessage()).isTrue();
            assertThat(e.getSQLState()).as(where).isEqualTo(ErrorCode.DUPLICATE_KEY.sqlState());
        }
    }

    /** A statement of a kind; changes the model as the statement is to change the table. */
    private String sql(int kind, int from, int to, int key, int number, Effect effect) {
        String portion = " FROM DATE '" + ORIGIN.plusDays(from) + "' TO DATE '" + ORIGIN.plusDays(to) + "'";
        String into = "INTO t FOR VALID_TIME" + portion;
        String values = " VALUES (" + key + ", " + number + ", " + number % 3 + ")";
        var row = new Value(number, number % 3);
        switch (kind) {
            case 0, 1 -> {
                boolean skips = kind == 1;
                if (anything(key, from, to)) {
                    effect.duplicate = !skips;
                } else {
                    put(key, from, to, row, effect);
                }
                return "INSERT " + into + " (id, v, w)" + values + (skips ? " ON CONFLICT DO NOTHING" : "");
            }
            case 2 -> {
                put(key, from, to, row, effect);
                return "UPSERT " + into + " (id, v, w)" + values;
            }
            case 3 -> {
                for (int cell = from; cell < to; cell++) {
                    @Nullable Value there = model[key][cell];
                    put(key, cell, cell + 1, new Value(there == null ? 7 : there.v, row.w), effect);
                }
                return "PATCH " + into + " (id, w) VALUES (" + key + ", " + row.w + ")";
            }
            case 4 -> {
                for (int cell = from; cell < to; cell++) {
                    @Nullable Value there = model[key][cell];
                    if (there == null) {
                        put(key, cell, cell + 1, row, effect);
                    } else if (there.w != row.w) {
                        put(key, cell, cell + 1, new Value(there.v + row.v, there.w), effect);
                    }
                }
                return "INSERT " + into + " (id, v, w)" + values
                        + " ON CONFLICT (id) DO UPDATE SET v = t.v + EXCLUDED.v WHERE t.w <> EXCLUDED.w";
            }
            case 5 -> {
                change(from, to, effect, there -> there.w == row.w, (there, k) -> new Value(there.v + k, 2));
                return "UPDATE t FOR PORTION OF VALID_TIME" + portion + " SET v = v + id, w = 2 WHERE w = " + row.w;
            }
            case 6 -> {
                change(from, to, effect, there -> there.v >= number, (there, k) -> null);
                return "DELETE FROM t FOR PORTION OF VALID_TIME" + portion + " WHERE v >= " + number;
            }
            default -> {
                return merge(portion, from, to, key, number, effect);
            }
        }
    }

    private String merge(String portion, int from, int to, int key, int number, Effect effect) {
        for (int other : new int[] {key, (key + 1) % KEYS}) {
            if (!anything(other, from, to)) {
                put(other, from, to, new Value(number, other % 3), effect);
                continue;
            }
            for (int cell = from; cell < to; cell++) {
                @Nullable Value there = model[other][cell];
                if (there != null && there.w == 0) {
                    model[other][cell] = null;
                    effect.add(other, cell, there);
                } else if (there != null && there.v != number) {
                    put(other, cell, cell + 1, new Value(number * 2, there.w), effect);
                }
            }
        }
        return "MERGE INTO t FOR PORTION OF VALID_TIME" + portion + " USING (VALUES (" + key + ", " + number + "), ("
                + (key + 1) % KEYS + ", " + number + ")) AS s (id, v) ON t.id = s.id"
                + " WHEN MATCHED AND t.w = 0 THEN DELETE WHEN MATCHED AND t.v <> s.v THEN UPDATE SET v = s.v * 2"
                + " WHEN NOT MATCHED THEN INSERT (id, v, w) VALUES (s.id, s.v, MOD(s.id, 3))";
    }

    private boolean anything(int key, int from, int to) {
        for (int cell = from; cell < to; cell++) {
            if (model[key][cell] != null) {
                return true;
            }
        }
        return false;
    }

    private void put(int key, int from, int to, Value value, Effect effect) {
        for (int cell = from; cell < to; cell++) {
            model[key][cell] = value;
            effect.add(key, cell, value);
        }
    }

    /** What a row becomes; null if it is taken away. */
    private interface Change {
        @Nullable
        Value of(Value there, int key);
    }

    private void change(int from, int to, Effect effect, Predicate<Value> affected, Change change) {
        for (int key = 0; key < KEYS; key++) {
            for (int cell = from; cell < to; cell++) {
                @Nullable Value there = model[key][cell];
                if (there != null && affected.test(there)) {
                    @Nullable Value then = change.of(there, key);
                    model[key][cell] = then;
                    effect.add(key, cell, then == null ? there : then);
                }
            }
        }
    }

    private void compare(Statement statement, String place) throws SQLException {
        var expected = new TreeMap<String, Value>();
        for (int key = 0; key < KEYS; key++) {
            for (int cell = 0; cell < CELLS; cell++) {
                if (model[key][cell] != null) {
                    expected.put(key + "@" + cell, model[key][cell]);
                }
            }
        }
        try (ResultSet rows =
                statement.executeQuery("SELECT id, v, w, _valid_from, _valid_to FROM t FOR VALID_TIME ALL")) {
            assertThat(painted(rows)).as(place).isEqualTo(expected);
        }
    }

    /** Rows by key and cell; no cell is painted twice. */
    private static Map<String, Value> painted(ResultSet rows) throws SQLException {
        var cells = new TreeMap<String, Value>();
        List<String> twice = new ArrayList<>();
        while (rows.next()) {
            LocalDate from = rows.getObject(4, LocalDateTime.class).toLocalDate();
            LocalDate to = rows.getObject(5, LocalDateTime.class).toLocalDate();
            for (LocalDate day = from; day.isBefore(to); day = day.plusDays(1)) {
                String cell = rows.getInt(1) + "@" + (day.toEpochDay() - ORIGIN.toEpochDay());
                if (cells.put(cell, new Value(rows.getInt(2), rows.getInt(3))) != null) {
                    twice.add(cell);
                }
            }
        }
        assertThat(twice).isEmpty();
        return cells;
    }
}
