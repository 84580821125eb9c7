package io.aletheia.query.exec;

import io.aletheia.query.catalog.SystemTable;
import io.aletheia.query.expression.SessionValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a run sees of its session and of the other sessions of the database, and what it tells its own. */
public interface SessionView {
    /** No session: for what runs outside of statements. */
    SessionView NONE = new SessionView() {
        @Override
        public String value(SessionValue value) {
            return "";
        }

        @Override
        public long id() {
            return 0;
        }

        @Override
        public boolean cancel(long sessionId) {
            return false;
        }

        @Override
        public List<@Nullable Object[]> rows(SystemTable.Name table, long nowMicros) {
            throw new IllegalStateException("a plan that asks about sessions runs without one");
        }

        @Override
        public void progressed(long rows) {}
    };

    /** What the session says of itself. */
    String value(SessionValue value);

    /** The session's number, from 1. */
    long id();

    /** Ends what a session runs, and tells whether it ran anything. */
    boolean cancel(long sessionId);

    /**
     * The rows of SESSIONS or STATEMENTS.
     *
     * @param nowMicros the time that whoever asks takes for the present
     */
    List<@Nullable Object[]> rows(SystemTable.Name table, long nowMicros);

    /** Counts rows that the session's statement has written. */
    void progressed(long rows);
}
