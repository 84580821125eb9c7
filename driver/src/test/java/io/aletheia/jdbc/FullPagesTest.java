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
import java.util.List;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A table of several full pages, which are packed and, while nothing in them has ended, read without a look at each row. */
class FullPagesTest {
    private static final int HALF = 20_000;
    private static final int ROWS = 2 * HALF;

    private Connection connection;
    private Statement statement;
    private String betweenTheHalves;

    @BeforeEach
    void fill() throws SQLException {
        connection = DriverManager.getConnection("jdbc:aletheia:mem:");
        statement = connection.createStatement();
        statement.execute(
                "CREATE TABLE t (id BIGINT PRIMARY KEY, one SMALLINT, two INTEGER, three INTEGER, four BIGINT,"
                        + " eight BIGINT, constant INTEGER, sparse INTEGER, single REAL, precise DOUBLE, name VARCHAR)");
        insert(0, HALF);
        betweenTheHalves = now();
        insert(HALF, ROWS);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private void insert(int from, int to) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO t VALUES (?, ?, ?, ?, ?, ?, 7, ?, ?, ?, ?)")) {
            for (int i = from; i < to; i++) {
                insert.setLong(1, i);
                insert.setInt(2, i % 200 - 100);
                insert.setInt(3, i);
                insert.setInt(4, i * 400);
                insert.setLong(5, i * 100_000L);
                insert.setLong(6, wide(i));
                if (i % 3 == 0) {
                    insert.setNull(7, Types.INTEGER);
                } else {
                    insert.setInt(7, i);
                }
                insert.setFloat(8, i / 2f);
                insert.setDouble(9, i / 4.0);
                insert.setString(10, "name " + i % 50);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static long wide(int i) {
        return i % 2 == 0 ? Long.MIN_VALUE / 2 + i : Long.MAX_VALUE / 4 - i;
    }

    private String now() throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT CAST(CURRENT_TIMESTAMP AS VARCHAR)")) {
            row.next();
            return "TIMESTAMP WITH TIME ZONE '" + row.getString(1) + "'";
        }
    }

    @Test
    void everyWidthOfNumbersAddsUp() throws SQLException {
        assertSums("t", i -> true);
    }

    @Test
    void whatIsAskedAsOfThePastLeavesOutWhatCameLater() throws SQLException {
        assertSums("t FOR SYSTEM_TIME AS OF " + betweenTheHalves, i -> i < HALF);
        assertSums("t FOR VALID_TIME AS OF " + betweenTheHalves, i -> i < HALF);
        assertSums("t FOR VALID_TIME AS OF DATE '2001-01-01'", i -> false);
        assertSums("t FOR ALL VALID_TIME FOR SYSTEM_TIME AS OF " + betweenTheHalves, i -> i < HALF);
    }

    @Test
    void aRowThatEndedIsMissingFromItsPageOnly() throws SQLException {
        String before = now();
        statement.execute("DELETE FROM t FOR ALL VALID_TIME WHERE id = 5000");
        statement.execute("DELETE FROM t WHERE id = 30000");
        assertSums("t", i -> i != 5000 && i != 30_000);
        assertSums("t FOR SYSTEM_TIME AS OF " + before + " FOR VALID_TIME AS OF " + before, i -> true);
        assertSums("t FOR ALL VALID_TIME", i -> i != 5000);
    }

    @Test
    void anOlderSnapshotGoesOnSeeingWhatEnded() throws SQLException {
        try (Connection reader = DriverManager.getConnection("jdbc:aletheia:mem:full_pages");
                Connection writer = DriverManager.getConnection("jdbc:aletheia:mem:full_pages")) {
            execute(writer, "CREATE TABLE u (id BIGINT PRIMARY KEY, a BIGINT)");
            try (PreparedStatement insert = writer.prepareStatement("INSERT INTO u VALUES (?, 1)")) {
                for (int i = 0; i < HALF; i++) {
                    insert.setLong(1, i);
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            reader.setAutoCommit(false);
            assertThat(sum(reader)).isEqualTo(HALF);
            execute(writer, "UPDATE u SET a = 2 WHERE id < 10000");
            execute(writer, "DELETE FROM u WHERE id = 15000");
            assertThat(sum(reader)).isEqualTo(HALF);
            reader.commit();
            assertThat(sum(reader)).isEqualTo(HALF + 10_000 - 1);
        }
    }

    @Test
    void everyInstantShowsItsOwnRowsOfPagesThatWereOverwritten() throws SQLException {
        statement.execute("CREATE TABLE v (id BIGINT PRIMARY KEY, a BIGINT)");
        statement.execute("INSERT INTO v FOR VALID_TIME FROM DATE '2020-01-01' SELECT id, 1 FROM t");
        List<String> times = new ArrayList<>(List.of(now()));
        for (String change : List.of(
                "UPDATE v SET a = 2 WHERE MOD(id, 3) = 0",
                "UPDATE v FOR ALL VALID_TIME SET a = 30 WHERE MOD(id, 5) = 0",
                "DELETE FROM v WHERE MOD(id, 7) = 0")) {
            statement.execute(change);
            times.add(now());
        }
        for (int known = 0; known < times.size(); known++) {
            for (int instant = -1; instant < times.size(); instant++) {
                long expected = 0;
                for (int id = 0; id < ROWS; id++) {
                    expected += overwritten(id, known, instant);
                }
                String valid = instant < 0 ? "DATE '2020-01-01'" : times.get(instant);
                String sql = "SELECT SUM(a) FROM v FOR VALID_TIME AS OF " + valid + " FOR SYSTEM_TIME AS OF "
                        + times.get(known);
                try (ResultSet row = statement.executeQuery(sql)) {
                    row.next();
                    assertThat(row.getLong(1)).as(sql).isEqualTo(expected);
                }
            }
        }
    }

    /** The value of a row after so many of the changes, at a time before them or after so many of them. */
    private static long overwritten(int id, int known, int instant) {
        long value = 1;
        if (known >= 1 && instant >= 1 && id % 3 == 0) {
            value = 2;
        }
        if (known >= 2 && id % 5 == 0) {
            value = 30;
        }
        return known >= 3 && instant >= 3 && id % 7 == 0 ? 0 : value;
    }

    @Test
    void aRowThatStandsForTwoVersionsDoesNotTakeTheValueOfItsNeighbour() throws SQLException {
        statement.execute("CREATE TABLE w (id BIGINT PRIMARY KEY, a BIGINT)");
        statement.execute("INSERT INTO w FOR VALID_TIME FROM DATE '2020-01-01' SELECT id, id FROM t");
        // Cut rows stand for two versions, replaced ones for none.
        statement.execute("UPDATE w SET a = -id WHERE MOD(id, 4) = 0");
        statement.execute("DELETE FROM w FOR PORTION OF VALID_TIME FROM DATE '2021-01-01' TO DATE '2022-01-01'"
                + " WHERE MOD(id, 4) = 1");
        int[] versions = new int[ROWS];
        int[] versionsOfNow = new int[ROWS];
        try (ResultSet rows = statement.executeQuery(
                "SELECT id, _valid_from = _system_from OR _system_to < END_OF_TIME FROM HISTORY.w")) {
            while (rows.next()) {
                versions[rows.getInt(1)]++;
                versionsOfNow[rows.getInt(1)] += rows.getBoolean(2) ? 1 : 0;
            }
        }
        for (int id = 0; id < ROWS; id++) {
            assertThat(versions[id]).as("versions of %d", id).isEqualTo(id % 4 < 2 ? 3 : 1);
            assertThat(versionsOfNow[id])
                    .as("versions of %d that a change made or ended", id)
                    .isEqualTo(id % 4 == 0 ? 2 : id % 4 == 1 ? 1 : 0);
        }
    }

    @Test
    void boundsAndTextsComeWithTheirRows() throws SQLException {
        try (ResultSet rows = statement.executeQuery(
                "SELECT id, name, _valid_from = _system_from, _valid_to FROM t FOR ALL VALID_TIME FOR ALL SYSTEM_TIME")) {
            int count = 0;
            while (rows.next()) {
                assertThat(rows.getString(2)).isEqualTo("name " + rows.getLong(1) % 50);
                assertThat(rows.getBoolean(3)).isTrue();
                assertThat(rows.getString(4)).startsWith("9999-12-30");
                count++;
            }
            assertThat(count).isEqualTo(ROWS);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement own = connection.createStatement()) {
            own.execute(sql);
        }
    }

    private static long sum(Connection connection) throws SQLException {
        try (Statement own = connection.createStatement();
                ResultSet row = own.executeQuery("SELECT SUM(a) FROM u")) {
            row.next();
            return row.getLong(1);
        }
    }

    private void assertSums(String table, IntPredicate has) throws SQLException {
        long rows = 0;
        long[] sums = new long[7];
        double halves = 0;
        double quarters = 0;
        for (int i = 0; i < ROWS; i++) {
            if (has.test(i)) {
                rows++;
                sums[0] += i % 200 - 100;
                sums[1] += i;
                sums[2] += i * 400L;
                sums[3] += i * 100_000L;
                sums[4] += wide(i) / 1_000_000;
                sums[5] += 7;
                sums[6] += i % 3 == 0 ? 0 : i;
                halves += i / 2f;
                quarters += i / 4.0;
            }
        }
        try (ResultSet row = statement.executeQuery("SELECT COUNT(*), SUM(one), SUM(two), SUM(three), SUM(four),"
                + " SUM(eight / 1000000), SUM(constant), SUM(sparse), SUM(single), SUM(precise), COUNT(name) FROM "
                + table)) {
            row.next();
            assertThat(row.getLong(1)).as(table).isEqualTo(rows);
            for (int i = 0; i < sums.length; i++) {
                assertThat(row.getLong(i + 2)).as(table + ", sum " + i).isEqualTo(sums[i]);
            }
            // All are multiples of a quarter, which adding keeps exact.
            assertThat(row.getDouble(9)).as(table).isEqualTo(halves);
            assertThat(row.getDouble(10)).as(table).isEqualTo(quarters);
            assertThat(row.getLong(11)).as(table).isEqualTo(rows);
        }
    }
}
