package io.aletheia.jdbc.kills;

import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.jdbc.ChildJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;

/**
 * Rounds of: a process commits to all databases of a directory until it is killed, at a random moment, and every database is
 * checked. Some rounds kill during recovery; some are checked through a connection that only reads, and so leave the log
 * to be recovered again; some are not checked, so that the log of two processes is recovered.
 */
final class KillRounds {
    /** Small segments, many checkpoints, and no segment kept that is not needed. */
    static final String OPTIONS = ";walSegmentSize=1MiB;walSegmentsRetained=0;checkpointIntervalSeconds=1"
            + ";checkpointLogSize=1MiB;closeDelay=0";

    private static final int COMMITS_BEFORE_A_KILL_MAX = 200;

    /** After which a process is taken to hang that commits nothing. */
    static final long PATIENCE_MILLIS = 180_000;

    private final Map<String, Ledger> ledgers = new LinkedHashMap<>();
    private final Random random;
    private final Surroundings surroundings;
    private int processes;

    /**
     * Makes the databases.
     *
     * @param modes for each database the durability modes that its sessions use in turn, separated by commas
     * @param options more properties of the URL, each with a semicolon before it
     */
    KillRounds(Path directory, List<String> modes, String options, Random random, Surroundings surroundings)
            throws SQLException {
        this.random = random;
        this.surroundings = surroundings;
        for (String each : modes) {
            String url = "jdbc:aletheia:file:" + directory.resolve(each) + OPTIONS + options;
            ledgers.put(each, Ledger.create(each, url, List.of(each.split(","))));
        }
    }

    /** Runs so many rounds; the next process warms up while the databases are checked. */
    void run(int rounds) throws IOException, SQLException {
        ChildJvm next = start();
        try {
            for (int round = 1; round <= rounds; round++) {
                try (ChildJvm child = next) {
                    runUntilKilled(child);
                }
                surroundings.killed();
                next = start();
                boolean isLast = round == rounds;
                if (isLast || random.nextInt(5) != 0) {
                    check(!isLast && random.nextInt(3) == 0);
                }
            }
        } finally {
            next.close();
        }
    }

    private ChildJvm start() throws IOException {
        List<String> arguments = new ArrayList<>(List.of(Integer.toString(processes++)));
        ledgers.values().forEach(ledger -> arguments.addAll(ledger.arguments()));
        return ChildJvm.start(surroundings.environment(), TransferProcess.class, arguments.toArray(String[]::new));
    }

    private void runUntilKilled(ChildJvm child) throws IOException {
        boolean soon = random.nextInt(10) == 0;
        int delayMillis = 20 + random.nextInt(300);
        // Counted too, so that much is under way on a slow machine as well.
        int commitsBefore = random.nextInt(COMMITS_BEFORE_A_KILL_MAX);
        int commits = 0;
        assertThat(child.readLine()).isEqualTo(TransferProcess.READY);
        child.say(TransferProcess.GO);
        child.killAfter(soon ? delayMillis : PATIENCE_MILLIS);
        Set<String> begun = new HashSet<>();
        for (String line = child.readLine(); line != null; line = child.readLine()) {
            Acknowledgement acknowledgement = Acknowledgement.of(line);
            if (acknowledgement != null) {
                ledger(acknowledgement.database()).acknowledged(acknowledgement);
                begun.add(acknowledgement.database());
                if (begun.size() == ledgers.size() && commits++ == commitsBefore && !soon) {
                    child.killAfter(delayMillis);
                }
            }
        }
        assertThat(child.awaitEnd()).as("how the process ended").isEqualTo(ChildJvm.KILLED);
        assertThat(soon || begun.size() == ledgers.size())
                .as("commits to every database, not only to " + begun)
                .isTrue();
    }

    private Ledger ledger(String name) {
        return Objects.requireNonNull(ledgers.get(name), name);
    }

    private void check(boolean readOnly) throws SQLException {
        for (Ledger ledger : ledgers.values()) {
            try (Connection connection = DriverManager.getConnection(ledger.url() + ";readOnly=" + readOnly)) {
                ledger.check(connection);
            }
        }
    }

    /** What came of it, for people. */
    String summary() {
        StringBuilder text = new StringBuilder();
        ledgers.values()
                .forEach(ledger -> text.append(ledger.name())
                        .append(": ")
                        .append(ledger.commits())
                        .append(" commits, ")
                        .append(ledger.lost())
                        .append(" acknowledged and lost; "));
        return text.toString();
    }
}
