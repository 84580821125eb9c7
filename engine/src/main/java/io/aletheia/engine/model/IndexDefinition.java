package io.aletheia.engine.model;

import java.util.List;

/**
 * A declared index over columns of a table. Immutable.
 *
 * @param name unique within the schema, without regard to case
 * @param columns positions in the order of the index, never empty
 * @param descending those among them that were declared in descending order. An index answers the same questions in either
 *     direction; this is what was said of it
 * @param unique whether no two entities may have the same values at one instant, as with {@link Constraint.Unique}
 */
public record IndexDefinition(String name, List<Integer> columns, List<Integer> descending, boolean unique) {
    /** Copies the lists. */
    public IndexDefinition {
        columns = List.copyOf(columns);
        descending = List.copyOf(descending);
    }

    /** An index whose columns are all in ascending order. */
    public IndexDefinition(String name, List<Integer> columns, boolean unique) {
        this(name, columns, List.of(), unique);
    }
}
