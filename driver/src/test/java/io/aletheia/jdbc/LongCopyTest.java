package io.aletheia.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** COPY of a file so long that a thread of its own reads ahead. */
class LongCopyTest {
    private static final int LINES = 30_000;

    @TempDir
    private Path directory;

    private Connection connection;
    private Statement statement;

    @BeforeEach
    void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:aletheia:mem:");
        statement = connection.createStatement();
        statement.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, amount INTEGER)");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("aletheia-copy-"));
    }

    /** A file whose line of a number is another text. */
    private Path file(int oddLine, String oddText) throws IOException {
        Path file = directory.resolve("data.csv");
        try (Writer out = Files.newBufferedWriter(file)) {
            for (int line = 1; line <= LINES; line++) {
                out.write(line == oddLine ? oddText : line + "," + line * 2);
                out.write('\n');
            }
        }
        return file;
    }

    private SQLException failure(Path file) {
        return catchThrowableOfType(SQLException.class, () -> statement.execute("COPY t FROM '" + file + "'"));
    }

    private long sum() throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT COUNT(*) + COALESCE(SUM(amount), 0) FROM t")) {
            row.next();
            return row.getLong(1);
        }
    }

    @Test
    void everyLineIsLoaded() throws Exception {
        assertThat(statement.executeUpdate("COPY t FROM '" + file(0, "") + "'")).isEqualTo(LINES);
        assertThat(sum()).isEqualTo(LINES + LINES * (LINES + 1L));
    }

    @Test
    void aBadValueFarDownNamesItsLineAndNothingStays() throws Exception {
        SQLException failure = failure(file(25_001, "25001,x"));
        assertThat(failure.getMessage()).contains("line 25001");
        assertThat(failure.getSQLState()).isEqualTo("22018");
        assertThat(sum()).isZero();
    }

    @Test
    void theFirstErrorOfTheFileIsTheOneThatIsReported() throws Exception {
        // The key is there already when its row is inserted, while the reader has met the bad value long before.
        statement.execute("INSERT INTO t VALUES (600, 0)");
        SQLException failure = failure(file(3_000, "x,y"));
        assertThat(failure.getMessage()).contains("line 600");
        assertThat(failure.getSQLState()).isEqualTo("23505");
        assertThat(sum()).isOne();
    }

    @Test
    void anInterruptIsKeptForItsOwner() throws Exception {
        Path file = file(0, "");
        Thread.currentThread().interrupt();
        try {
            assertThat(statement.executeUpdate("COPY t FROM '" + file + "'")).isEqualTo(LINES);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    /** A file of edges from each node to the one after the next, whose line of a number is another text. */
    private Path edges(int oddLine, String oddText) throws IOException {
        Path file = directory.resolve("edges.csv");
        try (Writer out = Files.newBufferedWriter(file)) {
            for (int line = 1; line <= LINES; line++) {
                String usual = line + "," + (line + 1) % LINES + "," + line % 7 + ",2021-01-01,2022-01-01";
                out.write(line == oddLine ? oddText : usual);
                out.write('\n');
            }
        }
        return file;
    }

    private String copyEdges(Path file) {
        return "COPY e (source, target, weight, _valid_from, _valid_to) FROM '" + file + "'";
    }

    private void makeNodes() throws SQLException {
        statement.execute("CREATE TABLE n (id INTEGER PRIMARY KEY)");
        statement.execute("CREATE EDGE TABLE e (FROM n, TO n, weight INTEGER)");
        statement.execute("CREATE EDGE TABLE clipped (FROM n, TO n, weight INTEGER) WITH (ENDPOINT_POLICY = 'CLIP')");
    }

    private Path nodes() throws IOException {
        Path file = directory.resolve("nodes.csv");
        try (Writer out = Files.newBufferedWriter(file)) {
            for (int id = 0; id <= LINES; id++) {
                out.write(id + ",2020-01-01,\n");
            }
        }
        return file;
    }

    private long number(String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Test
    void edgesLieBetweenTheNodesThatTheirLinesName() throws Exception {
        makeNodes();
        statement.execute("COPY n (id, _valid_from, _valid_to) FROM '" + nodes() + "'");
        assertThat(statement.executeUpdate(copyEdges(edges(0, "")))).isEqualTo(LINES);
        assertThat(number("SELECT COUNT(*) FROM e FOR VALID_TIME AS OF DATE '2021-06-01'"
                        + " WHERE target = MOD(source + 1, " + LINES + ") AND weight = MOD(source, 7)"))
                .isEqualTo(LINES);
        assertThat(number("SELECT COUNT(*) FROM e FOR VALID_TIME AS OF DATE '2022-01-01'"))
                .isZero();
    }

    @Test
    void edgesFindTheNodesOfTheirOwnTransaction() throws Exception {
        makeNodes();
        connection.setAutoCommit(false);
        statement.execute("COPY n (id, _valid_from, _valid_to) FROM '" + nodes() + "'");
        assertThat(statement.executeUpdate(copyEdges(edges(0, "")))).isEqualTo(LINES);
        connection.commit();
        connection.setAutoCommit(true);
        assertThat(number("SELECT COUNT(*) FROM e FOR VALID_TIME AS OF DATE '2021-06-01'"
                        + " WHERE target = MOD(source + 1, " + LINES + ")"))
                .isEqualTo(LINES);
    }

    @Test
    void nodesThatTheTransactionEndedAreNotThere() throws Exception {
        makeNodes();
        statement.execute("COPY n (id, _valid_from, _valid_to) FROM '" + nodes() + "'");
        connection.setAutoCommit(false);
        statement.execute("DELETE FROM n FOR ALL VALID_TIME WHERE id = 20000");
        SQLException failure =
                catchThrowableOfType(SQLException.class, () -> statement.execute(copyEdges(edges(0, ""))));
        assertThat(failure.getMessage()).contains("line 19999");
        assertThat(failure.getSQLState()).isEqualTo("23503");
        connection.rollback();
        connection.setAutoCommit(true);
        assertThat(statement.executeUpdate(copyEdges(edges(0, "")))).isEqualTo(LINES);
    }

    @Test
    void anEdgeWithoutItsNodeNamesItsLineAndNothingStays() throws Exception {
        makeNodes();
        statement.execute("COPY n (id, _valid_from, _valid_to) FROM '" + nodes() + "'");
        for (String odd : new String[] {"7,900000,1,2021-01-01,2022-01-01", "7,8,1,2019-12-31,2022-01-01"}) {
            SQLException failure =
                    catchThrowableOfType(SQLException.class, () -> statement.execute(copyEdges(edges(24_001, odd))));
            assertThat(failure.getMessage()).contains("line 24001");
            assertThat(failure.getSQLState()).isEqualTo("23503");
            assertThat(number("SELECT COUNT(*) FROM HISTORY.e")).isZero();
        }
    }

    @Test
    void edgesBeyondTheirNodesAreClippedWhereTheirTableSaysSo() throws Exception {
        makeNodes();
        statement.execute("COPY n (id, _valid_from, _valid_to) FROM '" + nodes() + "'");
        Path file = edges(24_001, "7,8,1,2019-01-01,2022-01-01");
        statement.execute("COPY clipped (source, target, weight, _valid_from, _valid_to) FROM '" + file + "'");
        assertThat(String.valueOf(statement.getWarnings())).contains("1 edge was clipped");
        assertThat(number("SELECT COUNT(*) FROM HISTORY.clipped WHERE _valid_from = TIMESTAMP '2020-01-01 00:00:00'"))
                .isOne();
        assertThat(number("SELECT COUNT(*) FROM HISTORY.clipped")).isEqualTo(LINES);
    }
}
