package io.aletheia.jdbc.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.engine.DatabaseOptions;
import io.aletheia.engine.FaultyDisk;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.jdbc.CheckedDatabase;
import io.aletheia.jdbc.SessionConnections;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@link IsolationTest} over a disk that fails: one history goes on through failed and short writes, failed syncs, a full disk and
 * power losses. Nothing acknowledged is lost, nothing refused is seen, and there is no cycle. {@code
 * -Daletheia.isolation.faults=200} runs longer, {@code -Daletheia.isolation.seed=7} begins with another seed.
 */
class IsolationFaultTest {
    private static final int OPENINGS = Integer.getInteger("aletheia.isolation.faults", 4);
    private static final long SEED = Long.getLong("aletheia.isolation.seed", 1);
    private static final int SESSIONS = 8;
    /** So many that the fault comes before they end, however many of them share a sync or are refused. */
    private static final int TRANSACTIONS = 200;

    private static final int KEYS = 4;
    private static final int SEGMENT_BYTES = 1 << 16;
    private static final int OPERATIONS_BEFORE_A_FAULT = 60;
    private static final String FILLER = "x".repeat(1000);
    private static final int FILLERS_MAX = 1000;

    /** What happens to the disk while a database is open. */
    private enum Fault {
        FAILED_WRITE,
        FAILED_SYNC,
        POWER_LOSS,
        FULL
    }

    private final Set<String> failures = new ConcurrentSkipListSet<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private final List<Observed> history = new ArrayList<>();
    private FaultyDisk disk = new FaultyDisk(Long.MAX_VALUE);

    @ParameterizedTest
    @ValueSource(ints = {Connection.TRANSACTION_SERIALIZABLE, Connection.TRANSACTION_REPEATABLE_READ})
    void faultsOfTheDiskLeaveNoAnomaly(int isolation) throws Exception {
        var random = new Random(SEED);
        try (Connection connection = connections().open();
                Statement statement = connection.createStatement()) {
            statement.execute(ListClient.TABLE);
            statement.execute("CREATE TABLE filler (v VARCHAR)");
        }
        for (int opening = 0; opening < OPENINGS; opening++) {
            Fault fault = Fault.values()[opening % Fault.values().length];
            run(isolation, opening, fault, random);
            disk.fault(null);
            if (fault != Fault.FULL) {
                disk = disk.survivor(random);
            }
            if (random.nextBoolean()) {
                disk.shortWrites();
            }
            try (Connection connection = connections().open()) {
                assertThat(HistoryCheck.anomalies(
                                history,
                                ListClient.readAll(connection),
                                isolation == Connection.TRANSACTION_SERIALIZABLE))
                        .as("seed " + SEED + ", after opening " + opening + ", " + fault)
                        .isEmpty();
                assertThat(CheckedDatabase.violations(connection)).isEmpty();
            }
        }
        assertThat(failures).contains("08007", "53100", "58030");
        assertThat(history)
                .filteredOn(transaction -> transaction.outcome() == Observed.Outcome.COMMITTED)
                .hasSizeGreaterThan(OPENINGS * SESSIONS);
    }

    private void run(int isolation, int opening, Fault fault, Random random) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(SESSIONS);
        SessionConnections connections = connections();
        List<ListClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < SESSIONS; i++) {
                int session = opening * SESSIONS + i;
                var client = new ListClient(
                        connections.open(), session, isolation, KEYS, new Random(random.nextLong()), numbers);
                client.expectFailures();
                clients.add(client);
            }
            disk.fault(arranged(fault, OPERATIONS_BEFORE_A_FAULT + random.nextInt(OPERATIONS_BEFORE_A_FAULT)));
            List<Future<List<Observed>>> running = new ArrayList<>();
            for (ListClient client : clients) {
                running.add(threads.submit(() -> session(client)));
            }
            try (Connection connection = connections.open()) {
                if (fault == Fault.FULL) {
                    fill(connection);
                } else {
                    checkpoint(connection);
                }
            }
            for (Future<List<Observed>> session : running) {
                history.addAll(session.get(2, TimeUnit.MINUTES));
            }
            if (fault == Fault.FULL) {
                goOnWithRoom(clients);
            }
        } finally {
            threads.shutdownNow();
            disk.setBytesMax(Long.MAX_VALUE);
            for (ListClient client : clients) {
                client.close();
            }
        }
    }

    /** When a full disk has room again, the open database goes on. */
    private void goOnWithRoom(List<ListClient> clients) throws SQLException {
        disk.setBytesMax(Long.MAX_VALUE);
        List<Observed> after = new ArrayList<>();
        for (ListClient client : clients) {
            after.add(client.transact());
        }
        history.addAll(after);
        assertThat(after).anyMatch(transaction -> transaction.outcome() == Observed.Outcome.COMMITTED);
    }

    /** Fails once after so many writes and syncs; a disk that is full stays so. */
    private FaultyDisk.Fault arranged(Fault fault, int operations) {
        var left = new AtomicLong(operations);
        FaultyDisk failing = disk;
        return (kind, file) -> {
            long now = left.decrementAndGet();
            switch (fault) {
                case FAILED_WRITE -> failOnce(left, now, kind == FaultyDisk.Kind.WRITE, file);
                case FAILED_SYNC -> failOnce(left, now, kind == FaultyDisk.Kind.SYNC, file);
                case POWER_LOSS -> {
                    if (now <= 0) {
                        failing.kill();
                    }
                }
                case FULL -> {
                    if (now == 0) {
                        failing.setBytesMax(0);
                    }
                }
            }
        };
    }

    private static void failOnce(AtomicLong left, long now, boolean matches, String file) {
        if (now <= 0 && matches && left.getAndSet(Long.MAX_VALUE) < Long.MAX_VALUE / 2) {
            throw new DatabaseException(ErrorCode.FILE_UNREADABLE, file + ": Input/output error");
        }
    }

    private List<Observed> session(ListClient client) throws SQLException {
        List<Observed> observed = new ArrayList<>();
        for (int i = 0; i < TRANSACTIONS; i++) {
            observed.add(client.transact());
            String failure = client.failure();
            if (failure != null) {
                failures.add(failure);
                if (!failure.equals("53100")) {
                    break;
                }
            }
        }
        return observed;
    }

    /** Commits long rows until the log has no more room. */
    private void fill(Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO filler (v) VALUES (?)")) {
            for (int i = 0; i < FILLERS_MAX; i++) {
                insert.setString(1, FILLER + i);
                insert.executeUpdate();
            }
        } catch (SQLException e) {
            assertThat(e.getSQLState()).isEqualTo("53100");
            failures.add(e.getSQLState());
        }
    }

    private static void checkpoint(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CHECKPOINT");
        } catch (SQLException e) {
            assertThat(e.getSQLState()).isIn("08007", "58030", "53100");
        }
    }

    /** Segments as small as can be, so that the log needs room again and again. */
    private SessionConnections connections() {
        DatabaseOptions defaults = DatabaseOptions.DEFAULTS;
        return SessionConnections.to(disk.open(new DatabaseOptions(
                true,
                false,
                defaults.walStripes(),
                defaults.walStripeCapacity(),
                SEGMENT_BYTES,
                0,
                defaults.flushIntervalMillis(),
                defaults.groupCommitMaxDelayMillis(),
                defaults.groupCommitMaxBatch(),
                defaults.clockSkewMaxMillis(),
                defaults.wallClock())));
    }
}
