package io.aletheia.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one run of a statement is bounded and what it gives back.
 *
 * @param maxRows most rows to return; 0 for all
 * @param timeoutMillis when to end with 57014 (TIMED_OUT), counted from the start over all fetches; 0 for never
 * @param generatedKeys columns of written rows to return; empty for the key columns; null for none
 */
public record Execution(
        long maxRows, long timeoutMillis, @Nullable List<String> generatedKeys) {
    /** Unbounded, no keys. */
    public static final Execution DEFAULT = new Execution(0, 0, null);
}
