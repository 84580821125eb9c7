package io.aletheia.jdbc.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.jdbc.ChildJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that writes to tables with constraints is killed again and again: what is left keeps them, and goes on keeping them. */
@Tag("crash")
class ConstraintCrashTest {
    private static final int KILLS = Integer.getInteger("aletheia.isolation.kills", 5);
    private static final int COMMITS_BEFORE_A_KILL = 400;
    private static final int TRANSACTIONS_AFTER_A_KILL = 50;

    @TempDir
    Path directory;

    @Test
    void killsLeaveNoViolation() throws Exception {
        String url = "jdbc:aletheia:file:" + directory.resolve("db");
        for (int kill = 0; kill < KILLS; kill++) {
            long acknowledged = runUntilKilled(url, kill);
            try (Connection connection = DriverManager.getConnection(url + ";closeDelay=0")) {
                assertThat(ConstrainedTables.violations(connection)).isEmpty();
                assertThat(number(connection, "SELECT count(*) FROM INFORMATION_SCHEMA.TRANSACTIONS"))
                        .as("transactions that are there, of " + acknowledged)
                        .isGreaterThanOrEqualTo(acknowledged);
                connection.setAutoCommit(false);
                var random = new Random(kill);
                for (int i = 0; i < TRANSACTIONS_AFTER_A_KILL; i++) {
                    ConstrainedTables.transact(connection, random);
                }
                assertThat(ConstrainedTables.violations(connection)).isEmpty();
                connection.rollback();
            }
        }
    }

    /** Returns the greatest number of transactions that the process saw in the list of them. */
    private static long runUntilKilled(String url, int kill) throws IOException {
        long acknowledged = 0;
        int commits = 0;
        try (ChildJvm child = ChildJvm.start(ConstraintProcess.class, url, Integer.toString(kill))) {
            for (String line = child.readLine(); line != null; line = child.readLine()) {
                if (line.endsWith(ConstraintProcess.END)) {
                    String number = line.substring(0, line.length() - ConstraintProcess.END.length());
                    acknowledged = Math.max(acknowledged, Long.parseLong(number));
                    if (++commits == COMMITS_BEFORE_A_KILL) {
                        child.kill();
                    }
                }
            }
        }
        assertThat(commits).isGreaterThanOrEqualTo(COMMITS_BEFORE_A_KILL);
        return acknowledged;
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            assertThat(row.next()).isTrue();
            return row.getLong(1);
        }
    }
}
