package io.aletheia.examples.benchmarks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Commits a second through JDBC: each connection inserts one row and commits, over and over. */
final class CommitRate {
    private static final AtomicLong NEXT_ID = new AtomicLong();

    /** Commits over and over. */
    interface Writer {
        /** Returns the number of commits until told to stop. */
        long commitUntil(AtomicBoolean stop) throws Exception;
    }

    private CommitRate() {}

    static void createTable(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE commits (id BIGINT PRIMARY KEY, payload VARCHAR(100))");
        }
    }

    static double perSecond(String url, String mode, int connections, double seconds)
            throws SQLException, InterruptedException, ExecutionException {
        return perSecond(url, mode, connections, seconds, Executors.newFixedThreadPool(connections));
    }

    /** Whether there are virtual threads, as from Java 21 on. */
    static boolean hasVirtualThreads() {
        return Runtime.version().feature() >= 21;
    }

    /** As {@link #perSecond} with a virtual thread for each connection. */
    static double perSecondOnVirtualThreads(String url, String mode, int connections, double seconds)
            throws SQLException, InterruptedException, ExecutionException {
        try {
            // The benchmarks are compiled for Java 17.
            ExecutorService pool = (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
            return perSecond(url, mode, connections, seconds, pool);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("no virtual threads in Java " + Runtime.version(), e);
        }
    }

    private static double perSecond(String url, String mode, int connections, double seconds, ExecutorService pool)
            throws SQLException, InterruptedException, ExecutionException {
        List<Connection> open = new ArrayList<>();
        try {
            List<Writer> writers = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                Connection connection = DriverManager.getConnection(url + ";durability=" + mode);
                open.add(connection);
                writers.add(stop -> commitUntil(stop, connection));
            }
            return perSecond(writers, seconds, pool);
        } finally {
            pool.shutdown();
            for (Connection connection : open) {
                connection.close();
            }
        }
    }

    /** How many commits a second writers make beside each other. */
    static double perSecond(List<? extends Writer> writers, double seconds, ExecutorService pool)
            throws InterruptedException, ExecutionException {
        var stop = new AtomicBoolean();
        try {
            long start = System.nanoTime();
            List<Future<Long>> counts = new ArrayList<>();
            for (Writer writer : writers) {
                Callable<Long> task = () -> writer.commitUntil(stop);
                counts.add(pool.submit(task));
            }
            Thread.sleep((long) (seconds * 1000));
            stop.set(true);
            long commits = 0;
            for (Future<Long> count : counts) {
                commits += count.get();
            }
            return commits / ((System.nanoTime() - start) / 1e9);
        } finally {
            stop.set(true);
        }
    }

    private static long commitUntil(AtomicBoolean stop, Connection connection) throws SQLException {
        long commits = 0;
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO commits (id, payload) VALUES (?, ?)")) {
            while (!stop.get()) {
                insert.setLong(1, NEXT_ID.incrementAndGet());
                insert.setString(2, "a payload of some sixty bytes, as a small row of a table has them");
                insert.executeUpdate();
                commits++;
            }
        }
        return commits;
    }
}
