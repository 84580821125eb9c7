package io.aletheia.engine.model;

/** Whom to tell how far the opening of a database is. Called often, by the thread that opens; it must neither block nor throw. */
@FunctionalInterface
public interface RecoveryProgress {
    /** Nobody. */
    RecoveryProgress NOBODY = (phase, done, total) -> {};

    /** What opening does, in this order. */
    enum Phase {
        /** The checkpoint's tables are loaded; counted in rows. */
        CHECKPOINT,
        /** The log behind the checkpoint is replayed; counted in bytes of its segments. */
        LOG
    }

    /**
     * So much of a phase is done.
     *
     * @param done not less than before within the phase, and at most the total
     * @param total the same throughout the phase
     */
    void at(Phase phase, long done, long total);
}
