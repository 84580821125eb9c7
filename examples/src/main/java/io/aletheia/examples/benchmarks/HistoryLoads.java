package io.aletheia.examples.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;

/**
 * Two loads whose history ruins reads where nothing is done about it: one entity with many readings, each overwritten several
 * times; and a few rows updated again and again in a table with many rows besides. Each is measured beside a table of the same
 * current rows without a history.
 */
final class HistoryLoads {
    private static final int READINGS = 80_000;
    private static final int OVERWRITES = 5;
    private static final int CURRENT = 200_000;
    private static final int UPDATED = 10;
    private static final int UPDATES = 100_000;
    private static final int ROWS_PER_COMMIT = 5_000;
    private static final long START_MILLIS = 1_600_000_000_000L;
    private static final long READING_MILLIS = 5 * 60_000L;
    private static final int KEY_READS = 2_000;
    private static final int SCANS = 20;

    private final Connection connection;
    private final List<Sample> reads = new ArrayList<>();
    private String past = "";
    private String pastOfAccounts = "";

    HistoryLoads(Connection connection) {
        this.connection = connection;
    }

    /** How long each read takes, a value a round. */
    List<Sample> reads() {
        return reads;
    }

    /** Fills the tables; returns how long a write took. */
    List<Sample> load() throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE reading (id BIGINT PRIMARY KEY, amount BIGINT)");
            statement.execute("CREATE TABLE reading_once (id BIGINT PRIMARY KEY, amount BIGINT)");
            statement.execute("CREATE TABLE account (id BIGINT PRIMARY KEY, amount BIGINT)");
            statement.execute("CREATE TABLE account_once (id BIGINT PRIMARY KEY, amount BIGINT)");
        }
        connection.commit();
        long began = System.nanoTime();
        for (int pass = 0; pass <= OVERWRITES; pass++) {
            readings("reading", pass);
            if (pass == OVERWRITES / 2) {
                past = now();
            }
        }
        var reading = new Sample("one entity: a reading written, of " + (OVERWRITES + 1) * READINGS, "us");
        reading.add((System.nanoTime() - began) / 1e3 / ((OVERWRITES + 1) * READINGS));
        readings("reading_once", OVERWRITES);
        accounts("account");
        accounts("account_once");
        began = System.nanoTime();
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE account SET amount = amount + 1 WHERE id = ?")) {
            for (int i = 0; i < UPDATES; i++) {
                update.setLong(1, i % UPDATED);
                update.executeUpdate();
                connection.commit();
                if (i == UPDATES / 2) {
                    pastOfAccounts = now();
                }
            }
        }
        var account = new Sample("a few rows: an update and commit, of " + UPDATES, "us");
        account.add((System.nanoTime() - began) / 1e3 / UPDATES);
        connection.setAutoCommit(true);
        return List.of(reading, account);
    }

    private void readings(String table, int pass) throws SQLException {
        try (PreparedStatement put = connection.prepareStatement(
                "UPSERT INTO " + table + " (id, amount, _valid_from, _valid_to) VALUES (1, ?, ?, ?)")) {
            for (int i = 0; i < READINGS; i++) {
                put.setLong(1, (long) pass * READINGS + i);
                put.setTimestamp(2, new Timestamp(START_MILLIS + i * READING_MILLIS));
                put.setTimestamp(3, new Timestamp(START_MILLIS + (i + 1) * READING_MILLIS));
                put.addBatch();
                if ((i + 1) % ROWS_PER_COMMIT == 0) {
                    put.executeBatch();
                    connection.commit();
                }
            }
        }
    }

    private void accounts(String table) throws SQLException {
        try (PreparedStatement put = connection.prepareStatement("INSERT INTO " + table + " VALUES (?, ?)")) {
            for (int i = 0; i < CURRENT; i++) {
                put.setLong(1, i);
                put.setLong(2, i);
                put.addBatch();
                if ((i + 1) % ROWS_PER_COMMIT == 0) {
                    put.executeBatch();
                    connection.commit();
                }
            }
        }
    }

    private String now() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT CURRENT_TIMESTAMP")) {
            row.next();
            String text = String.valueOf(row.getTimestamp(1).toInstant());
            connection.commit();
            return "TIMESTAMP '" + text.replace('T', ' ').replace("Z", "") + "'";
        }
    }

    /** One round of every read. */
    void measure() throws SQLException {
        String all = " FOR ALL VALID_TIME";
        scan("readings, now", "SELECT COUNT(*) FROM reading" + all);
        scan("readings, now, without history", "SELECT COUNT(*) FROM reading_once" + all);
        scan("readings, sum, now", "SELECT SUM(amount) FROM reading" + all);
        scan("readings, sum, now, without history", "SELECT SUM(amount) FROM reading_once" + all);
        scan("readings, as of the past", "SELECT COUNT(*) FROM reading" + all + " FOR SYSTEM_TIME AS OF " + past);
        scan("readings, all versions", "SELECT COUNT(*) FROM HISTORY.reading");
        scan("readings, by key, now", "SELECT COUNT(*) FROM reading" + all + " WHERE id = 1");
        scan("readings, by key, all versions", "SELECT COUNT(*) FROM HISTORY.reading WHERE id = 1");
        keys("readings, one by key at an instant", "reading", true);
        keys("readings, one by key at an instant, without history", "reading_once", true);
        scan("accounts, now", "SELECT COUNT(*) FROM account");
        scan("accounts, now, without history", "SELECT COUNT(*) FROM account_once");
        scan("accounts, sum, now", "SELECT SUM(amount) FROM account");
        scan("accounts, sum, now, without history", "SELECT SUM(amount) FROM account_once");
        scan("accounts, as of the past", "SELECT COUNT(*) FROM account FOR SYSTEM_TIME AS OF " + pastOfAccounts);
        scan("accounts, all versions", "SELECT COUNT(*) FROM HISTORY.account");
        scan("accounts, by key, all versions", "SELECT COUNT(*) FROM HISTORY.account WHERE id = 3");
        keys("accounts, one by key, now", "account", false);
        keys("accounts, one by key, now, without history", "account_once", false);
    }

    private void scan(String name, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            long began = System.nanoTime();
            for (int i = 0; i < SCANS; i++) {
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    row.getLong(1);
                }
            }
            time(name, "ms", (System.nanoTime() - began) / 1e6 / SCANS);
        }
    }

    private void keys(String name, String table, boolean asOf) throws SQLException {
        String clause = asOf ? " FOR VALID_TIME AS OF ?" : "";
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT amount FROM " + table + clause + " WHERE id = ?")) {
            long began = System.nanoTime();
            for (int i = 0; i < KEY_READS; i++) {
                if (asOf) {
                    statement.setTimestamp(
                            1, new Timestamp(START_MILLIS + (long) i * 7919 % READINGS * READING_MILLIS + 1_000));
                    statement.setLong(2, 1);
                } else {
                    statement.setLong(1, i % UPDATED);
                }
                try (ResultSet row = statement.executeQuery()) {
                    if (!row.next()) {
                        throw new IllegalStateException("no row in " + table);
                    }
                    row.getLong(1);
                }
            }
            time(name, "us", (System.nanoTime() - began) / 1e3 / KEY_READS);
        }
    }

    private void time(String name, String unit, double value) {
        for (Sample sample : reads) {
            if (sample.name().equals(name)) {
                sample.add(value);
                return;
            }
        }
        Sample sample = new Sample(name, unit);
        sample.add(value);
        reads.add(sample);
    }
}
