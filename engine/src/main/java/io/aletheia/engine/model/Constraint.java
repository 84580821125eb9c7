package io.aletheia.engine.model;

import java.util.List;

/**
 * What the rows of a table must fulfil beyond their columns' types. A name is unique within its table, without regard to case.
 * Immutable.
 */
public sealed interface Constraint {
    /** The name, as declared or given by the database. */
    String name();

    /**
     * The name of the primary key, where one was declared; the columns stand in the table.
     *
     * @param name as declared
     */
    record PrimaryKey(String name) implements Constraint {}

    /**
     * A condition that must not be false for any version. The engine keeps the text and asks a {@link RowCheck} that it gets for
     * it.
     *
     * @param name as declared or given by the database
     * @param sql the condition's text
     */
    record Check(String name, String sql) implements Constraint {}

    /**
     * No two entities have the same values at one instant of valid time; a row with a null among them is like no other.
     *
     * @param name as declared or given by the database
     * @param columns positions, never empty
     */
    record Unique(String name, List<Integer> columns) implements Constraint {
        /** Copies the list. */
        public Unique {
            columns = List.copyOf(columns);
        }
    }

    /**
     * Throughout its period a row's values are the primary key of an entity that is there; a row with a null among them refers to
     * nothing.
     *
     * @param name as declared or given by the database
     * @param columns positions of the referring columns, in the order of the key's
     * @param tableId the table referred to
     * @param onDelete what happens to a row when the one ends that it refers to
     * @param onUpdate what is declared for the case that a key changes, which none does
     */
    record ForeignKey(
            String name, List<Integer> columns, int tableId, ReferentialAction onDelete, ReferentialAction onUpdate)
            implements Constraint {
        /** Copies the list. */
        public ForeignKey {
            columns = List.copyOf(columns);
        }

        /** One that hinders. */
        public ForeignKey(String name, List<Integer> columns, int tableId) {
            this(name, columns, tableId, ReferentialAction.NO_ACTION, ReferentialAction.NO_ACTION);
        }

        /** The same to another table. */
        public ForeignKey to(int newTableId) {
            return new ForeignKey(name, columns, newTableId, onDelete, onUpdate);
        }
    }
}
