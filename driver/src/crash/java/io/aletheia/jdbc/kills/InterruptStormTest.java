package io.aletheia.jdbc.kills;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Threads that commit and make checkpoints are interrupted at random moments: nothing fails, and the log lives on. */
class InterruptStormTest {
    private static final List<String> MODES = List.of("SYNCHRONOUS", "GROUP_COMMIT", "ASYNC", "ASYNC_BATCHED");
    private static final long SEED = Long.getLong("aletheia.seed", 1);
    private static final int COMMITS_OF_A_SESSION = 60;
    private static final int CHECKPOINT_INTERVAL = 20;
    private static final int PAUSE_MICROS_MAX = 300;

    private final List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong noticed = new AtomicLong();

    @Test
    void interruptedSessionsCommitAndTheirConnectionsAreOfUseAfterwards(@TempDir Path directory) throws Exception {
        Ledger ledger =
                Ledger.create("storm", "jdbc:aletheia:file:" + directory.resolve("db") + KillRounds.OPTIONS, MODES);
        List<Connection> connections = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < Transfers.SESSIONS; i++) {
            int session = i;
            Connection connection =
                    DriverManager.getConnection(ledger.url() + ";durability=" + MODES.get(i % MODES.size()));
            connections.add(connection);
            threads.add(new Thread(() -> commit(ledger, connection, session), "session-" + i));
        }
        threads.forEach(Thread::start);
        interrupt(threads);
        assertThat(failures).as("seed " + SEED).isEmpty();
        assertThat(noticed.get()).as("interrupts that found a thread at work").isPositive();
        for (Connection connection : connections) {
            assertThat(connection.isValid(1)).isTrue();
        }
        ledger.check(connections.get(0));
        for (int session = 0; session < Transfers.SESSIONS; session++) {
            assertThat(session(ledger, connections.get(session), session).commitNext())
                    .isTrue();
            connections.get(session).close();
        }
        try (Connection connection = DriverManager.getConnection(ledger.url())) {
            ledger.check(connection);
        }
        assertThat(ledger.commits()).isEqualTo(Transfers.SESSIONS * (COMMITS_OF_A_SESSION + 1L));
        assertThat(ledger.lost()).isZero();
    }

    private void commit(Ledger ledger, Connection connection, int session) {
        try {
            TransferSession transfers = session(ledger, connection, session);
            for (int i = 1; i <= COMMITS_OF_A_SESSION; i++) {
                assertThat(transfers.commitNext()).isTrue();
                if (i % CHECKPOINT_INTERVAL == 0) {
                    assertThat(transfers.checkpoint()).isTrue();
                }
                if (Thread.interrupted()) {
                    noticed.incrementAndGet();
                }
            }
        } catch (SQLException | RuntimeException | Error e) {
            failures.add(e);
        }
    }

    private TransferSession session(Ledger ledger, Connection connection, int session) throws SQLException {
        return new TransferSession(connection, ledger.name(), 0, session, acknowledged::get, commit -> {
            synchronized (ledger) {
                ledger.acknowledged(commit);
                acknowledged.incrementAndGet();
            }
        });
    }

    private static void interrupt(List<Thread> threads) throws InterruptedException {
        var random = new Random(SEED);
        while (threads.stream().anyMatch(Thread::isAlive)) {
            threads.get(random.nextInt(threads.size())).interrupt();
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(random.nextInt(PAUSE_MICROS_MAX)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
