package io.aletheia.jdbc.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.engine.FaultyDisk;
import io.aletheia.jdbc.SessionConnections;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Readers wait for no writer and no checkpoint, nor either for a reader. What would wait if they did is held by a latch until the
 * others are through, so such a wait never ends.
 */
@Timeout(60)
class ReadersAndWritersTest {
    private static final int ROWS = 3000;
    private static final int READERS = 3;
    private static final int WRITERS = 3;
    private static final int COMMITS = 100;
    private static final int CHECKPOINT_INTERVAL = 50;

    private final FaultyDisk disk = new FaultyDisk(Long.MAX_VALUE);
    private final SessionConnections connections = SessionConnections.to(disk.open());
    private final Connection connection = connections.open();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @BeforeEach
    void fill() throws SQLException {
        execute(connection, "CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER)");
        try (var insert = connection.prepareStatement("INSERT INTO t (id, v) VALUES (?, 0)")) {
            for (int id = 1; id <= ROWS; id++) {
                insert.setInt(1, id);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    @AfterEach
    void disconnect() throws SQLException {
        disk.fault(null);
        connection.close();
        threads.shutdownNow();
    }

    @Test
    void readersDoNotWaitForACommitThatWaitsForTheDisk() throws Exception {
        var held = new Held(FaultyDisk.Kind.SYNC, "");
        disk.fault(held);
        Future<@Nullable Void> commit = start("UPDATE t SET v = 1");
        held.entered.await();
        readNothingNew();
        assertThat(commit.isDone()).isFalse();
        held.released.countDown();
        commit.get();
        assertThat(number(connection, "SELECT sum(v) FROM t")).isEqualTo(ROWS);
    }

    @Test
    void readersDoNotWaitForACheckpoint() throws Exception {
        for (String file : List.of("chunk-", "manifest-")) {
            execute(connection, "UPDATE t SET v = 0 WHERE id = 1");
            var held = new Held(FaultyDisk.Kind.WRITE, file);
            disk.fault(held);
            Future<@Nullable Void> checkpoint = start("CHECKPOINT");
            held.entered.await();
            readNothingNew();
            assertThat(checkpoint.isDone()).isFalse();
            held.released.countDown();
            checkpoint.get();
        }
    }

    @Test
    void writersAndCheckpointsDoNotWaitForReadersWhoKeepTheirSnapshots() throws Exception {
        var inTheMiddle = new CountDownLatch(READERS);
        var written = new CountDownLatch(1);
        List<Future<Integer>> readers = new ArrayList<>();
        for (int i = 0; i < READERS; i++) {
            readers.add(threads.submit(() -> readWhileWritten(inTheMiddle, written)));
        }
        inTheMiddle.await();
        List<Future<@Nullable Void>> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            int writer = i;
            writers.add(threads.submit(() -> write(writer)));
        }
        for (Future<@Nullable Void> writer : writers) {
            writer.get();
        }
        execute(connection, "DELETE FROM t WHERE id > 10");
        execute(connection, "CHECKPOINT");
        written.countDown();
        for (Future<Integer> reader : readers) {
            assertThat(reader.get()).isEqualTo(ROWS);
        }
        assertThat(number(connection, "SELECT count(*) FROM t")).isEqualTo(10);
    }

    /** Reads half of the rows, waits until all is written, and reads the rest; returns how many rows there were. */
    private Integer readWhileWritten(CountDownLatch inTheMiddle, CountDownLatch written)
            throws SQLException, InterruptedException {
        try (Connection reader = connections.open()) {
            reader.setAutoCommit(false);
            int rows = 0;
            try (Statement statement = reader.createStatement();
                    ResultSet all = statement.executeQuery("SELECT v FROM t")) {
                while (all.next()) {
                    assertThat(all.getInt(1)).isZero();
                    if (++rows == ROWS / 2) {
                        inTheMiddle.countDown();
                        written.await();
                    }
                }
            }
            assertThat(number(reader, "SELECT count(*) FROM t WHERE v = 0")).isEqualTo(ROWS);
            assertThat(number(reader, "SELECT v FROM t WHERE id = 7")).isZero();
            reader.commit();
            assertThat(number(reader, "SELECT count(*) FROM t")).isEqualTo(10);
            return rows;
        }
    }

    private @Nullable Void write(int writer) throws SQLException {
        try (Connection mine = connections.open();
                var update = mine.prepareStatement("UPDATE t SET v = v + 1 WHERE id = ?")) {
            for (int i = 0; i < COMMITS; i++) {
                update.setInt(1, 1 + (i * WRITERS + writer) % ROWS);
                assertThat(update.executeUpdate()).isEqualTo(1);
                if (i % CHECKPOINT_INTERVAL == writer) {
                    execute(mine, "CHECKPOINT");
                }
            }
        }
        return null;
    }

    /** Old and new connections, by key and all rows, in and out of transactions. */
    private void readNothingNew() throws SQLException {
        try (Connection reader = connections.open()) {
            reader.setAutoCommit(false);
            assertThat(number(reader, "SELECT v FROM t WHERE id = 1")).isZero();
            assertThat(number(reader, "SELECT sum(v) FROM t")).isZero();
            assertThat(number(connection, "SELECT sum(v) FROM t")).isZero();
            assertThat(number(connection, "SELECT v FROM t WHERE id = 1")).isZero();
            reader.rollback();
        }
    }

    private Future<@Nullable Void> start(String sql) {
        return threads.submit((Callable<@Nullable Void>) () -> {
            try (Connection mine = connections.open()) {
                execute(mine, sql);
            }
            return null;
        });
    }

    /** Holds the first operation of a kind on a file whose name begins with a text until it is released. */
    private static final class Held implements FaultyDisk.Fault {
        private final FaultyDisk.Kind kind;
        private final String file;
        private final CountDownLatch entered = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);

        Held(FaultyDisk.Kind kind, String file) {
            this.kind = kind;
            this.file = file;
        }

        @Override
        public void before(FaultyDisk.Kind asked, String name) {
            if (asked == kind && name.startsWith(file)) {
                entered.countDown();
                try {
                    released.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getLong(1);
        }
    }
}
