package io.aletheia.engine.model;

/** What is done with a write that makes a row what it is already. */
public enum NoopUpdates {
    /** It makes a version, which says that this was asserted again. */
    KEEP,
    /** It makes none. */
    DROP
}
