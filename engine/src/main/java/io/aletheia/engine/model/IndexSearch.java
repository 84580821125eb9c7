package io.aletheia.engine.model;

import java.util.List;

/**
 * A question to an index: who has values within one of some ranges. Immutable.
 *
 * @param columns the columns of the index, all of them in its order
 * @param ranges over the first of them; without any, nobody is asked for
 */
public record IndexSearch(List<Integer> columns, List<ValueRange> ranges) {
    /** Copies the lists. */
    public IndexSearch {
        columns = List.copyOf(columns);
        ranges = List.copyOf(ranges);
    }
}
