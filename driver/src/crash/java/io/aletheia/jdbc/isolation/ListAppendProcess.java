package io.aletheia.jdbc.isolation;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** The process that {@link IsolationCrashTest} kills: appends from eight connections, and says what it does. */
final class ListAppendProcess {
    private static final int SESSIONS = 8;
    private static final int NUMBERS_OF_A_PROCESS = 1_000_000;

    private ListAppendProcess() {}

    /** Takes the URL, the isolation and how many processes there were before. */
    public static void main(String[] arguments) throws SQLException {
        String url = arguments[0];
        int isolation = Integer.parseInt(arguments[1]);
        int process = Integer.parseInt(arguments[2]);
        if (process == 0) {
            try (Connection connection = DriverManager.getConnection(url);
                    Statement statement = connection.createStatement()) {
                statement.execute(ListClient.TABLE);
            }
        }
        var numbers = new AtomicInteger(process * NUMBERS_OF_A_PROCESS);
        for (int i = 0; i < SESSIONS; i++) {
            int session = process * SESSIONS + i;
            new Thread(() -> run(url, isolation, session, numbers), "session-" + session).start();
        }
    }

    private static void run(String url, int isolation, int session, AtomicInteger numbers) {
        var random = new Random(session);
        try (var client = new ListClient(DriverManager.getConnection(url), session, isolation, 4, random, numbers)) {
            client.tell(ListAppendProcess::print);
            while (true) {
                print(client.transact());
            }
        } catch (SQLException e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }

    private static synchronized void print(Observed observed) {
        System.out.println(Transcript.write(observed));
        System.out.flush();
    }
}
