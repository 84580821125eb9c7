package io.aletheia.query.plan;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/**
 * Takes the conditions that name an outer row out of a plan, so that they can be a join's. Every method gives null where that would
 * not certainly give the same rows: the outer row named elsewhere than in a condition, windows and set operations above
 * such a condition, and groups and limits above one that is no equality. Not thread-safe.
 */
final class ConditionPuller {
    /**
     * A plan and what was taken out of it.
     *
     * @param rel its first columns are those of the original plan
     * @param conditions over its columns and the outer row
     */
    record Pulled(RelNode rel, List<RexNode> conditions) {}

    private final OuterRow row;

    ConditionPuller(OuterRow row) {
        this.row = row;
    }

    /** The plan without the outer row. */
    @Nullable
    Pulled pull(RelNode rel) {
        if (!row.isIn(rel)) {
            return new Pulled(rel, List.of());
        }
        if (rel instanceof Filter filter) {
            return pullFilter(filter);
        }
        if (rel instanceof Project project) {
            return pullProject(project);
        }
        if (rel instanceof Join join) {
            return join.getJoinType() == JoinRelType.INNER ? pullJoin(join) : pullOfLeft(join);
        }
        if (rel instanceof Aggregate aggregate) {
            return pullAggregate(aggregate);
        }
        return rel instanceof Sort sort ? pullSort(sort) : null;
    }

    private @Nullable Pulled pullFilter(Filter filter) {
        Pulled input = pull(filter.getInput());
        if (input == null) {
            return null;
        }
        List<RexNode> pulled = new ArrayList<>(input.conditions());
        List<RexNode> kept = new ArrayList<>();
        for (RexNode condition : RelOptUtil.conjunctions(filter.getCondition())) {
            if (!RexUtil.isDeterministic(condition) || RexOver.containsOver(condition)) {
                return null;
            }
            (row.isIn(condition) ? pulled : kept).add(condition);
        }
        RelNode rel = kept.isEmpty()
                ? input.rel()
                : LogicalFilter.create(input.rel(), RexUtil.composeConjunction(builder(filter), kept));
        return new Pulled(rel, pulled);
    }

    private @Nullable Pulled pullProject(Project project) {
        List<RexNode> expressions = new ArrayList<>(project.getProjects());
        if (expressions.stream().anyMatch(each -> row.isIn(each) || !RexUtil.isDeterministic(each))
                || RexOver.containsOver(expressions, null)) {
            return null;
        }
        Pulled input = pull(project.getInput());
        if (input == null) {
            return null;
        }
        Map<Integer, Integer> places = new HashMap<>();
        for (RexNode condition : input.conditions()) {
            for (int column : RelOptUtil.InputFinder.bits(condition)) {
                places.computeIfAbsent(column, missing -> {
                    expressions.add(RexInputRef.of(column, input.rel().getRowType()));
                    return expressions.size() - 1;
                });
            }
        }
        RelNode rel = KeyedInput.project(input.rel(), expressions);
        return new Pulled(rel, moved(input.conditions(), places, rel));
    }

    private @Nullable Pulled pullJoin(Join join) {
        Pulled left = pull(join.getLeft());
        Pulled right = pull(join.getRight());
        if (left == null || right == null || !RexUtil.isDeterministic(join.getCondition())) {
            return null;
        }
        int leftWidth = join.getLeft().getRowType().getFieldCount();
        int rightWidth = join.getRight().getRowType().getFieldCount();
        int newLeftWidth = left.rel().getRowType().getFieldCount();
        int newRightWidth = right.rel().getRowType().getFieldCount();
        // Over the new inputs' columns side by side.
        List<RexNode> kept = new ArrayList<>();
        List<RexNode> pulled = new ArrayList<>(left.conditions());
        right.conditions().forEach(condition -> pulled.add(RexUtil.shift(condition, newLeftWidth)));
        for (RexNode condition : RelOptUtil.conjunctions(join.getCondition())) {
            RexNode shifted = RexUtil.shift(condition, leftWidth, newLeftWidth - leftWidth);
            (row.isIn(shifted) ? pulled : kept).add(shifted);
        }
        RelNode made = LogicalJoin.create(
                left.rel(),
                right.rel(),
                List.of(),
                RexUtil.composeConjunction(builder(join), kept),
                Set.of(),
                JoinRelType.INNER);
        var order = new ArrayList<Integer>();
        range(order, 0, leftWidth);
        range(order, newLeftWidth, newLeftWidth + rightWidth);
        range(order, leftWidth, newLeftWidth);
        range(order, newLeftWidth + rightWidth, newLeftWidth + newRightWidth);
        return reordered(made, order, pulled);
    }

    /** A join whose left side alone names the outer row: every left row still meets the same right rows. */
    private @Nullable Pulled pullOfLeft(Join join) {
        JoinRelType type = join.getJoinType();
        boolean keepsLeft = type == JoinRelType.LEFT || type == JoinRelType.SEMI || type == JoinRelType.ANTI;
        if (!keepsLeft || row.isIn(join.getRight()) || row.isIn(join.getCondition())) {
            return null;
        }
        Pulled left = pull(join.getLeft());
        if (left == null || !RexUtil.isDeterministic(join.getCondition())) {
            return null;
        }
        int leftWidth = join.getLeft().getRowType().getFieldCount();
        int newLeftWidth = left.rel().getRowType().getFieldCount();
        RexNode condition = RexUtil.shift(join.getCondition(), leftWidth, newLeftWidth - leftWidth);
        RelNode made = LogicalJoin.create(left.rel(), join.getRight(), List.of(), condition, Set.of(), type);
        var order = new ArrayList<Integer>();
        range(order, 0, leftWidth);
        range(order, newLeftWidth, made.getRowType().getFieldCount());
        range(order, leftWidth, newLeftWidth);
        return reordered(made, order, left.conditions());
    }

    private @Nullable Pulled pullAggregate(Aggregate aggregate) {
        if (aggregate.getGroupType() != Aggregate.Group.SIMPLE
                || aggregate.getGroupSet().isEmpty()) {
            return null;
        }
        KeyedInput keyed = keyed(aggregate.getInput());
        if (keyed == null) {
            return null;
        }
        int groupCount = aggregate.getGroupCount();
        int keyCount = keyed.keys().size();
        List<AggregateCall> calls = new ArrayList<>();
        for (AggregateCall call : aggregate.getAggCallList()) {
            calls.add(call.adaptTo(keyed.rel(), call.getArgList(), call.filterArg, false, false));
        }
        RelNode made = LogicalAggregate.create(
                keyed.rel(), List.of(), aggregate.getGroupSet().union(ImmutableBitSet.of(keyed.keys())), null, calls);
        var order = new ArrayList<Integer>();
        range(order, 0, groupCount);
        range(order, groupCount + keyCount, groupCount + keyCount + calls.size());
        range(order, groupCount, groupCount + keyCount);
        List<RexNode> columns = new ArrayList<>();
        order.forEach(column -> columns.add(RexInputRef.of(column, made.getRowType())));
        RelNode rel = KeyedInput.project(made, columns);
        return new Pulled(rel, keyed.conditions(rel, groupCount + calls.size()));
    }

    /** A limit for each outer row is one for each of its keys. */
    private @Nullable Pulled pullSort(Sort sort) {
        if (sort.offset == null && sort.fetch == null) {
            // Without a limit an order within a join means nothing.
            return pull(sort.getInput());
        }
        KeyedInput keyed = keyed(sort.getInput());
        return keyed == null ? null : RankedLimit.of(sort, keyed);
    }

    /** The plan without the outer row, with what that row is compared with as keys. */
    @Nullable
    KeyedInput keyed(RelNode input) {
        Pulled pulled = pull(input);
        return pulled == null ? null : KeyedInput.of(row, pulled);
    }

    private static Pulled reordered(RelNode made, List<Integer> order, List<RexNode> conditions) {
        List<RexNode> columns = new ArrayList<>();
        Map<Integer, Integer> places = new HashMap<>();
        for (int column : order) {
            places.put(column, columns.size());
            columns.add(RexInputRef.of(column, made.getRowType()));
        }
        RelNode rel = KeyedInput.project(made, columns);
        return new Pulled(rel, moved(conditions, places, rel));
    }

    private static List<RexNode> moved(List<RexNode> conditions, Map<Integer, Integer> places, RelNode rel) {
        return new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef reference) {
                return RexInputRef.of(places.getOrDefault(reference.getIndex(), -1), rel.getRowType());
            }
        }.apply(ImmutableList.copyOf(conditions));
    }

    private static void range(List<Integer> order, int from, int to) {
        for (int i = from; i < to; i++) {
            order.add(i);
        }
    }

    private static RexBuilder builder(RelNode rel) {
        return rel.getCluster().getRexBuilder();
    }
}
