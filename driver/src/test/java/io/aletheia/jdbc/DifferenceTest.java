package io.aletheia.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Random histories: what DIFF and CHANGES say of two states turns the one into the other, at every point of valid time. */
class DifferenceTest {
    private static final int HISTORIES = 30;
    private static final int COMMITS = 9;
    private static final int ENTITIES = 3;
    private static final int POINTS = 12;
    private static final LocalDate FIRST_POINT = LocalDate.of(2020, 1, 1);
    private static final LocalDate FIRST_COMMIT = LocalDate.of(2024, 1, 1);

    @Test
    void differencesTurnOneStateIntoTheOther() throws SQLException {
        for (long seed = 1; seed <= HISTORIES; seed++) {
            try (Connection connection = DriverManager.getConnection("jdbc:aletheia:mem:");
                    Statement statement = connection.createStatement()) {
                var random = new Random(seed);
                makeHistory(statement, random);
                for (int pair = 0; pair < 12; pair++) {
                    LocalDate first = FIRST_COMMIT.plusDays(random.nextInt(COMMITS + 1));
                    LocalDate second = FIRST_COMMIT.plusDays(random.nextInt(COMMITS + 1));
                    check(statement, "DIFF", first, second, "seed " + seed);
                    if (!first.isAfter(second)) {
                        check(statement, "CHANGES", first, second, "seed " + seed);
                    }
                }
            }
        }
    }

    private static void makeHistory(Statement statement, Random random) throws SQLException {
        statement.execute("SET TRANSACTION SYSTEM_TIME " + literal(FIRST_COMMIT));
        statement.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER)");
        for (int commit = 1; commit <= COMMITS; commit++) {
            statement.execute("BEGIN");
            statement.execute("SET TRANSACTION SYSTEM_TIME " + literal(FIRST_COMMIT.plusDays(commit)));
            int statements = 1 + random.nextInt(3);
            for (int i = 0; i < statements; i++) {
                statement.executeUpdate(change(random));
            }
            statement.execute("COMMIT");
        }
    }

    private static String change(Random random) {
        int id = random.nextInt(ENTITIES);
        int from = random.nextInt(POINTS - 1);
        int to = from + 1 + random.nextInt(POINTS - from - 1);
        String portion = "FOR VALID_TIME FROM " + point(from) + " TO " + (to == POINTS - 1 ? "END_OF_TIME" : point(to));
        // Few values, so that corrections often restore what was there.
        int value = random.nextInt(3);
        return switch (random.nextInt(3)) {
            case 0 -> "UPSERT INTO t " + portion + " VALUES (" + id + ", " + value + ")";
            case 1 -> "UPDATE t " + portion + " SET v = " + value + " WHERE id <> " + id;
            default -> "DELETE FROM t " + portion + " WHERE id = " + id;
        };
    }

    private static void check(Statement statement, String function, LocalDate first, LocalDate second, String what)
            throws SQLException {
        Integer[][] state = state(statement, first);
        try (ResultSet rows = statement.executeQuery(
                "SELECT * FROM TABLE(" + function + "(t, " + literal(first) + ", " + literal(second) + "))")) {
            while (rows.next()) {
                Integer before = rows.getObject("old_v", Integer.class);
                Integer after = rows.getObject("new_v", Integer.class);
                Integer id = rows.getObject(after == null ? "old_id" : "new_id", Integer.class);
                assertThat(rows.getString("_op"))
                        .isEqualTo(before == null ? "INSERT" : after == null ? "DELETE" : "UPDATE");
                change(state[id], rows, before, after, what + " " + function);
            }
        }
        assertThat(Arrays.deepToString(state))
                .as("%s, %s from %s to %s", what, function, first, second)
                .isEqualTo(Arrays.deepToString(state(statement, second)));
    }

    private static void change(
            @Nullable Integer[] line, ResultSet rows, @Nullable Integer before, @Nullable Integer after, String what)
            throws SQLException {
        for (int point = 0; point < POINTS; point++) {
            if (covers(rows, point)) {
                assertThat(line[point]).as(what).isEqualTo(before);
                line[point] = after;
            }
        }
    }

    private static @Nullable Integer[][] state(Statement statement, LocalDate known) throws SQLException {
        @Nullable Integer[][] state = new @Nullable Integer[ENTITIES][POINTS];
        try (ResultSet rows = statement.executeQuery("SELECT id, v, _valid_from, _valid_to FROM t FOR VALID_TIME ALL"
                + " FOR SYSTEM_TIME AS OF " + literal(known))) {
            while (rows.next()) {
                for (int point = 0; point < POINTS; point++) {
                    if (covers(rows, point)) {
                        state[rows.getInt("id")][point] = rows.getInt("v");
                    }
                }
            }
        }
        return state;
    }

    private static boolean covers(ResultSet rows, int point) throws SQLException {
        LocalDateTime instant = FIRST_POINT.plusMonths(point).atStartOfDay();
        return !rows.getObject("_valid_from", LocalDateTime.class).isAfter(instant)
                && rows.getObject("_valid_to", LocalDateTime.class).isAfter(instant);
    }

    private static String point(int point) {
        return literal(FIRST_POINT.plusMonths(point));
    }

    private static String literal(LocalDate date) {
        return "DATE '" + date + "'";
    }
}
