package io.aletheia.examples.benchmarks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/** One-row updates a second by one thread, and rows a second that readers scan while it goes on and while it does not. */
final class UpdateRate {
    private static final int ROWS = 100_000;
    private static final int STRIDE = 7919;
    private static final int READERS = 8;

    private final String url;

    /** The database with the table of {@link PointSelect}. */
    UpdateRate(String url) {
        this.url = url;
    }

    /** Updates a second, one a commit. */
    double updatesPerSecond(double seconds) throws SQLException {
        return updatesUntil(System.nanoTime() + (long) (seconds * 1e9));
    }

    private double updatesUntil(long end) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url + ";durability=ASYNC");
                PreparedStatement update = connection.prepareStatement("UPDATE points SET amount = ? WHERE id = ?")) {
            long began = System.nanoTime();
            int count = 0;
            while (count % 64 != 0 || System.nanoTime() < end) {
                update.setLong(1, count);
                update.setLong(2, (long) count * STRIDE % ROWS);
                update.executeUpdate();
                count++;
            }
            return count / ((System.nanoTime() - began) / 1e9);
        }
    }

    /** Scans a second of all readers together. */
    double scansPerSecond(double seconds, boolean withWriter)
            throws SQLException, InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(READERS + 1);
        try {
            var stop = new AtomicBoolean();
            List<Future<Integer>> readers = new ArrayList<>();
            Callable<Integer> reader = () -> scansUntil(stop);
            for (int i = 0; i < READERS; i++) {
                readers.add(threads.submit(reader));
            }
            long began = System.nanoTime();
            long end = began + (long) (seconds * 1e9);
            if (withWriter) {
                updatesUntil(end);
            } else {
                Thread.sleep((long) (seconds * 1e3));
            }
            stop.set(true);
            int scans = 0;
            for (Future<Integer> each : readers) {
                scans += each.get();
            }
            return scans / ((System.nanoTime() - began) / 1e9);
        } finally {
            threads.shutdown();
        }
    }

    private int scansUntil(AtomicBoolean stop) throws SQLException {
        int scans = 0;
        try (Connection connection = DriverManager.getConnection(url);
                PreparedStatement scan = connection.prepareStatement("SELECT SUM(amount) FROM points")) {
            while (!stop.get()) {
                try (ResultSet row = scan.executeQuery()) {
                    row.next();
                    scans++;
                }
            }
        }
        return scans;
    }
}
