package io.aletheia.engine.model;

/** Whether a log takes commits. */
public enum LogState {
    /** It does. */
    OPEN,
    /** A write or a sync failed; only closing the database and opening it again helps. */
    FAILED,
    /** It is closed. */
    CLOSED,
    /** The database is open for reading only. */
    READ_ONLY,
    /** The database lives in memory: there is nothing to be durable. */
    IN_MEMORY
}
