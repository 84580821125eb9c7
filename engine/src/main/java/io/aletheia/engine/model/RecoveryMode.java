package io.aletheia.engine.model;

/** What opening does if an acknowledged commit is damaged. */
public enum RecoveryMode {
    /** The database is refused, naming what is damaged. */
    STRICT,
    /**
     * The database is opened for reading only, with the commits before the damage. {@link RecoveryReport#losses} says what is
     * missing. Nothing is written.
     */
    SALVAGE
}
