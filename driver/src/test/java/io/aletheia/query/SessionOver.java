package io.aletheia.query;

import io.aletheia.engine.Database;

/** Sessions over databases that a test has opened itself, on files of its own. */
public final class SessionOver {
    private SessionOver() {}

    /** The only session of a database, which is closed with it. */
    public static Session only(Database database) {
        var open = new OpenDatabase(database, Settings.DEFAULTS);
        open.hold();
        return new EngineSession(new OpenDatabases.Held(open, null, true), Settings.DEFAULTS);
    }
}
