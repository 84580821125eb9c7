package io.aletheia.jdbc.kills;

import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.jdbc.CheckedDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a database says of the commits that {@link Transfers} describes, through SQL. Of the pieces into which later changes cut a
 * version, the one without an end in valid time stands for it: every version was written to hold from its commit on.
 */
final class LedgerState {
    private static final String WRITTEN = " WHERE _valid_to = TIMESTAMP '9999-12-30 00:00:00' AND ";

    private final Connection connection;

    LedgerState(Connection connection) {
        this.connection = connection;
    }

    /** An account as a commit left it. */
    record AccountVersion(long account, long sequence, LocalDateTime systemTime) {}

    /** A line of the list of transactions. */
    record Listed(long transactionId, LocalDateTime systemTime) {}

    private interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    long lastLsn() throws SQLException {
        return rows("SHOW LAST_LSN", row -> row.getLong(1)).get(0);
    }

    LocalDateTime lastSystemTime() throws SQLException {
        return rows("SELECT MAX(SYSTEM_TIME) FROM INFORMATION_SCHEMA.TRANSACTIONS", row -> time(row, 1))
                .get(0);
    }

    long transactionCount() throws SQLException {
        return rows("SELECT COUNT(*) FROM INFORMATION_SCHEMA.TRANSACTIONS", row -> row.getLong(1))
                .get(0);
    }

    List<Listed> transactions(LocalDateTime after) throws SQLException {
        return rows(
                "SELECT TRANSACTION_ID, SYSTEM_TIME FROM INFORMATION_SCHEMA.TRANSACTIONS WHERE SYSTEM_TIME > ?"
                        + " ORDER BY SYSTEM_TIME",
                row -> new Listed(row.getLong(1), time(row, 2)),
                after);
    }

    /** What was inserted after a system time, in the order of the commits. */
    List<Transfer> transfersAfter(LocalDateTime after) throws SQLException {
        return rows(
                "SELECT _id, session, sequence, amount, process, seen, ticket, text, _tx, _system_from"
                        + " FROM HISTORY.transfer" + WRITTEN + "_system_from > ? ORDER BY _system_from",
                row -> new Transfer(
                        row.getLong(1),
                        row.getInt(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getInt(5),
                        row.getLong(6),
                        row.getObject(7, Long.class),
                        row.getString(8),
                        row.getLong(9),
                        time(row, 10)),
                after);
    }

    List<Long> countAndSumOfKeys(LocalDateTime upTo) throws SQLException {
        return rows(
                        "SELECT COUNT(*), COALESCE(SUM(_id), 0) FROM HISTORY.transfer" + WRITTEN + "_system_from <= ?",
                        row -> List.of(row.getLong(1), row.getLong(2)),
                        upTo)
                .get(0);
    }

    List<AccountVersion> accountVersionsAfter(LocalDateTime after) throws SQLException {
        return rows(
                "SELECT id, sequence, _system_from FROM HISTORY.account" + WRITTEN + "_system_from > ?",
                row -> new AccountVersion(row.getLong(1), row.getLong(2), time(row, 3)),
                after);
    }

    /** Balance and sequence of each account. */
    Map<Long, List<Long>> accounts() throws SQLException {
        Map<Long, List<Long>> accounts = new HashMap<>();
        rows(
                "SELECT id, balance, sequence FROM account",
                row -> accounts.put(row.getLong(1), List.of(row.getLong(2), row.getLong(3))));
        return accounts;
    }

    /** How many tickets each counter has given. */
    List<Long> tickets() throws SQLException {
        return rows("SELECT tickets FROM counter ORDER BY id", row -> row.getLong(1));
    }

    /** Checks that each session has left the edges of its last commits. */
    void checkKept(long[] sequences) throws SQLException {
        Set<List<Long>> kept = new HashSet<>();
        for (int session = 0; session < sequences.length; session++) {
            for (long each = Math.max(1, sequences[session] - Transfers.KEPT + 1); each <= sequences[session]; each++) {
                kept.add(List.of((long) session, each));
            }
        }
        assertThat(rows("SELECT session, sequence FROM transfer", row -> List.of(row.getLong(1), row.getLong(2))))
                .as("edges")
                .containsExactlyInAnyOrderElementsOf(kept);
    }

    List<String> violations() throws SQLException {
        return CheckedDatabase.violations(connection);
    }

    private <T extends @Nullable Object> List<T> rows(String sql, Row<T> reader) throws SQLException {
        List<T> read = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                read.add(reader.read(rows));
            }
        }
        return read;
    }

    private <T> List<T> rows(String sql, Row<T> reader, LocalDateTime bound) throws SQLException {
        List<T> read = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, bound);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    read.add(reader.read(rows));
                }
            }
        }
        return read;
    }

    private static LocalDateTime time(ResultSet row, int column) throws SQLException {
        return row.getObject(column, LocalDateTime.class);
    }
}
