package io.aletheia.engine.model;

import org.jspecify.annotations.Nullable;

/**
 * Finds entities by values that they have or had at any time, so who asks has to look at their versions. Ids come in ascending
 * order, each once. Thread-safe.
 */
public interface EntityFinder {
    /** The entities with these values in the first columns. */
    long[] find(Object[] values);

    /**
     * The entities with a value within a range in the first column.
     *
     * @param from the least value; null for no bound
     * @param to the greatest value; null for no bound
     */
    long[] range(@Nullable Object from, @Nullable Object to);
}
