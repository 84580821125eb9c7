package io.aletheia.examples.benchmarks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The same points, changes and questions for each {@link Peer}, in memory, in turns. */
final class Peers {
    private static final int ROWS = 50_000;
    private static final int STRIDE = 7919;
    private static final int CHANGES = 100_000;
    private static final int LONG_HISTORY = 100;
    private static final int READS = 50_000;
    private static final int HISTORY_READS = 5_000;
    private static final int UPDATES = 10_000;
    private static final int SCANS = 5;

    private final Map<Peer, Connection> connections = new EnumMap<>(Peer.class);
    private final List<Sample> samples = new ArrayList<>();
    private final List<String> names = new ArrayList<>();

    /** Half of the changes were made before this time. */
    private long past;

    /** Makes the same tables everywhere. */
    void load() throws SQLException, InterruptedException {
        for (Peer peer : Peer.values()) {
            Connection connection = DriverManager.getConnection(peer.url);
            connections.put(peer, connection);
            try (Statement statement = connection.createStatement()) {
                for (String sql : peer.tables) {
                    statement.execute(sql);
                }
            }
            connection.setAutoCommit(false);
            for (int id = 0; id < ROWS; id++) {
                peer.insert(connection, id, "point " + id, id, now());
                if (id % 1_000 == 999) {
                    connection.commit();
                }
            }
        }
        change(0, CHANGES / 2);
        // Times that are read are whole milliseconds.
        Thread.sleep(5);
        past = now() / 1_000 * 1_000;
        Thread.sleep(5);
        change(CHANGES / 2, CHANGES);
        check();
    }

    private void change(int from, int to) throws SQLException {
        for (Peer peer : Peer.values()) {
            Connection connection = at(peer);
            List<PreparedStatement> statements = prepare(peer);
            for (int i = from; i < to; i++) {
                peer.update(statements, (long) i * STRIDE % ROWS, i, now());
                connection.commit();
            }
            for (int i = from; i < from + LONG_HISTORY / 2; i++) {
                peer.update(statements, 0, i, now());
                connection.commit();
            }
            close(statements);
        }
    }

    /** All must agree, or the figures mean nothing. */
    private void check() throws SQLException {
        List<Long> sums = new ArrayList<>();
        for (Peer peer : Peer.values()) {
            sums.add(sum(peer));
            sums.add(sumAsOf(peer));
        }
        for (int i = 2; i < sums.size(); i++) {
            if (!sums.get(i).equals(sums.get(i % 2))) {
                throw new IllegalStateException("the databases disagree: " + sums);
            }
        }
    }

    List<Sample> samples() {
        return samples;
    }

    /** One round of all questions and changes. */
    void measure() throws SQLException {
        for (Peer peer : Peer.values()) {
            String name = peer.name().toLowerCase(Locale.ROOT);
            add(name + ": row by key", "us", micros(READS, () -> current(peer)));
            add(name + ": row by key as of both times", "us", micros(READS, () -> asOf(peer)));
            add(
                    name + ": history of one key, " + LONG_HISTORY + " changes",
                    "us",
                    micros(HISTORY_READS, () -> history(peer)));
            add(name + ": sum of what is current", "ms", micros(SCANS, () -> repeat(() -> sum(peer))) / 1e3);
            add(name + ": sum as of both times", "ms", micros(SCANS, () -> repeat(() -> sumAsOf(peer))) / 1e3);
            add(name + ": update of one row", "us", micros(UPDATES, () -> update(peer)));
        }
    }

    void close() throws SQLException {
        for (Connection connection : connections.values()) {
            connection.close();
        }
    }

    private interface Work {
        void run() throws SQLException;
    }

    private static void repeat(Work work) throws SQLException {
        for (int i = 0; i < SCANS; i++) {
            work.run();
        }
    }

    private static double micros(int count, Work work) throws SQLException {
        long began = System.nanoTime();
        work.run();
        return (System.nanoTime() - began) / 1e3 / count;
    }

    private void current(Peer peer) throws SQLException {
        try (PreparedStatement select = at(peer).prepareStatement(peer.current)) {
            for (int i = 0; i < READS; i++) {
                select.setLong(1, (long) i * STRIDE % ROWS);
                readRow(select);
            }
        }
    }

    private void asOf(Peer peer) throws SQLException {
        try (PreparedStatement select = at(peer).prepareStatement(peer.asOf)) {
            for (int i = 0; i < READS; i++) {
                long id = (long) i * STRIDE % ROWS;
                select.setLong(peer.bindInstant(select, past, id), id);
                readRow(select);
            }
        }
    }

    private static void readRow(PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            if (!row.next() || row.getString(1).isEmpty() || row.getLong(2) < 0 || row.next()) {
                throw new IllegalStateException("not one row");
            }
        }
    }

    private void history(Peer peer) throws SQLException {
        try (PreparedStatement select = at(peer).prepareStatement(peer.history)) {
            for (int i = 0; i < HISTORY_READS; i++) {
                select.setLong(1, 0);
                int versions = 0;
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        versions++;
                    }
                }
                if (versions < LONG_HISTORY) {
                    throw new IllegalStateException(versions + " versions");
                }
            }
        }
    }

    private long sum(Peer peer) throws SQLException {
        try (PreparedStatement select = at(peer).prepareStatement(peer.sum)) {
            return single(select);
        }
    }

    private long sumAsOf(Peer peer) throws SQLException {
        try (PreparedStatement select = at(peer).prepareStatement(peer.sumAsOf)) {
            peer.bindInstant(select, past, -1);
            return single(select);
        }
    }

    private static long single(PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private void update(Peer peer) throws SQLException {
        List<PreparedStatement> statements = prepare(peer);
        for (int i = 0; i < UPDATES; i++) {
            peer.update(statements, 1 + i % (ROWS - 1), i, now());
            at(peer).commit();
        }
        close(statements);
    }

    private List<PreparedStatement> prepare(Peer peer) throws SQLException {
        List<PreparedStatement> statements = new ArrayList<>();
        for (String sql : peer.changes) {
            statements.add(at(peer).prepareStatement(sql));
        }
        return statements;
    }

    private static void close(List<PreparedStatement> statements) throws SQLException {
        for (PreparedStatement statement : statements) {
            statement.close();
        }
    }

    private Connection at(Peer peer) {
        return Objects.requireNonNull(connections.get(peer));
    }

    private static long now() {
        return System.currentTimeMillis() * 1_000 + System.nanoTime() / 1_000 % 1_000;
    }

    private void add(String name, String unit, double value) {
        if (!names.contains(name)) {
            names.add(name);
            samples.add(new Sample(name, unit));
        }
        samples.get(names.indexOf(name)).add(value);
    }
}
