package io.aletheia.examples.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/**
 * Loads more versions than the heap could hold, makes a checkpoint, opens the database again and asks. To be started with a small
 * heap, {@code java -Xmx512m}; arguments: an empty directory, the number of entities, the versions of each.
 */
public final class LargerThanHeap {
    private static final int ROWS_PER_COPY = 50_000;

    private final Path directory;
    private final int entities;
    private final int versions;
    private final PrintStream out;
    private long started = System.nanoTime();

    private LargerThanHeap(Path directory, int entities, int versions, PrintStream out) {
        this.directory = directory;
        this.entities = entities;
        this.versions = versions;
        this.out = out;
    }

    /** Runs all steps and prints what each took. */
    public static void main(String[] arguments) throws Exception {
        new LargerThanHeap(
                        Path.of(arguments[0]),
                        Integer.parseInt(arguments[1]),
                        Integer.parseInt(arguments[2]),
                        System.out)
                .run();
    }

    private void run() throws SQLException, IOException {
        String url = "jdbc:aletheia:file:" + directory.resolve("large") + ";closeDelay=0";
        out.printf(Locale.ROOT, "heap of %d MiB%n", Runtime.getRuntime().maxMemory() >> 20);
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE NODE TABLE reading (id BIGINT PRIMARY KEY, name VARCHAR(40), score INTEGER)");
            load(statement);
            step("loaded " + (long) entities * versions + " versions");
            ask(statement);
            statement.execute("CHECKPOINT");
            step("checkpoint");
        }
        step("closed");
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            step("opened again");
            ask(statement);
        }
        step("closed");
    }

    /** Version v of an entity holds in day v of January and, the last one, from then on. */
    private void load(Statement statement) throws SQLException, IOException {
        Path file = directory.resolve("part.csv");
        for (int version = 0; version < versions; version++) {
            String from = String.format(Locale.ROOT, "2020-01-%02d", version + 1);
            String to = version + 1 == versions ? "" : String.format(Locale.ROOT, "2020-01-%02d", version + 2);
            for (int first = 0; first < entities; first += ROWS_PER_COPY) {
                try (Writer target = Files.newBufferedWriter(file)) {
                    target.write("id,name,score,_valid_from,_valid_to\n");
                    for (int i = first; i < Math.min(entities, first + ROWS_PER_COPY); i++) {
                        target.write(i + ",name " + i + "," + (i + version) % 1000 + "," + from + "," + to + "\n");
                    }
                }
                statement.executeUpdate("COPY reading FROM '" + file + "' (HEADER)");
            }
        }
        Files.delete(file);
    }

    private void ask(Statement statement) throws SQLException {
        ask(statement, "SELECT COUNT(*), SUM(score) FROM reading");
        ask(statement, "SELECT COUNT(*), SUM(score) FROM reading FOR VALID_TIME AS OF DATE '2020-01-03'");
        ask(statement, "SELECT COUNT(*) FROM HISTORY.reading");
        ask(statement, "SELECT COUNT(*), SUM(score) FROM HISTORY.reading WHERE id = " + entities / 2);
    }

    private void ask(Statement statement, String sql) throws SQLException {
        try (ResultSet result = statement.executeQuery(sql)) {
            result.next();
            int columns = result.getMetaData().getColumnCount();
            step(sql + ": " + result.getLong(1) + (columns > 1 ? ", " + result.getLong(2) : ""));
        }
    }

    private void step(String what) {
        long now = System.nanoTime();
        out.printf(Locale.ROOT, "%8.2f s  %s%n", (now - started) / 1e9, what);
        started = now;
    }
}
