package io.aletheia.grammar.tree;

import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** A constraint of a table, written at the table or at a column. */
public sealed interface TableConstraint {

    /** The constraint's name, null if the database is to name it. */
    @Nullable
    SqlIdentifier name();

    /**
     * PRIMARY KEY; it holds at every instant of valid time, whether or not VALID_TIME WITHOUT OVERLAPS was said.
     *
     * @param name the constraint's name
     * @param columns the key
     */
    record PrimaryKey(@Nullable SqlIdentifier name, List<SqlIdentifier> columns) implements TableConstraint {
        /** Copies the list. */
        public PrimaryKey {
            columns = List.copyOf(columns);
        }
    }

    /**
     * UNIQUE, at every instant of valid time.
     *
     * @param name the constraint's name
     * @param columns the columns
     */
    record Unique(@Nullable SqlIdentifier name, List<SqlIdentifier> columns) implements TableConstraint {
        /** Copies the list. */
        public Unique {
            columns = List.copyOf(columns);
        }
    }

    /**
     * CHECK.
     *
     * @param name the constraint's name
     * @param condition what must not be false
     */
    record Check(@Nullable SqlIdentifier name, SqlNode condition) implements TableConstraint {}

    /**
     * FOREIGN KEY or REFERENCES, at every instant of valid time.
     *
     * @param name the constraint's name
     * @param columns the referring columns
     * @param table the table referred to
     * @param referred its columns, empty for its primary key
     * @param onDelete what happens when the referred row is deleted
     * @param onUpdate what happens when its key is updated
     */
    record ForeignKey(
            @Nullable SqlIdentifier name,
            List<SqlIdentifier> columns,
            SqlIdentifier table,
            List<SqlIdentifier> referred,
            Action onDelete,
            Action onUpdate)
            implements TableConstraint {
        /** Copies the lists. */
        public ForeignKey {
            columns = List.copyOf(columns);
            referred = List.copyOf(referred);
        }
    }

    /** Referential actions. */
    enum Action {
        /** NO ACTION, also when nothing was said. */
        NO_ACTION,
        /** RESTRICT. */
        RESTRICT,
        /** CASCADE. */
        CASCADE,
        /** SET NULL. */
        SET_NULL,
        /** SET DEFAULT. */
        SET_DEFAULT
    }
}
