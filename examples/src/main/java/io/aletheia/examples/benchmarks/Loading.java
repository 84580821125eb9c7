package io.aletheia.examples.benchmarks;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Rows a second that COPY loads from a CSV file, durable at the end. */
final class Loading {
    private static final int NODES = 500_000;
    private static final int EDGES = 500_000;

    private Loading() {}

    static Path nodesFile(Path directory) throws IOException {
        Path file = directory.resolve("nodes.csv");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("id,name,score,_valid_from,_valid_to\n");
            for (int i = 0; i < NODES; i++) {
                out.write(i + ",name " + i + "," + (i % 1000) + ",2020-01-01,\n");
            }
        }
        return file;
    }

    static Path edgesFile(Path directory) throws IOException {
        Path file = directory.resolve("edges.csv");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("source,target,weight,_valid_from,_valid_to\n");
            for (long i = 0; i < EDGES; i++) {
                out.write(i % NODES + "," + i * 7919 % NODES + "," + i % 10 + ",2021-01-01,2030-01-01\n");
            }
        }
        return file;
    }

    static void createTables(Connection connection, int round) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE NODE TABLE n" + round + " (id BIGINT PRIMARY KEY, name VARCHAR(40), score INTEGER)");
            statement.execute(
                    "CREATE EDGE TABLE e" + round + " (FROM n" + round + ", TO n" + round + ", weight INTEGER)");
        }
    }

    static double rowsPerSecond(Connection connection, String table, Path file) throws SQLException {
        long start = System.nanoTime();
        try (Statement statement = connection.createStatement()) {
            int rows = statement.executeUpdate("COPY " + table + " FROM '" + file + "' (HEADER)");
            return rows / ((System.nanoTime() - start) / 1e9);
        }
    }
}
