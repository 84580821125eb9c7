package io.aletheia.query.catalog;

import io.aletheia.engine.model.Constraint;
import io.aletheia.engine.model.TableDefinition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table's constraints as rows of INFORMATION_SCHEMA. Pure functions. */
final class ConstraintRows {
    private ConstraintRows() {}

    static void addConstraints(List<List<@Nullable Object>> rows, TableDefinition table) {
        if (!table.hasHiddenKey()) {
            add(rows, table, primaryKeyName(table), "PRIMARY KEY", null);
        }
        TableDefinition.Endpoints ends = table.endpoints();
        if (ends != null) {
            add(rows, table, "FK_" + table.name() + "_SOURCE", "FOREIGN KEY", null);
            add(rows, table, "FK_" + table.name() + "_TARGET", "FOREIGN KEY", null);
        }
        for (Constraint constraint : table.constraints()) {
            if (constraint instanceof Constraint.Unique) {
                add(rows, table, constraint.name(), "UNIQUE", null);
            } else if (constraint instanceof Constraint.ForeignKey) {
                add(rows, table, constraint.name(), "FOREIGN KEY", null);
            } else if (constraint instanceof Constraint.Check check) {
                add(rows, table, check.name(), "CHECK", check.sql());
            }
        }
    }

    static void addKeyColumns(List<List<@Nullable Object>> rows, TableDefinition table) {
        if (!table.hasHiddenKey()) {
            addColumns(rows, table, primaryKeyName(table), table.primaryKey());
        }
        TableDefinition.Endpoints ends = table.endpoints();
        if (ends != null) {
            addColumns(rows, table, "FK_" + table.name() + "_SOURCE", ends.sourceColumns());
            addColumns(rows, table, "FK_" + table.name() + "_TARGET", ends.targetColumns());
        }
        for (Constraint constraint : table.constraints()) {
            if (constraint instanceof Constraint.Unique unique) {
                addColumns(rows, table, unique.name(), unique.columns());
            } else if (constraint instanceof Constraint.ForeignKey foreign) {
                addColumns(rows, table, foreign.name(), foreign.columns());
            }
        }
    }

    private static String primaryKeyName(TableDefinition table) {
        for (Constraint constraint : table.constraints()) {
            if (constraint instanceof Constraint.PrimaryKey) {
                return constraint.name();
            }
        }
        return "PK_" + table.name();
    }

    private static void add(
            List<List<@Nullable Object>> rows,
            TableDefinition table,
            String name,
            String type,
            @Nullable String clause) {
        rows.add(SystemTable.row(null, table.schema(), name, null, table.schema(), table.name(), type, clause));
    }

    private static void addColumns(
            List<List<@Nullable Object>> rows, TableDefinition table, String name, List<Integer> columns) {
        for (int i = 0; i < columns.size(); i++) {
            String column = table.columns().get(columns.get(i)).name();
            rows.add(SystemTable.row(null, table.schema(), name, null, table.schema(), table.name(), column, i + 1L));
        }
    }
}
