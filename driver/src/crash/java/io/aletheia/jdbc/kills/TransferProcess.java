package io.aletheia.jdbc.kills;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The program that is killed: commits to one or more databases at once, each through eight connections, with checkpoints, and
 * says each commit that returned in a line. It says that it has warmed up, and opens the databases when it is told to go.
 */
final class TransferProcess {
    static final String READY = "ready";
    static final String GO = "go";
    /** Said when a commit found no room on the disk. */
    static final String FULL = "full";

    private static final int CHECKPOINT_INTERVAL_COMMITS = 60;
    private static final int WARM_UP_COMMITS = 20;
    private static final FileOutputStream OUT = new FileOutputStream(FileDescriptor.out);

    private TransferProcess() {}

    /** Takes how many processes there were before, and for each database its name, its URL and its modes. */
    public static void main(String[] arguments) throws SQLException, IOException {
        int process = Integer.parseInt(arguments[0]);
        warmUp();
        say(READY);
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        if (!GO.equals(in.readLine())) {
            return;
        }
        for (int i = 1; i < arguments.length; i += 3) {
            String database = arguments[i];
            String url = arguments[i + 1];
            List<String> modes = List.of(arguments[i + 2].split(","));
            new Thread(() -> open(database, url, modes, process), database).start();
        }
    }

    /** So that the first commit comes soon after the word to go: classes are loaded, and statements compiled once. */
    private static void warmUp() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:aletheia:mem:")) {
            Transfers.define(connection);
            var session = new TransferSession(connection, "mem", 0, 0, () -> 0, commit -> {});
            for (int i = 0; i < WARM_UP_COMMITS; i++) {
                session.commitNext();
            }
        }
    }

    private static void open(String database, String url, List<String> modes, int process) {
        var acknowledged = new AtomicLong();
        for (int i = 0; i < Transfers.SESSIONS; i++) {
            int session = i;
            String mode = modes.get(i % modes.size());
            new Thread(
                            () -> run(database, url + ";durability=" + mode, process, session, acknowledged),
                            database + "-" + session)
                    .start();
        }
    }

    private static void run(String database, String url, int process, int session, AtomicLong acknowledged) {
        try (Connection connection = DriverManager.getConnection(url)) {
            var transfers = new TransferSession(connection, database, process, session, acknowledged::get, commit -> {
                say(commit.line());
                // After it is said: what a transaction has seen acknowledged can be read from the pipe.
                acknowledged.incrementAndGet();
            });
            for (int i = 1; ; i++) {
                if (!transfers.commitNext()) {
                    say(FULL);
                }
                if (i % (CHECKPOINT_INTERVAL_COMMITS * (1 + session)) == 0 && !transfers.checkpoint()) {
                    say(FULL);
                }
            }
        } catch (SQLException e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }

    /** One write for one line: what was said before the kill is whole. */
    private static void say(String line) {
        try {
            OUT.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            // Nobody listens any more.
            Runtime.getRuntime().halt(1);
        }
    }
}
