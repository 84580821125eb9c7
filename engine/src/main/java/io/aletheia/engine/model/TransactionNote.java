package io.aletheia.engine.model;

import org.jspecify.annotations.Nullable;

/**
 * What is said of a transaction beside what it changes. Immutable.
 *
 * @param application the program that made it, null if not known
 * @param comment why it was made, in its user's words; null if nothing was said
 */
public record TransactionNote(
        @Nullable String application, @Nullable String comment) {
    /** Nothing said. */
    public static final TransactionNote NONE = new TransactionNote(null, null);

    /** Whether nothing is said. */
    public boolean isEmpty() {
        return application == null && comment == null;
    }
}
