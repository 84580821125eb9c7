package io.aletheia.query;

import io.aletheia.engine.Database;
import java.util.function.Supplier;

/** Sessions over databases that a test has opened itself, on files of its own. */
public final class SessionOver {
    private SessionOver() {}

    /** The only session of a database, which is closed with it. */
    public static Session only(Database database) {
        return sharing(database).get();
    }

    /** Makes sessions over one database, which is closed with the last of them. */
    public static Supplier<Session> sharing(Database database) {
        var open = new OpenDatabase(database, Settings.DEFAULTS);
        return () -> {
            open.hold();
            return new EngineSession(new OpenDatabases.Held(open, null, true), Settings.DEFAULTS);
        };
    }
}
