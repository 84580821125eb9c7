package io.aletheia.examples.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;

/**
 * A database with a table of points and the history of both times: Aletheia as it is, others with a table of what is current and one
 * of what was, kept by hand in one transaction a change. Times are microseconds in BIGINT there, which suits them best.
 */
enum Peer {
    ALETHEIA(
            "jdbc:aletheia:mem:peers;durability=ASYNC",
            List.of("CREATE TABLE point (id BIGINT PRIMARY KEY, name VARCHAR(40), amount BIGINT)"),
            List.of("UPDATE point SET amount = ? WHERE id = ?"),
            "SELECT name, amount FROM point WHERE id = ?",
            "SELECT name, amount FROM point FOR VALID_TIME AS OF ? FOR SYSTEM_TIME AS OF ? WHERE id = ?",
            "SELECT amount FROM HISTORY.point WHERE id = ?",
            "SELECT SUM(amount) FROM point",
            "SELECT SUM(amount) FROM point FOR VALID_TIME AS OF ? FOR SYSTEM_TIME AS OF ?") {
        @Override
        void insert(Connection connection, long id, String name, long amount, long now) throws SQLException {
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO point VALUES (?, ?, ?)")) {
                insert.setLong(1, id);
                insert.setString(2, name);
                insert.setLong(3, amount);
                insert.executeUpdate();
            }
        }

        @Override
        void update(List<PreparedStatement> statements, long id, long amount, long now) throws SQLException {
            statements.get(0).setLong(1, amount);
            statements.get(0).setLong(2, id);
            statements.get(0).executeUpdate();
        }

        @Override
        int bindInstant(PreparedStatement statement, long instant, long id) throws SQLException {
            statement.setTimestamp(1, new Timestamp(instant / 1_000));
            statement.setTimestamp(2, new Timestamp(instant / 1_000));
            return 3;
        }
    },
    /** Without its habit of giving the last result again. */
    H2("jdbc:h2:mem:peers;OPTIMIZE_REUSE_RESULTS=0", Handmade.TABLES),
    SQLITE("jdbc:sqlite::memory:", Handmade.TABLES);

    /** The tables, changes and questions of a database without a history of its own. */
    private static final class Handmade {
        static final List<String> TABLES = List.of(
                "CREATE TABLE point (id BIGINT PRIMARY KEY, name VARCHAR(40), amount BIGINT, valid_from BIGINT,"
                        + " system_from BIGINT)",
                "CREATE TABLE point_history (id BIGINT, name VARCHAR(40), amount BIGINT, valid_from BIGINT,"
                        + " valid_to BIGINT, system_from BIGINT, system_to BIGINT)",
                "CREATE INDEX point_history_key ON point_history (id, system_from)");

        /** What was from now on is no longer known; what was up to now stays known; what is from now on is new. */
        static final List<String> CHANGES = List.of(
                "INSERT INTO point_history SELECT id, name, amount, valid_from, " + Long.MAX_VALUE
                        + ", system_from, ? FROM point WHERE id = ?",
                "INSERT INTO point_history SELECT id, name, amount, valid_from, ?, ?, " + Long.MAX_VALUE
                        + " FROM point WHERE id = ?",
                "UPDATE point SET amount = ?, valid_from = ?, system_from = ? WHERE id = ?");

        static final String NOW = " valid_from <= ? AND system_from <= ?";
        static final String THEN = " valid_from <= ? AND ? < valid_to AND system_from <= ? AND ? < system_to";
        static final String AS_OF = "SELECT name, amount FROM point WHERE" + NOW + " AND id = ? UNION ALL"
                + " SELECT name, amount FROM point_history WHERE" + THEN + " AND id = ?";
        static final String SUM_AS_OF = "SELECT SUM(amount) FROM (SELECT amount FROM point WHERE" + NOW + " UNION ALL"
                + " SELECT amount FROM point_history WHERE" + THEN + ") v";

        private Handmade() {}
    }

    final String url;

    @SuppressWarnings("ImmutableEnumChecker") // From List.of.
    final List<String> tables;

    @SuppressWarnings("ImmutableEnumChecker") // From List.of.
    final List<String> changes;

    final String current;
    final String asOf;
    final String history;
    final String sum;
    final String sumAsOf;

    Peer(String url, List<String> tables) {
        this(
                url,
                tables,
                Handmade.CHANGES,
                "SELECT name, amount FROM point WHERE id = ?",
                Handmade.AS_OF,
                "SELECT amount FROM point WHERE id = ?1 UNION ALL SELECT amount FROM point_history WHERE id = ?1",
                "SELECT SUM(amount) FROM point",
                Handmade.SUM_AS_OF);
    }

    Peer(
            String url,
            List<String> tables,
            List<String> changes,
            String current,
            String asOf,
            String history,
            String sum,
            String sumAsOf) {
        this.url = url;
        this.tables = tables;
        this.changes = changes;
        this.current = current;
        this.asOf = asOf;
        this.history = history;
        this.sum = sum;
        this.sumAsOf = sumAsOf;
    }

    void insert(Connection connection, long id, String name, long amount, long now) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO point VALUES (?, ?, ?, ?, ?)")) {
            insert.setLong(1, id);
            insert.setString(2, name);
            insert.setLong(3, amount);
            insert.setLong(4, now);
            insert.setLong(5, now);
            insert.executeUpdate();
        }
    }

    /** One change, by the statements of {@link #changes}; the caller commits. */
    void update(List<PreparedStatement> statements, long id, long amount, long now) throws SQLException {
        statements.get(0).setLong(1, now);
        statements.get(0).setLong(2, id);
        statements.get(0).executeUpdate();
        statements.get(1).setLong(1, now);
        statements.get(1).setLong(2, now);
        statements.get(1).setLong(3, id);
        statements.get(1).executeUpdate();
        statements.get(2).setLong(1, amount);
        statements.get(2).setLong(2, now);
        statements.get(2).setLong(3, now);
        statements.get(2).setLong(4, id);
        statements.get(2).executeUpdate();
    }

    /** Binds an instant of both times, and the id within the first part of the union; returns where the next id goes. */
    int bindInstant(PreparedStatement statement, long instant, long id) throws SQLException {
        int at = 1;
        statement.setLong(at++, instant);
        statement.setLong(at++, instant);
        if (id >= 0) {
            statement.setLong(at++, id);
        }
        for (int i = 0; i < 4; i++) {
            statement.setLong(at++, instant);
        }
        return at;
    }
}
