package io.aletheia.query.plan;

import io.aletheia.engine.model.ValueType;
import io.aletheia.query.catalog.TypeMapping;
import io.aletheia.query.plan.IndexPath.Bounds;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/** What conditions say of one column of a read: the values and ranges in one of which it is. Pure functions. */
final class ColumnBounds {
    private ColumnBounds() {}

    /**
     * Bounds of a column of which all rows that fulfil the conditions have a value in one; null if the conditions do not say.
     *
     * @param conditions all of which hold
     */
    static @Nullable List<Bounds> of(List<RexNode> conditions, TableRead read, int position) {
        List<Bounds> found = null;
        for (RexNode condition : conditions) {
            List<Bounds> bounds = of(condition, read, position);
            if (bounds == null) {
                continue;
            }
            if (found == null) {
                found = bounds;
            } else if (found.size() == 1 && bounds.size() == 1) {
                found = List.of(found.get(0).within(bounds.get(0)));
            } else if (isBetter(bounds, found)) {
                found = bounds;
            }
        }
        return found;
    }

    /** Values are better than ranges, fewer of them than more. */
    private static boolean isBetter(List<Bounds> bounds, List<Bounds> found) {
        boolean values = isValues(bounds);
        return values == isValues(found) ? bounds.size() < found.size() : values;
    }

    static boolean isValues(List<Bounds> bounds) {
        return bounds.stream().allMatch(each -> each.value() != null);
    }

    private static @Nullable List<Bounds> of(RexNode condition, TableRead read, int position) {
        if (!(condition instanceof RexCall call)) {
            return null;
        }
        return switch (call.getKind()) {
            case EQUALS, LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL ->
                comparison(call, read, position);
            case OR -> either(call.getOperands(), read, position);
            case AND -> of(call.getOperands(), read, position);
            case SEARCH ->
                isWidened(call.getOperands().get(0), read, position)
                        ? of(RexUtil.expandSearch(read.getCluster().getRexBuilder(), null, call), read, position)
                        : null;
            default -> null;
        };
    }

    private static @Nullable List<Bounds> either(List<RexNode> operands, TableRead read, int position) {
        var all = new ArrayList<Bounds>();
        for (RexNode operand : operands) {
            List<Bounds> bounds = of(operand, read, position);
            if (bounds == null) {
                return null;
            }
            all.addAll(bounds);
        }
        return all;
    }

    private static @Nullable List<Bounds> comparison(RexCall call, TableRead read, int position) {
        RexNode left = call.getOperands().get(0);
        RexNode right = call.getOperands().get(1);
        boolean turned = !isWidened(left, read, position);
        RexNode value = turned ? left : right;
        if (!isWidened(turned ? right : left, read, position)
                || !isFixed(value)
                || !fits(value, type(read, position))) {
            return null;
        }
        SqlKind kind = turned ? call.getKind().reverse() : call.getKind();
        return switch (kind) {
            case EQUALS -> List.of(Bounds.point(value));
            case LESS_THAN, LESS_THAN_OR_EQUAL -> List.of(new Bounds(null, value));
            default -> List.of(new Bounds(value, null));
        };
    }

    private static ValueType type(TableRead read, int position) {
        return read.definition().columns().get(position).type();
    }

    static boolean isColumn(RexNode node, TableRead read, int position) {
        return node instanceof RexInputRef reference && read.projection()[reference.getIndex()] == position;
    }

    /** Whether the expression is the column, or the same value as a type that holds all of the column's values. */
    private static boolean isWidened(RexNode node, TableRead read, int position) {
        if (node.getKind() != SqlKind.CAST) {
            return isColumn(node, read, position);
        }
        RexNode operand = ((RexCall) node).getOperands().get(0);
        if (!isColumn(operand, read, position)) {
            return false;
        }
        ValueType from = type(read, position);
        ValueType to = TypeMapping.valueType(node.getType());
        return switch (from.kind()) {
            case SMALLINT, INTEGER, BIGINT -> isInteger(to.kind()) && to.kind().compareTo(from.kind()) >= 0;
            case DECIMAL ->
                to.kind() == ValueType.Kind.DECIMAL
                        && to.scale() >= from.scale()
                        && to.precision() - to.scale() >= from.precision() - from.scale();
            case REAL -> to.kind() == ValueType.Kind.DOUBLE;
            case VARCHAR ->
                to.kind() == ValueType.Kind.VARCHAR
                        && (to.precision() == ValueType.UNBOUNDED
                                || (from.precision() != ValueType.UNBOUNDED && to.precision() >= from.precision()));
            case BOOLEAN, DOUBLE, VARBINARY, DATE, TIME, TIMESTAMP, TIMESTAMP_TZ, UUID, ARRAY, VECTOR -> false;
        };
    }

    /** Whether the expression has one value for all rows of a read. */
    static boolean isFixed(RexNode node) {
        return !RexUtil.containsInputRef(node)
                && RexUtil.isDeterministic(node)
                && RexUtil.SubQueryFinder.find(node) == null;
    }

    /** Whether values of the expression are compared with the column's as an index orders them, without being rounded. */
    private static boolean fits(RexNode value, ValueType column) {
        ValueType.Kind from = TypeMapping.valueType(value.getType()).kind();
        return switch (column.kind()) {
            case SMALLINT, INTEGER, BIGINT -> isInteger(from);
            case DECIMAL -> isInteger(from) || from == ValueType.Kind.DECIMAL;
            case REAL, DOUBLE -> from == ValueType.Kind.REAL || from == ValueType.Kind.DOUBLE;
            case ARRAY, VECTOR -> false;
            case BOOLEAN, VARCHAR, VARBINARY, DATE, TIME, TIMESTAMP, TIMESTAMP_TZ, UUID -> from == column.kind();
        };
    }

    private static boolean isInteger(ValueType.Kind kind) {
        return kind == ValueType.Kind.SMALLINT || kind == ValueType.Kind.INTEGER || kind == ValueType.Kind.BIGINT;
    }
}
