package io.aletheia.query.plan;

import io.aletheia.engine.model.ColumnDefinition;
import io.aletheia.engine.model.Direction;
import io.aletheia.engine.model.PseudoColumn;
import io.aletheia.engine.model.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableIntList;
import org.jspecify.annotations.Nullable;

/**
 * Follows adjacency instead of joining: a join with an edge table on the id of one of its ends becomes an expansion, a join with a node
 * table on the node's id becomes a fetch.
 *
 * <pre>
 * before: Join(e.$source = a.$entity) - [a, Filter(since > 2000) - TableRead(e)]
 * after:  Filter(since > 2000) - Expand(e, OUTGOING, at a.$entity) - a
 * </pre>
 */
final class JoinToAccess {
    private JoinToAccess() {}

    /** The rewritten expression, or the same if the join is of another form. */
    static RelNode apply(Join join) {
        if (join.getJoinType() != JoinRelType.INNER || !join.getVariablesSet().isEmpty()) {
            return join;
        }
        RelNode right = join.getRight();
        Filter filter = null;
        if (right instanceof Filter rightFilter) {
            filter = rightFilter;
            right = rightFilter.getInput();
        }
        if (!(right instanceof TableRead read) || read.key() != null) {
            return join;
        }
        int leftWidth = join.getLeft().getRowType().getFieldCount();
        List<RexNode> conditions = new ArrayList<>(RelOptUtil.conjunctions(join.getCondition()));
        for (int i = 0; i < conditions.size(); i++) {
            if (conditions.get(i) instanceof RexCall call && call.getKind() == SqlKind.EQUALS) {
                RelNode access = access(join, read, call, leftWidth);
                if (access != null) {
                    conditions.remove(i);
                    if (filter != null) {
                        conditions.add(RexUtil.shift(filter.getCondition(), leftWidth));
                    }
                    RexBuilder builder = join.getCluster().getRexBuilder();
                    return conditions.isEmpty()
                            ? access
                            : LogicalFilter.create(access, RexUtil.composeConjunction(builder, conditions));
                }
            }
        }
        return join;
    }

    private static @Nullable RelNode access(Join join, TableRead read, RexCall equality, int leftWidth) {
        if (!(equality.getOperands().get(0) instanceof RexInputRef first)
                || !(equality.getOperands().get(1) instanceof RexInputRef second)) {
            return null;
        }
        int left = Math.min(first.getIndex(), second.getIndex());
        int right = Math.max(first.getIndex(), second.getIndex());
        if (left >= leftWidth || right < leftWidth) {
            return null;
        }
        TableDefinition table = read.definition();
        int column = read.projection()[right - leftWidth];
        ImmutableIntList projection = ImmutableIntList.of(read.projection());
        if (column == PseudoColumn.SOURCE_ID || column == PseudoColumn.TARGET_ID) {
            Direction direction = column == PseudoColumn.SOURCE_ID ? Direction.OUTGOING : Direction.INCOMING;
            return new Expand(
                    join.getCluster(),
                    join.getLeft(),
                    read.getTable(),
                    left,
                    table,
                    direction,
                    projection,
                    read.valid(),
                    read.system());
        } else if (column == PseudoColumn.ENTITY_ID || isGeneratedKey(table, column)) {
            return new Fetch(
                    join.getCluster(),
                    join.getLeft(),
                    read.getTable(),
                    left,
                    table,
                    projection,
                    read.valid(),
                    read.system());
        }
        return null;
    }

    private static boolean isGeneratedKey(TableDefinition table, int column) {
        if (column < 0) {
            return false;
        }
        ColumnDefinition definition = table.columns().get(column);
        return definition.generated();
    }
}
