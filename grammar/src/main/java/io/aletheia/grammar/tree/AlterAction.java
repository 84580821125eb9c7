package io.aletheia.grammar.tree;

import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** One action of ALTER TABLE. */
public sealed interface AlterAction {

    /**
     * ADD [COLUMN].
     *
     * @param ifNotExists whether an existing column is no error
     * @param column the column
     * @param constraints what was said of it beyond type, NOT NULL and DEFAULT
     */
    record AddColumn(boolean ifNotExists, ColumnDefinition column, List<TableConstraint> constraints)
            implements AlterAction {
        /** Copies the list. */
        public AddColumn {
            constraints = List.copyOf(constraints);
        }
    }

    /**
     * DROP [COLUMN].
     *
     * @param ifExists whether a missing column is no error
     * @param column the column
     * @param cascade whether CASCADE was said
     */
    record DropColumn(boolean ifExists, SqlIdentifier column, boolean cascade) implements AlterAction {}

    /**
     * ALTER [COLUMN] c SET DEFAULT e or DROP DEFAULT.
     *
     * @param column the column
     * @param value the new default, null for DROP DEFAULT
     */
    record SetDefault(SqlIdentifier column, @Nullable SqlNode value) implements AlterAction {}

    /**
     * ALTER [COLUMN] c SET NOT NULL or DROP NOT NULL.
     *
     * @param column the column
     * @param notNull whether it is SET
     */
    record SetNotNull(SqlIdentifier column, boolean notNull) implements AlterAction {}

    /**
     * ALTER [COLUMN] c [SET DATA] TYPE t.
     *
     * @param column the column
     * @param type its new type
     */
    record SetType(SqlIdentifier column, TypeName type) implements AlterAction {}

    /**
     * ADD [CONSTRAINT n] ....
     *
     * @param constraint the constraint
     */
    record AddConstraint(TableConstraint constraint) implements AlterAction {}

    /**
     * DROP CONSTRAINT.
     *
     * @param ifExists whether a missing one is no error
     * @param name the constraint
     * @param cascade whether CASCADE was said
     */
    record DropConstraint(boolean ifExists, SqlIdentifier name, boolean cascade) implements AlterAction {}

    /**
     * RENAME TO.
     *
     * @param name the table's new name
     */
    record RenameTable(SqlIdentifier name) implements AlterAction {}

    /**
     * RENAME [COLUMN] a TO b.
     *
     * @param column the column
     * @param name its new name
     */
    record RenameColumn(SqlIdentifier column, SqlIdentifier name) implements AlterAction {}

    /**
     * SET (option = value, ...).
     *
     * @param options at least one
     */
    record SetOptions(List<Option> options) implements AlterAction {
        /** Copies the list. */
        public SetOptions {
            options = List.copyOf(options);
        }
    }
}
