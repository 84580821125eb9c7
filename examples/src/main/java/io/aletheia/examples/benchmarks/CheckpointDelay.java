package io.aletheia.examples.benchmarks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/** How long commits take while checkpoints are made, and while none are: each connection updates one row at a time of a large table. */
final class CheckpointDelay {
    private static final int ROWS = 300_000;
    private static final int BATCH = 10_000;
    private static final int CONNECTIONS = 8;
    private static final long CHECKPOINT_INTERVAL_MILLIS = 300;

    private final String url;
    private final List<Sample> samples = List.of(
            new Sample("delay of a commit, 99 % of all, no checkpoints", "ms"),
            new Sample("delay of a commit, 99.9 % of all, no checkpoints", "ms"),
            new Sample("delay of a commit, longest, no checkpoints", "ms"),
            new Sample("delay of a commit, 99 % of all, three checkpoints a second", "ms"),
            new Sample("delay of a commit, 99.9 % of all, three checkpoints a second", "ms"),
            new Sample("delay of a commit, longest, three checkpoints a second", "ms"));

    CheckpointDelay(String url) {
        this.url = url;
    }

    void load() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE item (id INTEGER PRIMARY KEY, counted INTEGER, name VARCHAR)");
            connection.setAutoCommit(false);
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO item VALUES (?, 0, ?)")) {
                for (int id = 0; id < ROWS; id++) {
                    insert.setInt(1, id);
                    insert.setString(2, "item " + id);
                    insert.addBatch();
                    if (id % BATCH == BATCH - 1) {
                        insert.executeBatch();
                        connection.commit();
                    }
                }
            }
        }
    }

    void measure(double seconds) throws SQLException, InterruptedException, ExecutionException {
        addTo(samples.subList(0, 3), delays(seconds, false));
        addTo(samples.subList(3, 6), delays(seconds, true));
    }

    List<Sample> samples() {
        return samples;
    }

    private static void addTo(List<Sample> figures, long[] nanos) {
        figures.get(0).add(nanos[(int) (nanos.length * 0.99)] / 1e6);
        figures.get(1).add(nanos[(int) (nanos.length * 0.999)] / 1e6);
        figures.get(2).add(nanos[nanos.length - 1] / 1e6);
    }

    /** The delays of all commits in ascending order, nanoseconds. */
    long[] delays(double seconds, boolean checkpoints) throws SQLException, InterruptedException, ExecutionException {
        var stop = new AtomicBoolean();
        ExecutorService pool = Executors.newFixedThreadPool(CONNECTIONS);
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            List<Future<long[]>> writers = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                int own = i;
                Callable<long[]> writer = () -> updateUntil(stop, own);
                writers.add(pool.submit(writer));
            }
            long end = System.nanoTime() + (long) (seconds * 1e9);
            while (System.nanoTime() < end) {
                if (checkpoints) {
                    statement.execute("CHECKPOINT");
                }
                Thread.sleep(CHECKPOINT_INTERVAL_MILLIS);
            }
            stop.set(true);
            var all = new ArrayList<long[]>();
            for (Future<long[]> writer : writers) {
                all.add(writer.get());
            }
            return all.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        } finally {
            stop.set(true);
            pool.shutdown();
        }
    }

    /** Each connection has rows of its own, so none waits for another. */
    private long[] updateUntil(AtomicBoolean stop, int own) throws SQLException {
        var random = new Random(own);
        long[] nanos = new long[1 << 16];
        int count = 0;
        try (Connection connection = DriverManager.getConnection(url);
                PreparedStatement update = connection.prepareStatement("UPDATE item SET counted = ? WHERE id = ?")) {
            while (!stop.get()) {
                long started = System.nanoTime();
                update.setInt(1, count);
                update.setInt(2, random.nextInt(ROWS / CONNECTIONS) * CONNECTIONS + own);
                update.executeUpdate();
                if (count == nanos.length) {
                    nanos = Arrays.copyOf(nanos, 2 * count);
                }
                nanos[count++] = System.nanoTime() - started;
            }
        }
        return Arrays.copyOf(nanos, count);
    }
}
