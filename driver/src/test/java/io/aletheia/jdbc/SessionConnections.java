package io.aletheia.jdbc;

import io.aletheia.engine.Database;
import io.aletheia.query.Session;
import io.aletheia.query.SessionOver;
import java.sql.Connection;
import java.util.function.Supplier;

/** Connections to a database that a test has opened itself, with a clock or on files of its own. */
public final class SessionConnections {
    private final Supplier<Session> sessions;

    private SessionConnections(Supplier<Session> sessions) {
        this.sessions = sessions;
    }

    /** Connections to a database, which is closed with the last of them. */
    public static SessionConnections to(Database database) {
        return new SessionConnections(SessionOver.sharing(database));
    }

    /** One more connection. */
    public Connection open() {
        return new AletheiaConnection(sessions.get(), "jdbc:aletheia:mem:");
    }
}
