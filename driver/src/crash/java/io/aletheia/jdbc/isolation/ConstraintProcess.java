package io.aletheia.jdbc.isolation;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;

/** The process that {@link ConstraintCrashTest} kills: writes from four connections, and says how many transactions there are. */
final class ConstraintProcess {
    static final String END = " transactions";

    private static final int SESSIONS = 4;
    private static final int CHECKPOINT_INTERVAL = 100;

    private ConstraintProcess() {}

    /** Takes the URL and how many processes there were before. */
    public static void main(String[] arguments) throws SQLException {
        String url = arguments[0];
        int process = Integer.parseInt(arguments[1]);
        if (process == 0) {
            try (Connection connection = DriverManager.getConnection(url);
                    Statement statement = connection.createStatement()) {
                statement.execute(ConstrainedTables.DEFINITIONS);
            }
        }
        for (int i = 0; i < SESSIONS; i++) {
            long seed = (long) process * SESSIONS + i;
            new Thread(() -> run(url, seed), "session-" + seed).start();
        }
    }

    private static void run(String url, long seed) {
        var random = new Random(seed);
        try (Connection connection = DriverManager.getConnection(url)) {
            connection.setAutoCommit(false);
            for (int i = 1; ; i++) {
                if (ConstrainedTables.transact(connection, random)) {
                    print(connection);
                }
                if (i % CHECKPOINT_INTERVAL == 0) {
                    try (Statement statement = connection.createStatement()) {
                        statement.execute("CHECKPOINT");
                    }
                }
            }
        } catch (SQLException e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }

    /** All that a transaction sees is durable, so it must be there after the kill. */
    private static synchronized void print(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM INFORMATION_SCHEMA.TRANSACTIONS")) {
            row.next();
            System.out.println(row.getLong(1) + END);
            System.out.flush();
        }
        connection.rollback();
    }
}
