package io.aletheia.examples.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A sum with a filter and groups of a thousand over many rows in memory, by one thread and by two, in turns with DuckDB; and rows that are
 * sorted in less memory than they take. Started by {@code examples/figures scans [millions of rows [rounds]]} and
 * {@code examples/figures sort [millions of rows]}.
 */
public final class ScanFigures {
    private static final int MILLION = 1_000_000;
    private static final String SUM = "SELECT count(*), sum(x) FROM facts WHERE v < 500";
    private static final String GROUPS = "SELECT k, count(*), sum(x) FROM facts GROUP BY k ORDER BY k";

    /** Who is asked, how, and what must be said to it first. */
    private record Asked(String title, Connection connection, String setting) {}

    private ScanFigures() {}

    /** The first argument is {@code scans} or {@code sort}. */
    public static void main(String[] arguments) throws Exception {
        int millions = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10;
        if (arguments[0].equals("sort")) {
            sort(millions);
        } else {
            scans(millions, arguments.length > 2 ? Integer.parseInt(arguments[2]) : 7);
        }
    }

    private static void scans(int millions, int rounds) throws SQLException {
        try (Connection aletheia = DriverManager.getConnection("jdbc:aletheia:mem:scans");
                Connection duckdb = DriverManager.getConnection("jdbc:duckdb:")) {
            execute(
                    duckdb,
                    "CREATE TABLE facts AS SELECT CAST(i % 1000 AS INTEGER) AS k, CAST(i * 7919 % 1000 AS INTEGER)"
                            + " AS v, i / 7.0::DOUBLE AS x FROM range(" + millions * (long) MILLION + ") AS r(i)");
            loadAletheia(aletheia, millions);
            List<Asked> all = List.of(
                    new Asked("DuckDB, 1 thread", duckdb, "SET threads = 1"),
                    new Asked("Aletheia, 1 thread", aletheia, "SET queryThreads TO '1'"),
                    new Asked("DuckDB, 2 threads", duckdb, "SET threads = 2"),
                    new Asked("Aletheia, 2 threads", aletheia, "SET queryThreads TO '2'"));
            List<Sample> samples = new ArrayList<>();
            for (Asked asked : all) {
                samples.add(new Sample(asked.title + ": sum and filter", "ms"));
                samples.add(new Sample(asked.title + ": groups of a thousand", "ms"));
            }
            for (int round = -2; round < rounds; round++) {
                for (int i = 0; i < all.size(); i++) {
                    execute(all.get(i).connection, all.get(i).setting);
                    double sum = millis(all.get(i).connection, SUM);
                    double groups = millis(all.get(i).connection, GROUPS);
                    if (round >= 0) {
                        samples.get(2 * i).add(sum);
                        samples.get(2 * i + 1).add(groups);
                    }
                }
            }
            samples.forEach(sample -> System.out.println(sample.row()));
        }
    }

    private static void loadAletheia(Connection connection, int millions) throws SQLException {
        execute(connection, "CREATE TABLE n (n INTEGER PRIMARY KEY)");
        execute(
                connection,
                "INSERT INTO n WITH RECURSIVE c(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM c WHERE n < 999)"
                        + " SELECT n FROM c");
        execute(connection, "CREATE TABLE facts (k INTEGER, v INTEGER, x DOUBLE PRECISION)");
        for (int million = 0; million < millions; million++) {
            execute(
                    connection,
                    "INSERT INTO facts SELECT CAST(MOD(i, 1000) AS INTEGER), CAST(MOD(i * 7919, 1000) AS INTEGER),"
                            + " i / 7.0e0 FROM (SELECT " + million
                            + " * CAST(1000000 AS BIGINT) + a.n * 1000 + b.n AS i"
                            + " FROM n AS a, n AS b) AS r");
        }
    }

    private static double millis(Connection connection, String query) throws SQLException {
        long start = System.nanoTime();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            long rows = 0;
            while (result.next()) {
                rows += result.getLong(2) > 0 ? 1 : 0;
            }
            if (rows == 0) {
                throw new IllegalStateException("no rows");
            }
        }
        return (System.nanoTime() - start) / 1e6;
    }

    /** Sorts rows by an expression in 256 MiB, and checks that they come in order and that none is missing. */
    private static void sort(int millions) throws SQLException, IOException {
        Path directory = Files.createTempDirectory("aletheia-sort");
        try (Connection connection = DriverManager.getConnection(
                "jdbc:aletheia:file:" + directory.resolve("db") + ";maxQueryMemory=256MiB;closeDelay=0")) {
            execute(connection, "CREATE TABLE n (n INTEGER PRIMARY KEY)");
            execute(
                    connection,
                    "INSERT INTO n WITH RECURSIVE c(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM c WHERE n < 999)"
                            + " SELECT n FROM c");
            String rows = "SELECT MOD(i * 7919, 1000003) * 1000 + MOD(i, 1000) AS r, i FROM (SELECT"
                    + " CAST(a.n AS BIGINT) * 1000000 + b.n * 1000 + c.n AS i FROM n AS a, n AS b, n AS c WHERE a.n < "
                    + millions
                    + ") AS s ORDER BY r";
            long start = System.nanoTime();
            long count = 0;
            long last = Long.MIN_VALUE;
            try (Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery(rows)) {
                while (result.next()) {
                    if (result.getLong(1) < last) {
                        throw new IllegalStateException("row " + count + " is out of order");
                    }
                    last = result.getLong(1);
                    count++;
                }
            }
            if (count != millions * (long) MILLION) {
                throw new IllegalStateException(count + " rows");
            }
            System.out.printf(
                    Locale.ROOT,
                    "| %d million rows sorted in 256 MiB | %.1f s |%n",
                    millions,
                    (System.nanoTime() - start) / 1e9);
        } finally {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
