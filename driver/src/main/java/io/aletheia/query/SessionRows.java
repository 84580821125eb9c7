package io.aletheia.query;

import io.aletheia.query.catalog.SystemTable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of INFORMATION_SCHEMA.SESSIONS and STATEMENTS: what other threads do at this moment, read without stopping them. So two columns
 * of a row may be of two moments.
 */
final class SessionRows {
    private SessionRows() {}

    static List<@Nullable Object[]> of(
            SystemTable.Name table, List<EngineSession> sessions, EngineSession current, long nowMicros) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (EngineSession session : sessions) {
            Interruption running = session.running();
            if (table == SystemTable.Name.SESSIONS) {
                rows.add(session(session, running, session == current, nowMicros));
            } else if (running != null) {
                rows.add(statement(session, running, nowMicros));
            }
        }
        return rows;
    }

    private static @Nullable Object[] session(
            EngineSession session, @Nullable Interruption running, boolean current, long nowMicros) {
        return new @Nullable Object[] {
            session.id(),
            orNull(session.settings().get(Setting.APPLICATION_NAME)),
            orNull(session.settings().get(Setting.USER)),
            nowMicros - session.connectedMicros(),
            running == null ? "IDLE" : running.state().name(),
            SystemTable.yesOrNo(session.transactions().isOpen()),
            SystemTable.yesOrNo(current)
        };
    }

    private static @Nullable Object[] statement(EngineSession session, Interruption running, long nowMicros) {
        Interruption.State state = running.state();
        long elapsed = running.elapsedMicros();
        return new @Nullable Object[] {
            session.id(),
            orNull(session.settings().get(Setting.APPLICATION_NAME)),
            orNull(session.settings().get(Setting.USER)),
            running.sql(),
            state.name(),
            state == Interruption.State.COMMITTING ? "LOG" : null,
            elapsed < 0 ? null : nowMicros - elapsed,
            elapsed < 0 ? null : elapsed,
            running.rows(),
            running.heldBytes()
        };
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
