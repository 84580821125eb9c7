package io.aletheia.jdbc.isolation;

import io.aletheia.jdbc.isolation.Observed.Append;
import io.aletheia.jdbc.isolation.Observed.Outcome;
import io.aletheia.jdbc.isolation.Observed.Read;
import io.aletheia.jdbc.isolation.Observed.Step;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Appends to lists and reads them through one connection; a list is a row of a table, made by its first append. */
final class ListClient implements AutoCloseable {
    static final String TABLE = "CREATE TABLE list (k INTEGER PRIMARY KEY, v VARCHAR NOT NULL)";

    private static final String CONFLICT = "40001";
    /** What a failing disk leads to: the outcome is unknown, the log has failed, the disk is full. */
    private static final String OUTCOME_UNKNOWN = "08007";

    private static final Set<String> FAILURES = Set.of(OUTCOME_UNKNOWN, "58030", "53100");
    private static final int STEPS_MAX = 6;

    private final Connection connection;
    private final int session;
    private final int keys;
    private final Random random;
    private final AtomicInteger numbers;
    private final PreparedStatement byKey;
    private final PreparedStatement update;
    private final PreparedStatement insert;
    private Consumer<Observed> listener = observed -> {};
    private boolean expectsFailures;
    private @Nullable String failure;

    /**
     * A client.
     *
     * @param numbers gives ids and values that are unique over all clients
     */
    ListClient(Connection connection, int session, int isolation, int keys, Random random, AtomicInteger numbers)
            throws SQLException {
        this.connection = connection;
        this.session = session;
        this.keys = keys;
        this.random = random;
        this.numbers = numbers;
        connection.setTransactionIsolation(isolation);
        connection.setAutoCommit(false);
        byKey = connection.prepareStatement("SELECT v FROM list WHERE k = ?");
        update = connection.prepareStatement("UPDATE list SET v = v || ',' || ? WHERE k = ?");
        insert = connection.prepareStatement("INSERT INTO list (k, v) VALUES (?, ?)");
    }

    /** Somebody wants to hear of each transaction before its commit is tried. */
    void tell(Consumer<Observed> newListener) {
        listener = newListener;
    }

    /** The disk may fail, which then ends transactions as conflicts do. */
    void expectFailures() {
        expectsFailures = true;
    }

    /** The SQLSTATE of the last failure that was expected; null if there was none. */
    @Nullable
    String failure() {
        return failure;
    }

    /** Runs a random transaction. What is thrown is neither a conflict nor expected. */
    Observed transact() throws SQLException {
        int id = numbers.incrementAndGet();
        List<Step> steps = new ArrayList<>();
        int count = 1 + random.nextInt(STEPS_MAX);
        try {
            for (int i = 0; i < count; i++) {
                step(steps);
            }
            if (random.nextInt(10) == 0) {
                connection.rollback();
                return new Observed(id, session, Outcome.ABORTED, steps);
            }
            listener.accept(new Observed(id, session, Outcome.UNKNOWN, List.copyOf(steps)));
            connection.commit();
            return new Observed(id, session, Outcome.COMMITTED, steps);
        } catch (SQLException e) {
            String state = String.valueOf(e.getSQLState());
            if (!CONFLICT.equals(state)) {
                if (!expectsFailures || !FAILURES.contains(state)) {
                    throw e;
                }
                failure = state;
            }
            connection.rollback();
            return new Observed(id, session, OUTCOME_UNKNOWN.equals(state) ? Outcome.UNKNOWN : Outcome.ABORTED, steps);
        }
    }

    private void step(List<Step> steps) throws SQLException {
        int key = 1 + random.nextInt(keys);
        switch (random.nextInt(5)) {
            case 0, 1 -> append(steps, key);
            case 2, 3 -> steps.add(new Read(key, read(key)));
            default -> {
                Map<Integer, List<Integer>> all = readAll(connection);
                for (int each = 1; each <= keys; each++) {
                    steps.add(new Read(each, all.getOrDefault(each, List.of())));
                }
            }
        }
    }

    private void append(List<Step> steps, int key) throws SQLException {
        int value = numbers.incrementAndGet();
        // Noted first: if the commit's outcome is not known, it may have been written.
        steps.add(new Append(key, value));
        update.setString(1, Integer.toString(value));
        update.setInt(2, key);
        if (update.executeUpdate() == 0) {
            insert.setInt(1, key);
            insert.setString(2, Integer.toString(value));
            insert.executeUpdate();
        }
    }

    private List<Integer> read(int key) throws SQLException {
        byKey.setInt(1, key);
        try (ResultSet rows = byKey.executeQuery()) {
            return rows.next() ? list(rows.getString(1)) : List.of();
        }
    }

    /** All lists by key. */
    static Map<Integer, List<Integer>> readAll(Connection connection) throws SQLException {
        Map<Integer, List<Integer>> lists = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT k, v FROM list")) {
            while (rows.next()) {
                lists.put(rows.getInt(1), list(rows.getString(2)));
            }
        }
        return lists;
    }

    private static List<Integer> list(String text) {
        return Arrays.stream(text.split(",")).map(Integer::valueOf).toList();
    }

    @Override
    public void close() throws SQLException {
        connection.rollback();
        connection.close();
    }
}
