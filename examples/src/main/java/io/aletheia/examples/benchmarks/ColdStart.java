package io.aletheia.examples.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** What a program waits for at first, in a JVM of its own for each time: connecting, and the first query of either lane. */
public final class ColdStart {
    private static final String FAST = "SELECT name FROM person WHERE id = 1";
    private static final String PLANNED =
            "SELECT p.name, count(*) FROM person p JOIN person q ON q.boss = p.id GROUP BY p.name";

    private ColdStart() {}

    /** Connects to the first argument and runs the second, then prints the milliseconds of both. */
    public static void main(String[] arguments) throws SQLException {
        long begun = System.nanoTime();
        try (Connection connection = DriverManager.getConnection(arguments[0])) {
            long connected = System.nanoTime();
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(arguments[1])) {
                rows.next();
            }
            long answered = System.nanoTime();
            System.out.println((connected - begun) / 1e6 + " " + (answered - connected) / 1e6);
        }
    }

    static List<Sample> measure(Path directory, int rounds) throws SQLException, IOException, InterruptedException {
        var empty = new Sample("connecting to an empty database, first thing in a JVM", "ms");
        var fast = new Sample("first query of a JVM, by key, after connecting", "ms");
        var planned = new Sample("first query of a JVM, planned, after connecting", "ms");
        var h2 = new Sample("h2: connecting to an empty database in memory, first thing in a JVM", "ms");
        var h2Fast = new Sample("h2: first query of a JVM, by key, after connecting", "ms");
        String url = "jdbc:aletheia:file:" + directory.resolve("cold");
        String script = "CREATE TABLE person (id BIGINT PRIMARY KEY, boss BIGINT, name VARCHAR(40))";
        try (Connection connection = DriverManager.getConnection(url + ";closeDelay=0");
                Statement statement = connection.createStatement()) {
            statement.execute(script);
            statement.execute("INSERT INTO person VALUES (1, NULL, 'a'), (2, 1, 'b')");
        }
        for (int round = 0; round < rounds; round++) {
            empty.add(run("jdbc:aletheia:file:" + directory.resolve("empty" + round), "SELECT 1")[0]);
            fast.add(run(url, FAST)[1]);
            planned.add(run(url, PLANNED)[1]);
            h2.add(run("jdbc:h2:mem:", "SELECT 1")[0]);
            h2Fast.add(run("jdbc:h2:mem:;INIT=" + script.replace(";", "\\;"), FAST)[1]);
        }
        return List.of(empty, fast, planned, h2, h2Fast);
    }

    private static double[] run(String url, String sql) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ColdStart.class.getName(),
                        url,
                        sql)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("the process failed: " + output);
        }
        int space = output.indexOf(' ');
        return new double[] {
            Double.parseDouble(output.substring(0, space)), Double.parseDouble(output.substring(space + 1))
        };
    }
}
