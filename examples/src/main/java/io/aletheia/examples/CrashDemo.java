package io.aletheia.examples;

import io.aletheia.jdbc.shell.Shell;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What a crash costs: nothing that was acknowledged. A child process commits payments on several connections and says so on its
 * standard output, until it is killed with SIGKILL in the middle of it. Then the database is opened again, the shell says what
 * recovery did, and every acknowledged payment must be there. The exit code is 0 only if it is.
 */
public final class CrashDemo {
    private static final int CONNECTIONS = 4;
    private static final int COMMITS_BEFORE_THE_KILL = 2000;
    private static final String ACKNOWLEDGED = " committed";

    private CrashDemo() {}

    /** Takes the directory of the database; with {@code --commit} before it, it is the child. */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 2 && arguments[0].equals("--commit")) {
            commitUntilKilled(url(arguments[1]));
        } else if (arguments.length == 1) {
            System.exit(crashAndRecover(arguments[0]) ? 0 : 1);
        } else {
            System.err.println("Usage: CrashDemo <directory of the database>");
            System.exit(2);
        }
    }

    private static String url(String directory) {
        return "jdbc:aletheia:file:'" + directory.replace("'", "''") + "'";
    }

    // ---- the child

    private static void commitUntilKilled(String url) throws SQLException, InterruptedException {
        long firstPayment;
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            if (!connection
                    .getMetaData()
                    .getTables(null, "PUBLIC", "payment", null)
                    .next()) {
                statement.execute("CREATE TABLE payment (id BIGINT PRIMARY KEY, amount DECIMAL(12, 2) NOT NULL)");
            }
            try (ResultSet last = statement.executeQuery("SELECT COALESCE(MAX(id), 0) FROM payment")) {
                last.next();
                firstPayment = last.getLong(1) + 1;
            }
        }
        Thread[] committers = new Thread[CONNECTIONS];
        for (int i = 0; i < CONNECTIONS; i++) {
            long first = firstPayment + i;
            committers[i] = new Thread(() -> commit(url, first), "committer-" + i);
            committers[i].start();
        }
        for (Thread committer : committers) {
            committer.join();
        }
    }

    /** Each connection takes every fourth number, so no two of them write the same payment. */
    private static void commit(String url, long first) {
        try (Connection connection = DriverManager.getConnection(url);
                PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO payment (id, amount) VALUES (?, ?)")) {
            for (long id = first; ; id += CONNECTIONS) {
                insert.setLong(1, id);
                insert.setBigDecimal(2, BigDecimal.valueOf(id, 2));
                insert.executeUpdate();
                acknowledge(id);
            }
        } catch (SQLException e) {
            e.printStackTrace();
            System.exit(1);
        }
    }

    private static synchronized void acknowledge(long id) {
        System.out.println(id + ACKNOWLEDGED);
        System.out.flush();
    }

    // ---- the parent

    private static boolean crashAndRecover(String directory) throws IOException, InterruptedException, SQLException {
        System.out.println("A child process commits payments on " + CONNECTIONS + " connections ...");
        BitSet acknowledged = new BitSet();
        Process child = startChild(directory);
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.US_ASCII))) {
            int commits = 0;
            // What was written before the kill is still read after it; a line that the kill cut short does not count.
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.endsWith(ACKNOWLEDGED)) {
                    continue;
                }
                acknowledged.set(Integer.parseInt(line.substring(0, line.length() - ACKNOWLEDGED.length())));
                if (++commits == COMMITS_BEFORE_THE_KILL) {
                    System.out.println("... and is killed (SIGKILL) after acknowledgement " + commits + ".");
                    // Through the handle: the process's own method would close the pipe that is still to be read.
                    child.toHandle().destroyForcibly();
                }
            }
        } finally {
            child.destroyForcibly();
        }
        if (!child.waitFor(1, TimeUnit.MINUTES) || acknowledged.cardinality() < COMMITS_BEFORE_THE_KILL) {
            System.out.println("The child ended by itself, with exit code " + child.exitValue() + ".");
            return false;
        }
        System.out.println("The database is opened again:");
        System.out.println();
        int exitCode = new Shell(System.in, System.out, System.err)
                .run("-u", url(directory), "-e", "SELECT COUNT(*) AS payments FROM payment");
        return exitCode == 0 && isEveryPaymentThere(directory, acknowledged);
    }

    private static Process startChild(String directory) throws IOException {
        String java = System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
        String classPath = System.getProperty("java.class.path");
        return new ProcessBuilder(List.of(java, "-cp", classPath, CrashDemo.class.getName(), "--commit", directory))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static boolean isEveryPaymentThere(String directory, BitSet acknowledged) throws SQLException {
        BitSet missing = (BitSet) acknowledged.clone();
        try (Connection connection = DriverManager.getConnection(url(directory));
                Statement statement = connection.createStatement();
                ResultSet payments = statement.executeQuery("SELECT id FROM payment")) {
            while (payments.next()) {
                missing.clear(Math.toIntExact(payments.getLong(1)));
            }
        }
        System.out.println(acknowledged.cardinality() + " commits were acknowledged before the kill; "
                + (missing.isEmpty() ? "every one of them is there." : "LOST: " + missing));
        return missing.isEmpty();
    }
}
