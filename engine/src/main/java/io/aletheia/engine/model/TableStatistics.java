package io.aletheia.engine.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a planner is to know of a table, estimated from a sample of its rows. Immutable.
 *
 * @param rows how many rows are true now
 * @param columns one for each column by position
 */
public record TableStatistics(double rows, List<Column> columns) {
    /** Takes a copy of the list. */
    public TableStatistics {
        columns = List.copyOf(columns);
    }

    /**
     * What is known of a column.
     *
     * @param distinct how many different values it has, at least 1
     * @param nullShare which part of the rows is null there, 0 to 1
     * @param least the least value of the sample, of times in the form that {@link ValueType.Kind} names; null if the values are no numbers
     *     in that form, or there are none
     * @param greatest the greatest likewise
     */
    public record Column(
            double distinct,
            double nullShare,
            @Nullable Double least,
            @Nullable Double greatest) {}
}
