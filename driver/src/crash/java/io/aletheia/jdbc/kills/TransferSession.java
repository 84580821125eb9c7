package io.aletheia.jdbc.kills;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Commits as {@link Transfers} says through one connection, from where its accounts stand. */
final class TransferSession {
    private static final String CONFLICT = "40001";
    private static final String DISK_FULL = "53100";
    private static final int TELL_TIME_INTERVAL = 16;
    private static final int ROLLBACK_INTERVAL = 24;

    private final Connection connection;
    private final String database;
    private final int process;
    private final int session;
    private final LongSupplier acknowledged;
    private final Consumer<Acknowledgement> listener;
    private final PreparedStatement move;
    private final PreparedStatement insert;
    private final PreparedStatement delete;
    private final PreparedStatement tickets;
    private final PreparedStatement takeTicket;
    private final PreparedStatement time;
    private final Deque<Long> kept = new ArrayDeque<>();
    private long sequence;

    /**
     * A session.
     *
     * @param acknowledged how many commits of the database the process has acknowledged
     * @param listener is told of each commit that has returned
     */
    TransferSession(
            Connection connection,
            String database,
            int process,
            int session,
            LongSupplier acknowledged,
            Consumer<Acknowledgement> listener)
            throws SQLException {
        this.connection = connection;
        this.database = database;
        this.process = process;
        this.session = session;
        this.acknowledged = acknowledged;
        this.listener = listener;
        connection.setAutoCommit(false);
        move = connection.prepareStatement("UPDATE account SET balance = balance + ?, sequence = ? WHERE id = ?");
        insert = connection.prepareStatement(
                "INSERT INTO transfer (source, target, session, sequence, amount, process, seen, ticket, text)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                Statement.RETURN_GENERATED_KEYS);
        delete = connection.prepareStatement("DELETE FROM transfer WHERE _id = ?");
        tickets = connection.prepareStatement("SELECT tickets FROM counter WHERE id = ?");
        takeTicket = connection.prepareStatement("UPDATE counter SET tickets = ? WHERE id = ?");
        time = connection.prepareStatement("SELECT _system_from FROM transfer WHERE _id = ?");
        resume();
    }

    private void resume() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery(
                    "SELECT MAX(sequence) FROM account WHERE id >= " + Transfers.payer(Transfers.pair(session, 0))
                            + " AND id < " + Transfers.payer(Transfers.pair(session + 1, 0)))) {
                row.next();
                sequence = row.getLong(1);
            }
            try (ResultSet rows = statement.executeQuery(
                    "SELECT _id FROM transfer WHERE session = " + session + " ORDER BY sequence")) {
                while (rows.next()) {
                    kept.add(rows.getLong(1));
                }
            }
        }
        connection.rollback();
    }

    /**
     * Makes the next commit, in as many attempts as others make necessary. False if there is no room for it on the disk; then
     * nothing is changed.
     */
    boolean commitNext() throws SQLException {
        long next = sequence + 1;
        if (next % ROLLBACK_INTERVAL == 0) {
            write(next);
            connection.rollback();
        }
        while (true) {
            try {
                long id = write(next);
                connection.commit();
                sequence = next;
                kept.add(id);
                if (kept.size() > Transfers.KEPT) {
                    kept.remove();
                }
                listener.accept(new Acknowledgement(database, process, session, next, id, timeToTell(id)));
                return true;
            } catch (SQLException e) {
                connection.rollback();
                if (DISK_FULL.equals(e.getSQLState())) {
                    return false;
                }
                if (!CONFLICT.equals(e.getSQLState())) {
                    throw e;
                }
            }
        }
    }

    /** Writes what the commit is to hold, and returns the key of its edge. */
    private long write(long next) throws SQLException {
        long seen = acknowledged.getAsLong();
        long amount = Transfers.amount(session, next);
        long payer = Transfers.payer(Transfers.pair(session, next));
        long payee = Transfers.payee(Transfers.pair(session, next));
        move(payer, -amount, next);
        move(payee, amount, next);
        if (next > Transfers.KEPT) {
            delete.setLong(1, kept.element());
            delete.executeUpdate();
        }
        insert.setLong(1, payer);
        insert.setLong(2, payee);
        insert.setInt(3, session);
        insert.setLong(4, next);
        insert.setLong(5, amount);
        insert.setInt(6, process);
        insert.setLong(7, seen);
        insert.setObject(8, Transfers.takesTicket(session, next) ? takeTicket(Transfers.counter(session, next)) : null);
        insert.setString(9, Transfers.text(session, next));
        insert.executeUpdate();
        try (ResultSet key = insert.getGeneratedKeys()) {
            key.next();
            return key.getLong(1);
        }
    }

    private void move(long account, long amount, long next) throws SQLException {
        move.setLong(1, amount);
        move.setLong(2, next);
        move.setLong(3, account);
        move.executeUpdate();
    }

    private Long takeTicket(int counter) throws SQLException {
        long ticket;
        tickets.setInt(1, counter);
        try (ResultSet row = tickets.executeQuery()) {
            row.next();
            ticket = row.getLong(1) + 1;
        }
        takeTicket.setLong(1, ticket);
        takeTicket.setInt(2, counter);
        takeTicket.executeUpdate();
        return ticket;
    }

    private @Nullable LocalDateTime timeToTell(long id) throws SQLException {
        if (sequence % TELL_TIME_INTERVAL != 0) {
            return null;
        }
        time.setLong(1, id);
        try (ResultSet row = time.executeQuery()) {
            row.next();
            return row.getObject(1, LocalDateTime.class);
        } finally {
            connection.rollback();
        }
    }

    /** Makes a checkpoint. False if there is no room for it on the disk. */
    boolean checkpoint() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CHECKPOINT");
            return true;
        } catch (SQLException e) {
            if (DISK_FULL.equals(e.getSQLState())) {
                return false;
            }
            throw e;
        }
    }
}
