package io.aletheia.examples.benchmarks;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Asks queries, and cancels those that take longer than a limit: {@code setQueryTimeout} does not do that everywhere. Used by one thread.
 */
final class TpchClock implements AutoCloseable {
    private final long limitSeconds;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "tpch-limit");
        thread.setDaemon(true);
        return thread;
    });

    TpchClock(long limitSeconds) {
        this.limitSeconds = limitSeconds;
    }

    /**
     * The answer of a query and how long it took.
     *
     * @param seconds from the text to the last row
     */
    record Timed(TpchAnswer answer, double seconds) {}

    /** Nothing if it took too long. */
    Optional<Timed> ask(Connection connection, String sql) throws SQLException {
        long began = System.nanoTime();
        try (Statement statement = connection.createStatement()) {
            ScheduledFuture<?> cancelling = watch.schedule(() -> cancel(statement), limitSeconds, TimeUnit.SECONDS);
            try (ResultSet result = statement.executeQuery(sql)) {
                TpchAnswer answer = TpchAnswer.of(result);
                return Optional.of(new Timed(answer, (System.nanoTime() - began) / 1e9));
            } finally {
                cancelling.cancel(false);
            }
        } catch (SQLException e) {
            if (System.nanoTime() - began >= TimeUnit.SECONDS.toNanos(limitSeconds)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static void cancel(Statement statement) {
        try {
            statement.cancel();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }
}
