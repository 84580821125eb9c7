package io.aletheia.examples.benchmarks;

import io.aletheia.engine.model.RecoveryEstimate;
import io.aletheia.query.OfflineTools;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

/** How fast a log is read and replayed, and how long the opening of a large database takes until its first answer. */
final class RecoveryTime {
    private static final int COMMITS = 1_000_000;
    private static final int NODES = 1_000_000;
    private static final int EDGES = 3_000_000;

    private final Path directory;
    private final Sample replay = new Sample("replay of commits of one row", "operations/s");
    private final Sample scan = new Sample("reading of that log, checksums included", "GB/s");
    private final Sample replayLarge = new Sample("replay of commits of a thousand rows", "operations/s");
    private final Sample scanLarge = new Sample("reading of the log of those, checksums included", "GB/s");
    private final Sample open = new Sample("opening 1 M nodes and 3 M edges, to the first answer", "s");
    private final Sample warm = new Sample("the same without what is first in a process", "s");
    private final Sample pattern = new Sample("the same to the first answer of a pattern over the edges", "s");

    RecoveryTime(Path directory) {
        this.directory = directory;
    }

    private String url(Path database) {
        return "jdbc:aletheia:file:" + database + ";closeDelay=0;checkpointIntervalSeconds=0;checkpointLogSize=1024GiB";
    }

    List<Sample> measure(int rounds) throws SQLException, IOException {
        Path image = killedAfterCommitsOf(1);
        Path imageLarge = killedAfterCommitsOf(1000);
        for (int round = 0; round < rounds; round++) {
            replay(image, scan, replay);
            replay(imageLarge, scanLarge, replayLarge);
        }
        Path large = directory.resolve("large");
        load(large);
        for (int round = 0; round <= rounds; round++) {
            (round == 0 ? open : warm).add(secondsToFirstAnswer(large, "SELECT name FROM n WHERE id = 77777"));
            pattern.add(secondsToFirstAnswer(
                    large, "SELECT * FROM GRAPH_TABLE (MATCH (a:n WHERE a.id = 77777)-[:e]->(b:n) COLUMNS (b.name))"));
        }
        return List.of(replay, scan, replayLarge, scanLarge, open, warm, pattern);
    }

    /** The files of a database whose log holds a million rows that no checkpoint has. */
    private Path killedAfterCommitsOf(int rows) throws SQLException, IOException {
        Path log = directory.resolve("replayed" + rows);
        Path image = directory.resolve("killed" + rows);
        try (Connection connection = DriverManager.getConnection(url(log) + ";durability=ASYNC");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE r (id INTEGER PRIMARY KEY, payload VARCHAR)");
            connection.setAutoCommit(rows == 1);
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO r VALUES (?, ?)")) {
                for (int id = 0; id < COMMITS; id++) {
                    insert.setInt(1, id);
                    insert.setString(2, "a payload of some sixty bytes, as a small row of a table has them");
                    insert.executeUpdate();
                    if (rows > 1 && (id + 1) % rows == 0) {
                        connection.commit();
                    }
                }
            }
            connection.setAutoCommit(true);
            statement.execute("FLUSH WAL");
            copy(log, image);
        }
        return image;
    }

    private void replay(Path image, Sample bytes, Sample operations) throws SQLException {
        long start = System.nanoTime();
        RecoveryEstimate read = OfflineTools.estimateRecovery(image);
        bytes.add(read.logBytes() / (double) (System.nanoTime() - start));
        try (Connection connection = DriverManager.getConnection(url(image) + ";readOnly=true");
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT OPERATIONS, DURATION_MICROS FROM INFORMATION_SCHEMA.RECOVERY")) {
            row.next();
            operations.add(row.getLong(1) / (row.getLong(2) / 1e6));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    private void load(Path database) throws SQLException, IOException {
        Path nodes = directory.resolve("large-nodes.csv");
        try (BufferedWriter out = Files.newBufferedWriter(nodes)) {
            out.write("id,name,score\n");
            for (int i = 0; i < NODES; i++) {
                out.write(i + ",name " + i + "," + (i % 1000) + "\n");
            }
        }
        Path edges = directory.resolve("large-edges.csv");
        try (BufferedWriter out = Files.newBufferedWriter(edges)) {
            out.write("source,target,weight\n");
            for (long i = 0; i < EDGES; i++) {
                out.write(i % NODES + "," + i * 7919 % NODES + "," + i % 10 + "\n");
            }
        }
        try (Connection connection = DriverManager.getConnection(url(database));
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE NODE TABLE n (id BIGINT PRIMARY KEY, name VARCHAR(40), score INTEGER)");
            statement.execute("CREATE EDGE TABLE e (FROM n, TO n, weight INTEGER)");
            statement.execute("COPY n FROM '" + nodes + "' (HEADER)");
            statement.execute("COPY e FROM '" + edges + "' (HEADER)");
        }
    }

    private double secondsToFirstAnswer(Path database, String query) throws SQLException {
        long start = System.nanoTime();
        try (Connection connection = DriverManager.getConnection(url(database));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            if (!row.next()) {
                throw new IllegalStateException("the row is not there");
            }
            return (System.nanoTime() - start) / 1e9;
        }
    }
}
