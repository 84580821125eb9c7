package io.aletheia.query.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Makes anti-joins of outer joins of which only the rows without a partner are wanted, and asks the right side of semi- and anti-joins for
 * rows, not for each of them once.
 *
 * <pre>
 * before: Filter(b.k IS NULL) - Join(LEFT, a.k = b.k) - [a, b], where b.k is never null by itself
 * after:  Project(a.*, NULL) - Join(ANTI, a.k = b.k) - [a, b]
 * </pre>
 */
final class AntiJoins extends RelHomogeneousShuttle {
    private AntiJoins() {}

    /** The plan with its anti-joins. */
    static RelNode apply(RelNode rel) {
        return rel.accept(new AntiJoins());
    }

    @Override
    public RelNode visit(RelNode other) {
        RelNode rel = super.visit(other);
        if (rel instanceof Filter filter
                && filter.getInput() instanceof Join join
                && join.getJoinType() == JoinRelType.LEFT) {
            return anti(filter, join);
        }
        boolean isSemi = rel instanceof Join join
                && (join.getJoinType() == JoinRelType.SEMI || join.getJoinType() == JoinRelType.ANTI);
        return isSemi ? withoutDistinct((Join) rel) : rel;
    }

    private static RelNode anti(Filter filter, Join join) {
        List<RexNode> rest = new ArrayList<>(RelOptUtil.conjunctions(filter.getCondition()));
        if (!rest.removeIf(condition -> isOfUnmatched(condition, join))) {
            return filter;
        }
        RexBuilder builder = join.getCluster().getRexBuilder();
        Join anti = LogicalJoin.create(
                join.getLeft(),
                join.getRight(),
                join.getHints(),
                join.getCondition(),
                join.getVariablesSet(),
                JoinRelType.ANTI);
        int leftWidth = join.getLeft().getRowType().getFieldCount();
        List<RexNode> columns = new ArrayList<>();
        for (RelDataTypeField field : join.getRowType().getFieldList()) {
            columns.add(
                    field.getIndex() < leftWidth
                            ? new RexInputRef(field.getIndex(), field.getType())
                            : builder.makeNullLiteral(field.getType()));
        }
        RelNode result = LogicalProject.create(
                withoutDistinct(anti), List.of(), columns, join.getRowType().getFieldNames(), Set.of());
        return rest.isEmpty() ? result : LogicalFilter.create(result, RexUtil.composeConjunction(builder, rest));
    }

    /** Whether only rows of a LEFT join fulfil a condition whose right side is missing. */
    private static boolean isOfUnmatched(RexNode condition, Join join) {
        int leftWidth = join.getLeft().getRowType().getFieldCount();
        return condition.isA(SqlKind.IS_NULL)
                && ((RexCall) condition).getOperands().get(0) instanceof RexInputRef column
                && column.getIndex() >= leftWidth
                && !join.getRight()
                        .getRowType()
                        .getFieldList()
                        .get(column.getIndex() - leftWidth)
                        .getType()
                        .isNullable();
    }

    private static Join withoutDistinct(Join join) {
        int leftWidth = join.getLeft().getRowType().getFieldCount();
        if (!(join.getRight() instanceof Aggregate aggregate) || aggregate.getGroupType() != Aggregate.Group.SIMPLE) {
            return join;
        }
        int groups = aggregate.getGroupCount();
        ImmutableBitSet used = RelOptUtil.InputFinder.bits(join.getCondition());
        if (groups == 0 || used.length() > leftWidth + groups) {
            return join;
        }
        RelNode input = aggregate.getInput();
        List<RexNode> columns = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int column : aggregate.getGroupSet()) {
            columns.add(RexInputRef.of(column, input.getRowType()));
            names.add(input.getRowType().getFieldNames().get(column));
        }
        RelNode rows = LogicalProject.create(input, List.of(), columns, names, Set.of());
        return join.copy(join.getTraitSet(), join.getCondition(), join.getLeft(), rows, join.getJoinType(), false);
    }
}
