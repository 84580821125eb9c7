package io.aletheia.query.statement;

import io.aletheia.engine.model.ColumnDefinition;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.PseudoColumn;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.ValueType;
import io.aletheia.query.catalog.PseudoColumns;
import io.aletheia.query.plan.PlanErrors;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;

/** The columns that rows of a statement of the form {@code ... INTO t} are given for: positions, and numbers of valid period columns. */
final class InsertTargets {
    private InsertTargets() {}

    /**
     * The targets in the order of the values. COLUMN_EXISTS (42701), NOT_SETTABLE (428C9), INVALID_STATEMENT (42000).
     *
     * @param columns the columns named; empty for all that are not generated
     * @param generatedToo whether a generated key may be named
     * @param portionStated whether the statement says for which portion, so that no period column may
     */
    static int[] of(TableDefinition table, List<SqlIdentifier> columns, boolean generatedToo, boolean portionStated) {
        var targets = new ArrayList<Integer>();
        if (columns.isEmpty()) {
            for (int i : table.presentColumns()) {
                if (!table.columns().get(i).generated()) {
                    targets.add(i);
                }
            }
        }
        Set<Integer> seen = new HashSet<>();
        for (SqlIdentifier name : columns) {
            int target = TargetTable.column(table, name);
            if (!seen.add(target)) {
                throw PlanErrors.at(ErrorCode.COLUMN_EXISTS, name, "the column " + name + " is named twice");
            }
            boolean settable = target >= 0
                    ? generatedToo || !table.columns().get(target).generated()
                    : target == PseudoColumn.VALID_FROM || target == PseudoColumn.VALID_TO;
            if (!settable) {
                throw PlanErrors.at(
                        ErrorCode.NOT_SETTABLE, name, "the column " + name + " is given its values by the database");
            }
            if (target < 0) {
                PortionPlan.requireValidTime(table, "column " + name);
            }
            if (target < 0 && portionStated) {
                throw PlanErrors.at(
                        ErrorCode.INVALID_STATEMENT,
                        name,
                        "valid time is stated twice: by FOR VALID_TIME and by the column " + name);
            }
            targets.add(target);
        }
        return targets.stream().mapToInt(Integer::intValue).toArray();
    }

    /** The column that a target stores into; period columns take instants. */
    static ColumnDefinition column(TableDefinition table, int target) {
        return target >= 0
                ? table.columns().get(target)
                : new ColumnDefinition(PseudoColumns.name(target), ValueType.TIMESTAMP_TZ, true, null, false);
    }

    /** Checks that a row has as many values as there are targets. */
    static void checkCount(TableDefinition table, SqlNode place, int given, int wanted) {
        if (given != wanted) {
            throw PlanErrors.at(
                    ErrorCode.SYNTAX_ERROR,
                    place,
                    "the row has " + given + " values for " + wanted + " columns of " + table.name());
        }
    }
}
