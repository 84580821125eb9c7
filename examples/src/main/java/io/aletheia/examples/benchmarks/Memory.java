package io.aletheia.examples.benchmarks;

import java.io.IOException;
import java.io.Writer;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Bytes of memory that a node, an edge and a further version take, all included: what the heap holds after a collection, buffers off
 * the heap, and mapped chunk files.
 */
final class Memory {
    private static final int NODES = 500_000;
    private static final int EDGES = 500_000;
    private static final int UPDATES = 6;

    /** Nodes that have edges: each ten in either direction. */
    private static final int LINKED = EDGES / 10;

    private static final int FIRST = LINKED;
    private static final int PART = 50_000;

    private final String url;
    private final Path directory;

    /** The database at a URL, and a directory for the files that are loaded. */
    Memory(String url, Path directory) {
        this.url = url;
        this.directory = directory;
    }

    void measure(Sample perNode, Sample perEdge, Sample perVersion) throws SQLException, IOException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE NODE TABLE person (id BIGINT PRIMARY KEY, name VARCHAR(40), age INTEGER)");
            statement.execute("CREATE EDGE TABLE knows (FROM person, TO person, weight INTEGER)");
            copy(statement, "person", "id,name,age", 0, FIRST, Memory::node);
            copy(statement, "knows", "source,target,weight", 0, 1_000, Memory::edge);
            long empty = usedBytes();
            copy(statement, "person", "id,name,age", FIRST, NODES, Memory::node);
            long nodes = usedBytes();
            perNode.add((nodes - empty) / (double) (NODES - FIRST));
            copy(statement, "knows", "source,target,weight", 1_000, EDGES, Memory::edge);
            long edges = usedBytes();
            perEdge.add((edges - nodes) / (double) (EDGES - 1_000));
            for (int i = 0; i < UPDATES; i++) {
                for (int from = 0; from < NODES; from += PART) {
                    statement.executeUpdate(
                            "UPDATE person SET age = age + 1 WHERE id >= " + from + " AND id < " + (from + PART));
                }
            }
            long versions = usedBytes();
            perVersion.add((versions - edges) / (double) (UPDATES * NODES));
        }
    }

    private interface Line {
        String of(long number);
    }

    private static String node(long i) {
        return i + ",name " + i + "," + i % 90;
    }

    private static String edge(long i) {
        return i % LINKED + "," + i * 7919 % LINKED + "," + i % 10;
    }

    private void copy(Statement statement, String table, String header, int from, int to, Line line)
            throws SQLException, IOException {
        Path file = directory.resolve("part.csv");
        for (int first = from; first < to; first += PART) {
            try (Writer out = Files.newBufferedWriter(file)) {
                out.write(header + "\n");
                for (long i = first; i < Math.min(to, first + PART); i++) {
                    out.write(line.of(i) + "\n");
                }
            }
            statement.executeUpdate("COPY " + table + " FROM '" + file + "' (HEADER)");
        }
        Files.delete(file);
    }

    /** What is in use after a collection: the heap, and buffers off the heap. */
    static long usedBytes() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
            used += pool.getMemoryUsed();
        }
        return used;
    }
}
