package io.aletheia.jdbc.kills;

import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.jdbc.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real file system of 16 MiB fills up: commits are refused, reads go on, nothing is lost, and when there is room all goes on. */
@Tag("mount")
class FullDiskCrashTest {
    private static final long DISK_BYTES = 16L << 20;
    private static final int FILLER_BYTES = 8 << 20;
    private static final int KILLS = 6;
    private static final int REFUSALS_BEFORE_A_KILL = 30;
    private static final List<String> MODES = List.of("SYNCHRONOUS", "GROUP_COMMIT");

    @TempDir
    Path mountPoint;

    private HeldMount disk;
    private Path filler;
    private Ledger ledger;

    @BeforeEach
    void mount() throws IOException, SQLException {
        disk = HeldMount.tmpfs(mountPoint, DISK_BYTES);
        filler = disk.path().resolve("filler");
        Files.write(filler, new byte[FILLER_BYTES]);
        String url = "jdbc:aletheia:file:" + disk.path().resolve("db") + KillRounds.OPTIONS;
        ledger = Ledger.create("full", url, MODES);
    }

    @AfterEach
    void everythingIsThereAndGoesOnWithMoreRoom() throws IOException, SQLException {
        disk.resize(4 * DISK_BYTES);
        try (Connection connection = DriverManager.getConnection(ledger.url())) {
            ledger.check(connection);
            assertThat(session(connection).commitNext()).isTrue();
            ledger.check(connection);
        }
        try (Connection connection = DriverManager.getConnection(ledger.url() + ";readOnly=true")) {
            ledger.check(connection);
        } finally {
            disk.close();
        }
    }

    @Test
    void commitsAndCheckpointsAreRefusedAndReadsGoOnUntilThereIsRoom() throws Exception {
        try (Connection connection = DriverManager.getConnection(ledger.url());
                Connection reader = DriverManager.getConnection(ledger.url())) {
            TransferSession session = session(connection);
            long commits = commitUntilFull(session);
            leaveNoRoom();
            for (int i = 0; i < 3; i++) {
                assertThat(session.commitNext()).isFalse();
                assertThat(session.checkpoint()).isFalse();
                ledger.check(reader);
            }
            Files.delete(filler);
            assertThat(session.commitNext()).isTrue();
            assertThat(session.checkpoint()).isTrue();
            assertThat(commitUntilFull(session)).isPositive();
            assertThat(commits).isPositive();
            ledger.check(reader);
        }
    }

    @Test
    void whatWasAcknowledgedSurvivesKillsWhileTheDiskIsFull() throws Exception {
        for (int kill = 0; kill < KILLS; kill++) {
            runUntilFullAndKilled(kill);
            try (Connection connection = DriverManager.getConnection(ledger.url() + ";readOnly=" + (kill % 3 != 0))) {
                ledger.check(connection);
            }
            if (kill % 2 == 0) {
                Files.deleteIfExists(filler);
            }
        }
    }

    private void runUntilFullAndKilled(int number) throws IOException {
        String[] arguments = new String[4];
        arguments[0] = Integer.toString(number);
        System.arraycopy(ledger.arguments().toArray(), 0, arguments, 1, 3);
        try (ChildJvm child = ChildJvm.start(TransferProcess.class, arguments)) {
            assertThat(child.readLine()).isEqualTo(TransferProcess.READY);
            child.say(TransferProcess.GO);
            child.killAfter(KillRounds.PATIENCE_MILLIS);
            int refusals = 0;
            for (String line = child.readLine(); line != null; line = child.readLine()) {
                Acknowledgement acknowledgement = Acknowledgement.of(line);
                if (acknowledgement != null) {
                    ledger.acknowledged(acknowledgement);
                } else if (line.equals(TransferProcess.FULL) && ++refusals == REFUSALS_BEFORE_A_KILL) {
                    child.kill();
                }
            }
            assertThat(refusals).as("commits without room").isGreaterThanOrEqualTo(REFUSALS_BEFORE_A_KILL);
            assertThat(child.awaitEnd()).as("how the process ended").isEqualTo(ChildJvm.KILLED);
        }
    }

    private TransferSession session(Connection connection) throws SQLException {
        var acknowledged = new AtomicLong();
        return new TransferSession(connection, ledger.name(), KILLS, 0, acknowledged::get, commit -> {
            ledger.acknowledged(commit);
            acknowledged.incrementAndGet();
        });
    }

    private static long commitUntilFull(TransferSession session) throws SQLException {
        long commits = 0;
        while (session.commitNext()) {
            commits++;
        }
        return commits;
    }

    /** Takes the last bytes, which are too few for the log. */
    private void leaveNoRoom() throws IOException {
        try (var out = Files.newOutputStream(disk.path().resolve("rest"))) {
            byte[] page = new byte[1 << 12];
            while (true) {
                out.write(page);
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("No space left");
        }
    }
}
