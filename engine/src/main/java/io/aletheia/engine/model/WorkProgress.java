package io.aletheia.engine.model;

/**
 * Whom to tell how far a long piece of work within a transaction is, such as the making of an index. Called some thousand rows apart by the
 * transaction's thread. It may throw a {@link DatabaseException}, which ends the work and undoes it.
 */
@FunctionalInterface
public interface WorkProgress {
    /** Nobody. */
    WorkProgress NOBODY = rows -> {};

    /** So many more rows are done. */
    void done(long rows);
}
