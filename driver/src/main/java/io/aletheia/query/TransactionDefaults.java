package io.aletheia.query;

import io.aletheia.query.temporal.TimeSettings;
import org.jspecify.annotations.Nullable;

/**
 * What {@code BEGIN ... WITH (...)} says about a transaction. Immutable.
 *
 * @param times the time clauses of tables that say none
 * @param clockMicros what CURRENT_TIMESTAMP is and when a plain read of valid time is; null for the transaction's own time
 */
record TransactionDefaults(TimeSettings times, @Nullable Long clockMicros) {
    /** Nothing said. */
    static final TransactionDefaults NONE = new TransactionDefaults(TimeSettings.NOW, null);
}
