package io.aletheia.engine.model;

import java.util.List;

/**
 * A declared index over columns of a table. Immutable.
 *
 * @param name unique within the schema, without regard to case
 * @param columns positions in the order of the index, never empty
 * @param unique whether no two entities may have the same values at one instant, as with {@link Constraint.Unique}
 */
public record IndexDefinition(String name, List<Integer> columns, boolean unique) {
    /** Copies the list. */
    public IndexDefinition {
        columns = List.copyOf(columns);
    }
}
