package io.aletheia.query;

import io.aletheia.engine.model.RecoveryProgress;

/** Opens sessions; databases are opened once in a process and shared. Thread-safe. */
public final class Sessions {
    private Sessions() {}

    /**
     * Connects to a database, opening it if this process has not.
     *
     * @throws io.aletheia.engine.model.DatabaseException CANNOT_OPEN, DATABASE_LOCKED (08001), DATABASE_CORRUPT (XX001),
     *     PROPERTY_CONFLICT (HY024) if an engine-wide setting differs from the open database's
     */
    public static Session connect(DatabaseLocation location, Settings settings) {
        return connect(location, settings, RecoveryProgress.NOBODY);
    }

    /** Likewise; if the database is opened, the progress is told how far that is. */
    public static Session connect(DatabaseLocation location, Settings settings, RecoveryProgress progress) {
        OpenDatabases.Held held = OpenDatabases.instance().hold(location, settings, progress);
        try {
            return new EngineSession(held, settings);
        } catch (RuntimeException | Error e) {
            OpenDatabases.instance().release(held);
            throw e;
        }
    }
}
