package io.aletheia.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random changes to a table of several full pages, so that their rows end here and there: cut, closed, replaced and erased. What is
 * seen at an instant, in a range of valid time and at all of it is held against the list of all versions, by readers from before
 * and after the changes, again and again, since what is read twice is read another way. The list itself is held against what was
 * seen when the changes were made. Run on with {@code -Daletheia.histories=100 -Daletheia.seed=1000}.
 */
class OverwrittenPagesTest {
    private static final int HISTORIES = Integer.getInteger("aletheia.histories", 1);
    private static final int SEED = Integer.getInteger("aletheia.seed", 1);
    private static final int ROWS = 20_000;
    private static final int CHANGES = 16;
    private static final int QUESTIONS = 12;
    private static final String TEN_YEARS_AGO = "2016-01-01 00:00:00";

    @TempDir
    Path directory;

    private record Version(
            long value,
            LocalDateTime validFrom,
            LocalDateTime validTo,
            LocalDateTime systemFrom,
            LocalDateTime systemTo) {
        boolean isValidAt(LocalDateTime instant) {
            return !validFrom.isAfter(instant) && instant.isBefore(validTo);
        }

        boolean overlaps(LocalDateTime from, LocalDateTime to) {
            return validFrom.isBefore(to) && from.isBefore(validTo);
        }

        boolean isKnownAt(LocalDateTime instant) {
            return !systemFrom.isAfter(instant) && instant.isBefore(systemTo);
        }
    }

    /** A connection whose transaction began at a time, and what it saw then. */
    private record Reader(Connection connection, long sum, long count) {}

    @Test
    void everyReadSeesWhatTheListOfVersionsSays() throws SQLException {
        for (int seed = SEED; seed < SEED + HISTORIES; seed++) {
            run(seed);
        }
    }

    private void run(int seed) throws SQLException {
        var random = new Random(seed);
        String url = "jdbc:aletheia:file:" + directory.resolve("db" + seed) + ";closeDelay=0";
        Map<LocalDateTime, Long> sums = new HashMap<>();
        var times = new ArrayList<LocalDateTime>(List.of(LocalDateTime.parse(TEN_YEARS_AGO.replace(' ', 'T'))));
        fill(url);
        times.add(trickle(url));
        for (int part = 0; part < 2; part++) {
            var readers = new ArrayList<Reader>();
            try (Connection connection = DriverManager.getConnection(url)) {
                for (int i = 0; i < CHANGES / 2; i++) {
                    change(connection, random);
                    LocalDateTime time = time(connection);
                    times.add(time);
                    sums.put(time, number(connection, "SELECT SUM(v) FROM t"));
                    if (random.nextInt(3) == 0) {
                        readers.add(reader(url));
                    }
                }
                check(connection, random, times, sums, "seed " + seed);
                for (Reader reader : readers) {
                    for (int again = 0; again < 3; again++) {
                        assertThat(number(reader.connection, "SELECT SUM(v) FROM t"))
                                .as("seed %d", seed)
                                .isEqualTo(reader.sum);
                        assertThat(number(reader.connection, "SELECT COUNT(*) FROM t FOR ALL VALID_TIME"))
                                .as("seed %d", seed)
                                .isEqualTo(reader.count);
                    }
                    reader.connection.close();
                }
            }
        }
    }

    private static void fill(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url)) {
            execute(connection, "CREATE TABLE t (id BIGINT PRIMARY KEY, v BIGINT)");
            connection.setAutoCommit(false);
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO t (id, v, _valid_from) VALUES (?, 1, TIMESTAMP '" + TEN_YEARS_AGO + "')")) {
                for (int i = 0; i < ROWS; i++) {
                    insert.setLong(1, i);
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            connection.commit();
        }
    }

    /** A commit for each row, so that a page's rows begin one after the other; returns a time amid them. */
    private static LocalDateTime trickle(String url) throws SQLException {
        LocalDateTime time = LocalDateTime.MAX;
        try (Connection connection = DriverManager.getConnection(url + ";durability=ASYNC");
                PreparedStatement update = connection.prepareStatement("UPDATE t SET v = 2 WHERE id = ?")) {
            for (int i = 0; i < ROWS / 2; i++) {
                update.setLong(1, 2L * i);
                update.executeUpdate();
                if (i == ROWS / 4) {
                    time = time(connection);
                }
            }
        }
        return time;
    }

    private static Reader reader(String url) throws SQLException {
        Connection connection = DriverManager.getConnection(url);
        connection.setAutoCommit(false);
        return new Reader(
                connection,
                number(connection, "SELECT SUM(v) FROM t"),
                number(connection, "SELECT COUNT(*) FROM t FOR ALL VALID_TIME"));
    }

    private static void change(Connection connection, Random random) throws SQLException {
        int step = 1 + random.nextInt(9);
        int from = random.nextInt(ROWS);
        String rows =
                " WHERE MOD(id, " + step + ") = 0 AND id BETWEEN " + from + " AND " + (from + random.nextInt(ROWS));
        String portion =
                " FOR PORTION OF VALID_TIME FROM DATE '2020-01-01' TO DATE '20" + (21 + random.nextInt(3)) + "-01-01'";
        String value = String.valueOf(random.nextInt(100));
        switch (random.nextInt(8)) {
            case 0, 1, 2 -> execute(connection, "UPDATE t SET v = " + value + rows);
            case 3 -> execute(connection, "UPDATE t" + portion + " SET v = " + value + rows);
            case 4 -> execute(connection, "UPDATE t FOR ALL VALID_TIME SET v = " + value + rows);
            case 5 -> execute(connection, "DELETE FROM t" + (random.nextBoolean() ? portion : "") + rows);
            case 6 -> execute(connection, "ERASE FROM t" + rows + " AND MOD(id, 50) = 0");
            default -> {
                execute(connection, "UPDATE t SET v = v + 1" + rows);
                execute(connection, "CHECKPOINT");
            }
        }
    }

    private static void check(
            Connection connection, Random random, List<LocalDateTime> times, Map<LocalDateTime, Long> sums, String when)
            throws SQLException {
        List<Version> versions = versions(connection);
        for (int i = 0; i < QUESTIONS; i++) {
            LocalDateTime valid = times.get(random.nextInt(times.size()));
            LocalDateTime known = times.get(1 + random.nextInt(times.size() - 1));
            String asKnown = " FOR SYSTEM_TIME AS OF TIMESTAMP '" + text(known) + "'";
            String asValid = " FOR VALID_TIME AS OF TIMESTAMP '" + text(valid) + "'";
            String range = " FOR VALID_TIME FROM DATE '2019-01-01' TO TIMESTAMP '" + text(valid) + "'";
            LocalDateTime start = LocalDateTime.parse("2019-01-01T00:00");
            check(
                    connection,
                    versions,
                    asValid + asKnown,
                    each -> each.isValidAt(valid) && each.isKnownAt(known),
                    when);
            check(
                    connection,
                    versions,
                    range + asKnown,
                    each -> start.isBefore(valid) && each.overlaps(start, valid) && each.isKnownAt(known),
                    when);
            check(connection, versions, " FOR ALL VALID_TIME" + asKnown, each -> each.isKnownAt(known), when);
            check(
                    connection,
                    versions,
                    asValid,
                    each -> each.isValidAt(valid) && each.systemTo.getYear() == 9999,
                    when);
            check(connection, versions, " FOR ALL VALID_TIME", each -> each.systemTo.getYear() == 9999, when);
        }
        // What is erased is gone from the past as well, so only what was seen since the last erasure is the same now.
        for (Map.Entry<LocalDateTime, Long> seen : sums.entrySet()) {
            LocalDateTime time = seen.getKey();
            boolean erasedSince = number(
                            connection,
                            "SELECT COUNT(*) FROM INFORMATION_SCHEMA.ERASURES WHERE SYSTEM_TIME > TIMESTAMP '"
                                    + text(time) + "'")
                    > 0;
            if (!erasedSince) {
                String at = "TIMESTAMP '" + text(time) + "'";
                assertThat(number(
                                connection,
                                "SELECT SUM(v) FROM t FOR VALID_TIME AS OF " + at + " FOR SYSTEM_TIME AS OF " + at))
                        .as("%s: as of %s", when, at)
                        .isEqualTo(seen.getValue());
            }
        }
    }

    private static void check(
            Connection connection, List<Version> versions, String clauses, Predicate<Version> isSeen, String when)
            throws SQLException {
        long count = 0;
        long sum = 0;
        long bounds = 0;
        for (Version each : versions) {
            if (isSeen.test(each)) {
                count++;
                sum += each.value;
                bounds += each.validTo.getDayOfYear();
            }
        }
        for (int again = 0; again < 3; again++) {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT COUNT(*), COALESCE(SUM(v), 0) FROM t" + clauses)) {
                row.next();
                assertThat(row.getLong(1)).as("%s: count%s", when, clauses).isEqualTo(count);
                assertThat(row.getLong(2)).as("%s: sum%s", when, clauses).isEqualTo(sum);
            }
            assertThat(number(connection, "SELECT COALESCE(SUM(EXTRACT(DOY FROM _valid_to)), 0) FROM t" + clauses))
                    .as("%s: bounds%s", when, clauses)
                    .isEqualTo(bounds);
        }
    }

    private static List<Version> versions(Connection connection) throws SQLException {
        var versions = new ArrayList<Version>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT v, _valid_from, _valid_to, _system_from, _system_to FROM HISTORY.t")) {
            while (rows.next()) {
                versions.add(new Version(
                        rows.getLong(1),
                        rows.getObject(2, LocalDateTime.class),
                        rows.getObject(3, LocalDateTime.class),
                        rows.getObject(4, LocalDateTime.class),
                        rows.getObject(5, LocalDateTime.class)));
            }
        }
        return versions;
    }

    private static LocalDateTime time(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT LOCALTIMESTAMP")) {
            row.next();
            return row.getObject(1, LocalDateTime.class);
        }
    }

    private static String text(LocalDateTime time) {
        return time.toString().replace('T', ' ');
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
