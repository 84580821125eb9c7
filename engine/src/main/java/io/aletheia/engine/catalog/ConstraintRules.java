package io.aletheia.engine.catalog;

import io.aletheia.engine.model.CatalogVersion;
import io.aletheia.engine.model.ColumnDefinition;
import io.aletheia.engine.model.Constraint;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.IndexDefinition;
import io.aletheia.engine.model.ReferentialAction;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.ValueOrder;
import io.aletheia.engine.model.ValueType;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a table's constraints and indexes must fulfil to become part of a catalog. Pure functions. */
final class ConstraintRules {
    private static final Set<ValueType.Kind> WHOLE_NUMBERS =
            EnumSet.of(ValueType.Kind.SMALLINT, ValueType.Kind.INTEGER, ValueType.Kind.BIGINT);

    private ConstraintRules() {}

    /**
     * Checks them.
     *
     * @throws DatabaseException TABLE_EXISTS (42P07) for an index's name; INVALID_DEFINITION (42P16) for everything else
     */
    static void check(CatalogVersion catalog, TableDefinition table) {
        Set<String> names = new HashSet<>();
        for (Constraint constraint : table.constraints()) {
            if (constraint.name().isEmpty() || !names.add(constraint.name().toLowerCase(Locale.ROOT))) {
                throw new DatabaseException(
                        ErrorCode.COLUMN_EXISTS,
                        "table " + table.name() + " has a constraint " + constraint.name() + " already");
            }
            if (constraint instanceof Constraint.Unique unique) {
                checkColumns(table, unique.columns(), "the constraint " + unique.name());
            } else if (constraint instanceof Constraint.ForeignKey foreign) {
                checkForeign(catalog, table, foreign);
            }
        }
        for (IndexDefinition index : table.indexes()) {
            checkColumns(table, index.columns(), "the index " + index.name());
            checkName(catalog, table, index);
            if (!index.columns().containsAll(index.descending())) {
                throw TableRules.invalid("the index " + index.name() + " has no such columns in descending order");
            }
        }
    }

    /** An index's name stands alone in DROP INDEX, so no other table has an index of that name. */
    private static void checkName(CatalogVersion catalog, TableDefinition table, IndexDefinition index) {
        int count = 0;
        for (TableDefinition other : catalog.tables()) {
            TableDefinition present = other.id() == table.id() ? table : other;
            for (IndexDefinition candidate : present.indexes()) {
                count += candidate.name().equalsIgnoreCase(index.name()) ? 1 : 0;
            }
        }
        if (index.name().isEmpty() || count > 1) {
            throw new DatabaseException(ErrorCode.TABLE_EXISTS, "index " + index.name() + " exists already");
        }
    }

    private static void checkForeign(CatalogVersion catalog, TableDefinition table, Constraint.ForeignKey foreign) {
        String what = "the constraint " + foreign.name();
        checkColumns(table, foreign.columns(), what);
        TableDefinition referred =
                foreign.tableId() == table.id() ? table : TableRules.require(catalog, foreign.tableId());
        if (referred.primaryKey().size() != foreign.columns().size()) {
            throw TableRules.invalid("table " + table.name() + ": " + what
                    + " needs as many columns as the primary key of " + referred.name());
        }
        if (TableRules.isCoarser(table, referred)) {
            throw TableRules.invalid("table " + table.name() + ": " + what + " needs the granularity DAY in "
                    + referred.name() + " too, since a row needs the one that it refers to throughout its period");
        }
        if (foreign.onDelete().changesRows()) {
            checkSettable(table, foreign);
        }
        for (int i = 0; i < foreign.columns().size(); i++) {
            ColumnDefinition column = table.columns().get(foreign.columns().get(i));
            ColumnDefinition key = referred.columns().get(referred.primaryKey().get(i));
            if (!isComparable(column.type(), key.type())) {
                throw TableRules.invalid("column " + table.name() + "." + column.name() + " must be " + key.type()
                        + ", as " + referred.name() + "." + key.name() + ", to refer to it");
            }
        }
    }

    /** An action can set no column of a key or of the nodes of an edge, and none to null that must not be null. */
    private static void checkSettable(TableDefinition table, Constraint.ForeignKey foreign) {
        String action = foreign.onDelete().name().replace('_', ' ');
        TableDefinition.Endpoints ends = table.endpoints();
        for (int position : foreign.columns()) {
            ColumnDefinition column = table.columns().get(position);
            boolean identifies = table.primaryKey().contains(position)
                    || (ends != null
                            && (ends.sourceColumns().contains(position)
                                    || ends.targetColumns().contains(position)));
            boolean isNull = foreign.onDelete() == ReferentialAction.SET_NULL || column.defaultSql() == null;
            if (identifies || (isNull && !column.nullable())) {
                throw TableRules.invalid("table " + table.name() + ": ON DELETE " + action + " of the constraint "
                        + foreign.name() + " cannot set column " + column.name() + ", which "
                        + (identifies ? "is part of the key" : "is not nullable"));
            }
        }
    }

    /** Whether a value of one type is the same object as the equal one of the other. */
    private static boolean isComparable(ValueType a, ValueType b) {
        return (WHOLE_NUMBERS.contains(a.kind()) && WHOLE_NUMBERS.contains(b.kind()))
                || (a.kind() == b.kind() && a.scale() == b.scale());
    }

    private static void checkColumns(TableDefinition table, List<Integer> columns, String what) {
        if (columns.isEmpty()) {
            throw TableRules.invalid("table " + table.name() + ": " + what + " needs a column");
        }
        TableRules.checkPositions(table, columns, what);
        for (int position : columns) {
            ColumnDefinition column = table.columns().get(position);
            if (column.dropped() || !ValueOrder.isOrdered(column.type().kind())) {
                throw TableRules.invalid("column " + table.name() + "." + column.name() + ": " + what
                        + " cannot be over " + column.type());
            }
        }
    }
}
