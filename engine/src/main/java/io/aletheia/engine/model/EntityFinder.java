package io.aletheia.engine.model;

/**
 * Finds entities by values that they have or had at any time, so who asks has to look at their versions. Ids come in ascending
 * order, each once. Thread-safe.
 */
public interface EntityFinder {
    /** The entities with values in a range. */
    long[] find(ValueRange range);

    /** How many entries, of which an entity may have several, a range has; not counted beyond a limit. */
    int count(ValueRange range, int limit);
}
