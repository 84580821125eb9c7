package io.aletheia.query.plan;

import io.aletheia.query.expression.Functions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/**
 * Turns correlations into joins where the join certainly gives the same rows; a correlation of any other form stays, and is run for
 * each row of its left side.
 *
 * <pre>
 * before: Correlate($cor0, left) - [x, Aggregate({}, MAX(s)) - Filter(t.g = $cor0.n) - TableRead(t)]
 * after:  Project(x.*, MAX(s)) - Join(x.n = k, left) - [x, Aggregate({g AS k}, MAX(s)) - TableRead(t)]
 * </pre>
 *
 * Four forms are known. A test whether there are rows is a semi-join, one whether there are none an anti-join. A right side whose use of the left row can be pulled up as
 * conditions ({@link ConditionPuller}) is joined on them, or on none. An aggregation without groups, which gives a row even of nothing, is
 * grouped by what the left row is compared with and joined from the left; where no group is found each function gives what it gives
 * of no rows, and only then whatever stands above the aggregation is computed.
 *
 * <p>Not thread-safe; for one statement.
 */
final class Decorrelator extends RelHomogeneousShuttle {
    private Decorrelator() {}

    /** The plan with the correlations that can be joins as joins, the innermost first. */
    static RelNode apply(RelNode rel) {
        return rel.accept(new Decorrelator());
    }

    @Override
    public RelNode visit(RelNode other) {
        RelNode rel = super.visit(other);
        if (rel instanceof Filter filter && filter.getInput() instanceof Correlate correlate) {
            RelNode absent = absent(filter, correlate);
            return absent == null ? rel : absent;
        }
        return rel instanceof Correlate correlate ? flattened(correlate) : rel;
    }

    private static RelNode flattened(Correlate correlate) {
        var row = new OuterRow(correlate.getCorrelationId());
        RelNode right = correlate.getRight();
        RelNode existing = existing(correlate, row);
        if (existing != null) {
            return existing;
        }
        ConditionPuller.Pulled pulled = new ConditionPuller(row).pull(right);
        if (pulled != null) {
            return joined(correlate, row, pulled);
        }
        RelNode aggregated = aggregated(correlate, row);
        return aggregated == null ? correlate : aggregated;
    }

    private static RelNode joined(Correlate correlate, OuterRow row, ConditionPuller.Pulled pulled) {
        RelNode left = correlate.getLeft();
        int leftWidth = left.getRowType().getFieldCount();
        RelNode join = join(left, pulled.rel(), condition(row, left, pulled.conditions()), correlate.getJoinType());
        int width = correlate.getRowType().getFieldCount();
        List<RexNode> columns = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            columns.add(RexInputRef.of(i, join.getRowType()));
        }
        boolean same = leftWidth + pulled.rel().getRowType().getFieldCount() == width
                || !correlate.getJoinType().projectsRight();
        return same ? join : project(join, columns, correlate);
    }

    /** A test whether there are rows, as {@code EXISTS} makes it: constants, once if there is any row. A semi-join tests the same. */
    private static @Nullable RelNode existing(Correlate correlate, OuterRow row) {
        ConditionPuller.Pulled tested =
                correlate.getJoinType() == JoinRelType.INNER ? tested(correlate.getRight(), row) : null;
        if (tested == null) {
            return null;
        }
        RelNode left = correlate.getLeft();
        RelNode join = join(left, tested.rel(), condition(row, left, tested.conditions()), JoinRelType.SEMI);
        List<RexNode> columns = columns(join, left.getRowType().getFieldCount());
        var aggregate = (Aggregate) correlate.getRight();
        for (int column : aggregate.getGroupSet()) {
            columns.add(((Project) aggregate.getInput()).getProjects().get(column));
        }
        return project(join, columns, correlate);
    }

    /** A test whether there are no rows, as {@code NOT EXISTS} makes it: the constants are null. An anti-join tests the same. */
    private static @Nullable RelNode absent(Filter filter, Correlate correlate) {
        RelNode left = correlate.getLeft();
        int leftWidth = left.getRowType().getFieldCount();
        List<RexNode> rest = new ArrayList<>(RelOptUtil.conjunctions(filter.getCondition()));
        boolean asked = rest.removeIf(each -> isNullTest(each, leftWidth));
        var row = new OuterRow(correlate.getCorrelationId());
        ConditionPuller.Pulled tested =
                asked && correlate.getJoinType() == JoinRelType.LEFT ? tested(correlate.getRight(), row) : null;
        if (tested == null) {
            return null;
        }
        RelNode join = join(left, tested.rel(), condition(row, left, tested.conditions()), JoinRelType.ANTI);
        RexBuilder builder = builder(join);
        List<RexNode> columns = columns(join, leftWidth);
        for (int i = leftWidth; i < correlate.getRowType().getFieldCount(); i++) {
            columns.add(builder.makeNullLiteral(
                    correlate.getRowType().getFieldList().get(i).getType()));
        }
        RelNode result = project(join, columns, correlate);
        return rest.isEmpty() ? result : LogicalFilter.create(result, RexUtil.composeConjunction(builder, rest));
    }

    /** Whether a condition is that a column from a position on is null, in either spelling. */
    private static boolean isNullTest(RexNode condition, int from) {
        RexNode tested = null;
        if (condition.isA(SqlKind.IS_NULL)) {
            tested = ((RexCall) condition).getOperands().get(0);
        } else if (condition.isA(SqlKind.NOT)
                && ((RexCall) condition).getOperands().get(0) instanceof RexCall inner
                && inner.isA(SqlKind.IS_NOT_NULL)) {
            tested = inner.getOperands().get(0);
        }
        return tested instanceof RexInputRef reference && reference.getIndex() >= from;
    }

    /** The rows of which there is to be any, if the right side is a test whether there is: constants that are not null, grouped. */
    private static ConditionPuller.@Nullable Pulled tested(RelNode right, OuterRow row) {
        if (!(right instanceof Aggregate aggregate)
                || aggregate.getGroupType() != Aggregate.Group.SIMPLE
                || aggregate.getGroupSet().isEmpty()
                || !aggregate.getAggCallList().isEmpty()
                || !(aggregate.getInput() instanceof Project constants)
                || !constants.getProjects().stream()
                        .allMatch(each -> each instanceof RexLiteral literal && !literal.isNull())) {
            return null;
        }
        return new ConditionPuller(row).pull(constants.getInput());
    }

    /** Projections, and if a row may be lost filters, above an aggregation without groups. */
    private static @Nullable RelNode aggregated(Correlate correlate, OuterRow row) {
        JoinRelType type = correlate.getJoinType();
        if (type != JoinRelType.INNER && type != JoinRelType.LEFT) {
            return null;
        }
        Deque<RelNode> above = new ArrayDeque<>();
        RelNode rel = correlate.getRight();
        while ((rel instanceof Project project && !RexOver.containsOver(project.getProjects(), null))
                || (rel instanceof Filter && type == JoinRelType.INNER)) {
            above.push(rel);
            rel = rel.getInput(0);
        }
        if (!(rel instanceof Aggregate aggregate)
                || aggregate.getGroupType() != Aggregate.Group.SIMPLE
                || !aggregate.getGroupSet().isEmpty()) {
            return null;
        }
        var calls = new ArrayList<OfNothing>();
        for (AggregateCall call : aggregate.getAggCallList()) {
            OfNothing value = OfNothing.of(call);
            if (value == null) {
                return null;
            }
            calls.add(value);
        }
        KeyedInput keyed = new ConditionPuller(row).keyed(aggregate.getInput());
        if (keyed == null) {
            return null;
        }
        RelNode left = correlate.getLeft();
        int leftWidth = left.getRowType().getFieldCount();
        RelNode grouped = grouped(aggregate, keyed, calls.contains(OfNothing.CHECKED));
        int keyColumn = grouped.getRowType().getFieldCount() - keyed.keys().size();
        RexNode condition = condition(row, left, keyed.conditions(grouped, keyColumn));
        RelNode join = join(left, grouped, condition, JoinRelType.LEFT);
        List<RexNode> columns = columns(join, leftWidth);
        for (int i = 0; i < calls.size(); i++) {
            RexNode value = RexInputRef.of(leftWidth + i, join.getRowType());
            // Behind the functions stands the number of rows, if one of them asks for it.
            RexNode rows = calls.get(i) == OfNothing.CHECKED
                    ? RexInputRef.of(leftWidth + calls.size(), join.getRowType())
                    : value;
            columns.add(
                    calls.get(i).value(builder(join), aggregate.getAggCallList().get(i), value, rows));
        }
        RelNode result = project(join, columns, null);
        while (!above.isEmpty()) {
            result = over(above.pop(), result, row, left);
        }
        return project(result, columns(result, result.getRowType().getFieldCount()), correlate);
    }

    /** The functions' values for each key, if asked for the number of rows, and the keys. */
    private static RelNode grouped(Aggregate aggregate, KeyedInput keyed, boolean countsRows) {
        int keyCount = keyed.keys().size();
        List<AggregateCall> calls = new ArrayList<>();
        for (AggregateCall call : aggregate.getAggCallList()) {
            calls.add(
                    call.getAggregation().getKind() == SqlKind.SINGLE_VALUE
                            ? call(SqlStdOperatorTable.ANY_VALUE, call.getArgList(), keyed)
                            : call.adaptTo(keyed.rel(), call.getArgList(), call.filterArg, true, keyCount == 0));
        }
        if (countsRows) {
            calls.add(call(SqlStdOperatorTable.COUNT, List.of(), keyed));
        }
        RelNode made = LogicalAggregate.create(keyed.rel(), List.of(), ImmutableBitSet.of(keyed.keys()), null, calls);
        List<RexNode> columns = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            columns.add(RexInputRef.of(keyCount + i, made.getRowType()));
        }
        for (int i = 0; i < keyCount; i++) {
            columns.add(RexInputRef.of(i, made.getRowType()));
        }
        return KeyedInput.project(made, columns);
    }

    private static AggregateCall call(SqlAggFunction function, List<Integer> arguments, KeyedInput keyed) {
        return AggregateCall.create(
                SqlParserPos.ZERO,
                function,
                false,
                false,
                false,
                List.of(),
                arguments,
                -1,
                null,
                RelCollations.EMPTY,
                keyed.keys().isEmpty(),
                keyed.rel(),
                null,
                null);
    }

    /** A projection or filter of the right side's row, over rows of the left side's columns and the right side's. */
    private static RelNode over(RelNode above, RelNode input, OuterRow row, RelNode left) {
        int leftWidth = left.getRowType().getFieldCount();
        if (above instanceof Filter filter) {
            RexNode condition = row.replaced(RexUtil.shift(filter.getCondition(), leftWidth), left);
            return LogicalFilter.create(input, condition);
        }
        List<RexNode> columns = columns(input, leftWidth);
        for (RexNode expression : ((Project) above).getProjects()) {
            columns.add(row.replaced(RexUtil.shift(expression, leftWidth), left));
        }
        return project(input, columns, null);
    }

    private static List<RexNode> columns(RelNode rel, int count) {
        List<RexNode> columns = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            columns.add(RexInputRef.of(i, rel.getRowType()));
        }
        return columns;
    }

    private static RexNode condition(OuterRow row, RelNode left, List<RexNode> conditions) {
        int leftWidth = left.getRowType().getFieldCount();
        List<RexNode> replaced = new ArrayList<>();
        for (RexNode condition : conditions) {
            replaced.add(row.replaced(RexUtil.shift(condition, leftWidth), left));
        }
        return RexUtil.composeConjunction(builder(left), replaced);
    }

    private static RelNode join(RelNode left, RelNode right, RexNode condition, JoinRelType type) {
        return LogicalJoin.create(left, right, List.of(), condition, Set.of(), type);
    }

    /** A projection; with the types of what it stands for, if given. */
    private static RelNode project(RelNode input, List<RexNode> columns, @Nullable RelNode as) {
        List<RexNode> typed = columns;
        if (as != null) {
            typed = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                var type = as.getRowType().getFieldList().get(i).getType();
                typed.add(builder(input).ensureType(type, columns.get(i), true));
            }
        }
        return KeyedInput.project(input, typed);
    }

    private static RexBuilder builder(RelNode rel) {
        return rel.getCluster().getRexBuilder();
    }

    /** What an aggregate function gives of no rows, which a group that is not found stands for. */
    private enum OfNothing {
        NULL,
        ZERO,
        LITERAL,
        /** Null too, but more than one row is an error, and only if the group is found. */
        CHECKED;

        static @Nullable OfNothing of(AggregateCall call) {
            return switch (call.getAggregation().getKind()) {
                case COUNT, SUM0, REGR_COUNT -> ZERO;
                case LITERAL_AGG -> LITERAL;
                case SINGLE_VALUE -> call.hasFilter() ? null : CHECKED;
                case MIN, MAX, SUM, AVG, ANY_VALUE, STDDEV_POP, STDDEV_SAMP, VAR_POP, VAR_SAMP, LISTAGG, ARRAY_AGG ->
                    NULL;
                default ->
                    switch (call.getAggregation().getName()) {
                        case "EVERY", "SOME", "BOOL_AND", "BOOL_OR" -> NULL;
                        default -> null;
                    };
            };
        }

        RexNode value(RexBuilder builder, AggregateCall call, RexNode found, RexNode rows) {
            return switch (this) {
                case NULL -> found;
                case LITERAL -> call.rexList.get(0);
                case CHECKED -> builder.makeCall(found.getType(), Functions.singleRow(), List.of(rows, found));
                case ZERO ->
                    builder.makeCall(
                            SqlStdOperatorTable.CASE,
                            builder.makeCall(SqlStdOperatorTable.IS_NULL, found),
                            builder.makeZeroLiteral(call.getType()),
                            builder.makeNotNull(found));
            };
        }
    }
}
