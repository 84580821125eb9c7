package io.aletheia.query.statement;

import io.aletheia.engine.model.ColumnDefinition;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.ValueType;
import io.aletheia.grammar.AletheiaSql;
import io.aletheia.grammar.tree.DataChange;
import io.aletheia.query.catalog.TypeMapping;
import io.aletheia.query.exec.ExecutionContext;
import io.aletheia.query.expression.Conversion;
import io.aletheia.query.plan.PlanErrors;
import io.aletheia.query.temporal.TimeRewriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * A SET list, or the values of a row, while it is bound: literals and parameters are cells at once, what is left becomes items of a
 * query. For one statement.
 */
final class Assignments {
    private final TableDefinition table;
    private final Environment environment;
    private final ParameterPlan parameters;
    private final ExecutionContext binding;
    private final List<SqlNode> items;
    private final UnaryOperator<SqlNode> guard;
    private final Map<Integer, Cell> cells = new LinkedHashMap<>();
    private final Map<Integer, Computed> computed = new LinkedHashMap<>();

    /** A value that the query computes: the item that it is. */
    private record Computed(int item, SqlNode node) {}

    private Assignments(
            TableDefinition table,
            Environment environment,
            ParameterPlan parameters,
            ExecutionContext binding,
            List<SqlNode> items,
            UnaryOperator<SqlNode> guard) {
        this.table = table;
        this.environment = environment;
        this.parameters = parameters;
        this.binding = binding;
        this.items = items;
        this.guard = guard;
    }

    /**
     * Binds a list. NOT_SETTABLE (428C9) for what a row is, COLUMN_EXISTS (42701) for a column set twice.
     *
     * @param items the query's items, to which those of the list are added
     * @param guard what to make of an item's expression, so that it is evaluated only where it is meant
     */
    static Assignments bind(
            TableDefinition table,
            List<DataChange.Assignment> list,
            Environment environment,
            ParameterPlan parameters,
            ExecutionContext binding,
            List<SqlNode> items,
            UnaryOperator<SqlNode> guard) {
        var assignments = new Assignments(table, environment, parameters, binding, items, guard);
        for (DataChange.Assignment assignment : list) {
            int position = assignments.position(assignment.column());
            assignments.set(position, assignment.value());
        }
        return assignments;
    }

    /**
     * Binds a whole row: values for targets, defaults for the columns that are none.
     *
     * @param targets column positions and numbers of valid period columns
     * @param values one for each, DEFAULT allowed
     */
    static Assignments bindRow(
            TableDefinition table,
            int[] targets,
            List<SqlNode> values,
            Environment environment,
            ParameterPlan parameters,
            ExecutionContext binding,
            List<SqlNode> items,
            UnaryOperator<SqlNode> guard) {
        var assignments = new Assignments(table, environment, parameters, binding, items, guard);
        for (int i = 0; i < targets.length; i++) {
            assignments.set(targets[i], values.get(i));
        }
        for (int i = 0; i < table.columns().size(); i++) {
            if (!assignments.isSet(i)) {
                assignments.setDefault(i);
            }
        }
        return assignments;
    }

    private void set(int target, SqlNode node) {
        if (node.getKind() == SqlKind.DEFAULT) {
            setDefault(target);
            return;
        }
        ColumnDefinition column = InsertTargets.column(table, target);
        var time = new TimeRewriter(environment.zone());
        SqlNode read = target < 0 ? time.rewriteBound(node) : time.rewrite(node);
        Cell simple = Cell.simple(read, column, parameters, binding);
        if (simple == null) {
            computed.put(target, new Computed(items.size(), node));
            items.add(guard.apply(read));
        } else {
            cells.put(target, simple);
        }
    }

    private void setDefault(int target) {
        String text = InsertTargets.column(table, target).defaultSql();
        if (text == null) {
            cells.put(target, new Cell.Constant(null));
        } else {
            set(target, AletheiaSql.parseExpression(text));
        }
    }

    private boolean isSet(int target) {
        return cells.containsKey(target) || computed.containsKey(target);
    }

    private int position(SqlIdentifier name) {
        int position = TargetTable.column(table, name);
        if (position < 0 || isIdentity(position)) {
            throw PlanErrors.at(
                    ErrorCode.NOT_SETTABLE,
                    name,
                    "the column " + name + " cannot be updated: keys, endpoints and periods are what a row is");
        }
        if (isSet(position)) {
            throw PlanErrors.at(ErrorCode.COLUMN_EXISTS, name, "the column " + name + " is set twice");
        }
        return position;
    }

    private boolean isIdentity(int position) {
        TableDefinition.Endpoints endpoints = table.endpoints();
        return table.primaryKey().contains(position)
                || (endpoints != null
                        && (endpoints.sourceColumns().contains(position)
                                || endpoints.targetColumns().contains(position)));
    }

    /** What to store by column if nothing of it has to be computed. */
    Map<Integer, Cell> cells() {
        return cells;
    }

    /**
     * What to store by column, now that the query is planned. TYPE_MISMATCH (42804) for an expression that its column does not take.
     *
     * @param rowType the query's columns
     * @param firstItem the item that is the first of the computed values
     */
    Map<Integer, Cell> cells(RelDataType rowType, int firstItem) {
        computed.forEach((position, value) -> {
            RelDataType from = rowType.getFieldList().get(value.item).getType();
            ColumnDefinition column = InsertTargets.column(table, position);
            ValueType type = TypeMapping.valueType(from);
            boolean isNull = from.getSqlTypeName() == SqlTypeName.NULL;
            if (!isNull && !Assignability.isAssignable(type, column.type())) {
                throw PlanErrors.at(ErrorCode.TYPE_MISMATCH, value.node, Assignability.message(column, type));
            }
            Conversion conversion =
                    isNull ? Conversion.cast(column.type(), column.type()) : Conversion.storing(type, column.type());
            cells.put(position, new Cell.Computed(value.item - firstItem, conversion));
        });
        return cells;
    }
}
