package io.aletheia.jdbc.kills;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The rule that all commits follow, so that from a session and a number it can be said what a commit wrote. Each session has pairs
 * of accounts, which it uses in turn. Commit n moves an amount from one account of its pair to the other, inserts an edge that
 * says so, deletes the edge of commit n - {@link #KEPT}, and sometimes takes the next ticket of a counter, which belongs to
 * all sessions.
 */
final class Transfers {
    static final int SESSIONS = 8;
    /** Edges that a session leaves. */
    static final int KEPT = 8;

    /** Pairs of accounts that a session has. */
    static final int PAIRS = 16;

    static final int COUNTERS = 8;

    private static final int TICKET_INTERVAL = 4;
    private static final int TEXT_INTERVAL = 5;
    private static final int LONG_TEXT_INTERVAL = 97;
    private static final int LONG_TEXT_LENGTH = 150_000;
    private static final String[] DEFINITIONS = {
        "CREATE NODE TABLE account (id BIGINT PRIMARY KEY, balance BIGINT NOT NULL, sequence BIGINT NOT NULL)",
        "CREATE EDGE TABLE transfer (FROM account, TO account, session INTEGER NOT NULL, sequence BIGINT NOT NULL,"
                + " amount BIGINT NOT NULL, process INTEGER NOT NULL, seen BIGINT NOT NULL, ticket BIGINT, text VARCHAR)",
        "CREATE INDEX transfer_session ON transfer (session)",
        "CREATE NODE TABLE counter (id INTEGER PRIMARY KEY, tickets BIGINT NOT NULL)"
    };

    private Transfers() {}

    /** Makes the tables and the accounts. */
    static void define(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String definition : DEFINITIONS) {
                statement.execute(definition);
            }
            statement.execute("INSERT INTO counter VALUES " + rows(COUNTERS, id -> "(" + id + ", 0)"));
            statement.execute("INSERT INTO account VALUES " + rows(SESSIONS * PAIRS * 2, id -> "(" + id + ", 0, 0)"));
        }
    }

    private static String rows(int count, IntFunction<String> row) {
        return IntStream.range(0, count).mapToObj(row).collect(Collectors.joining(", "));
    }

    /** Which pair of accounts a commit uses, counted over all sessions. */
    static int pair(int session, long sequence) {
        return session * PAIRS + (int) (sequence % PAIRS);
    }

    static long payer(int pair) {
        return 2L * pair;
    }

    static long payee(int pair) {
        return 2L * pair + 1;
    }

    static long amount(int session, long sequence) {
        return 1 + (session * 31L + sequence * 17) % 97;
    }

    static boolean takesTicket(int session, long sequence) {
        return (session + sequence) % TICKET_INTERVAL == 0;
    }

    static int counter(int session, long sequence) {
        return (int) ((session + sequence) / TICKET_INTERVAL % COUNTERS);
    }

    /** What the edge of a commit carries, so that frames are of all sizes. */
    static @Nullable String text(int session, long sequence) {
        String word = session + "." + sequence + " ";
        if (sequence % LONG_TEXT_INTERVAL == 0) {
            return word.repeat(LONG_TEXT_LENGTH / word.length());
        }
        return sequence % TEXT_INTERVAL == 0 ? word.repeat((int) (sequence * 7919 % 150)) : null;
    }

    /** Entries of the log, each with an LSN: two updates, an insertion, and what not every commit does. */
    static int logEntries(int session, long sequence) {
        return 3 + (sequence > KEPT ? 1 : 0) + (takesTicket(session, sequence) ? 1 : 0);
    }
}
