package io.aletheia.query.plan;

import io.aletheia.engine.model.Direction;
import io.aletheia.engine.model.PseudoColumn;
import io.aletheia.engine.model.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableIntList;
import org.jspecify.annotations.Nullable;

/**
 * A way to a table's rows from rows that are there already, instead of reading all of the table and joining: along the edges at a
 * node, by the entity's id, or by its primary key.
 *
 * <pre>
 * before: Join(e.$source = a.$entity) - [a, Filter(since > 2000) - TableRead(e)]
 * after:  Filter(since > 2000) - Expand(e, OUTGOING, at a.$entity) - a
 * </pre>
 *
 * Immutable.
 *
 * @param factor the table's place in the graph
 * @param read the table
 * @param filter what its rows are to fulfil besides, over its own row; null for nothing
 * @param direction of edges at a node; null if rows are fetched by id or key
 * @param values the node's or entity's id, one field of the graph; or the values of the key, expressions over fields of the graph
 * @param byKey whether the values are those of the key
 * @param used the conditions of the graph that this fulfils
 */
record JoinAccess(
        int factor,
        TableRead read,
        @Nullable RexNode filter,
        @Nullable Direction direction,
        List<RexNode> values,
        boolean byKey,
        List<JoinGraph.Condition> used) {

    /** The ways to one of the joined expressions. */
    static List<JoinAccess> of(JoinGraph graph, int factor) {
        RelNode rel = graph.factor(factor);
        Filter filter = rel instanceof Filter over ? over : null;
        if (!((filter == null ? rel : filter.getInput()) instanceof TableRead read) || read.key() != null) {
            return List.of();
        }
        RexNode condition = filter == null ? null : filter.getCondition();
        List<JoinAccess> found = new ArrayList<>();
        for (JoinGraph.Condition each : graph.conditions()) {
            for (int side = 0; side < 2; side++) {
                RexNode value = valueOf(graph, each, factor, side);
                if (value instanceof RexInputRef) {
                    int column = column(graph, read, factor, each, side);
                    if (column == PseudoColumn.SOURCE_ID || column == PseudoColumn.TARGET_ID) {
                        Direction direction =
                                column == PseudoColumn.SOURCE_ID ? Direction.OUTGOING : Direction.INCOMING;
                        found.add(new JoinAccess(
                                factor, read, condition, direction, List.of(value), false, List.of(each)));
                    } else if (column == PseudoColumn.ENTITY_ID || isGeneratedKey(read.definition(), column)) {
                        found.add(new JoinAccess(factor, read, condition, null, List.of(value), false, List.of(each)));
                    }
                }
            }
        }
        JoinAccess byKey = byKey(graph, factor, read, condition);
        if (byKey != null) {
            found.add(byKey);
        }
        return found;
    }

    private static @Nullable JoinAccess byKey(
            JoinGraph graph, int factor, TableRead read, @Nullable RexNode condition) {
        List<RexNode> values = new ArrayList<>();
        List<JoinGraph.Condition> used = new ArrayList<>();
        for (int position : read.definition().primaryKey()) {
            RexNode value = null;
            for (JoinGraph.Condition each : graph.conditions()) {
                for (int side = 0; side < 2 && value == null; side++) {
                    RexNode other = valueOf(graph, each, factor, side);
                    if (other != null
                            && column(graph, read, factor, each, side) == position
                            && KeyLookup.fits(
                                    other,
                                    read.definition().columns().get(position).type())) {
                        value = KeyLookup.cast(
                                read,
                                other,
                                read.definition().columns().get(position).type());
                        used.add(each);
                    }
                }
            }
            if (value == null) {
                return null;
            }
            values.add(value);
        }
        return values.isEmpty() ? null : new JoinAccess(factor, read, condition, null, values, true, used);
    }

    /** What an equality says that a side of it is, a field of the factor, if the other side is of other factors; else null. */
    private static @Nullable RexNode valueOf(JoinGraph graph, JoinGraph.Condition condition, int factor, int side) {
        if (!(condition.node() instanceof RexCall call)
                || call.getKind() != SqlKind.EQUALS
                || !(call.getOperands().get(side) instanceof RexInputRef own)
                || graph.factorOf(own.getIndex()) != factor) {
            return null;
        }
        RexNode other = call.getOperands().get(1 - side);
        boolean ofOthers = RexUtil.isDeterministic(other);
        boolean any = false;
        for (int field : RelOptUtil.InputFinder.bits(other)) {
            any = true;
            ofOthers &= graph.factorOf(field) != factor;
        }
        return any && ofOthers ? other : null;
    }

    private static int column(JoinGraph graph, TableRead read, int factor, JoinGraph.Condition condition, int side) {
        RexInputRef own =
                (RexInputRef) ((RexCall) condition.node()).getOperands().get(side);
        return read.projection()[own.getIndex() - graph.offset(factor)];
    }

    private static boolean isGeneratedKey(TableDefinition table, int column) {
        return column >= 0 && table.columns().get(column).generated();
    }

    /** The rows found from those of a tree, which has all that the values need. */
    JoinTree from(JoinTree tree, int offset) {
        RelOptCluster cluster = read.getCluster();
        ImmutableIntList projection = ImmutableIntList.of(read.projection());
        RelNode input = tree.rel();
        int at;
        if (byKey) {
            input = new KeyedId(
                    cluster,
                    input,
                    read.definition(),
                    values.stream().map(tree::placed).toList());
            at = tree.rel().getRowType().getFieldCount();
        } else {
            at = tree.place(((RexInputRef) values.get(0)).getIndex());
        }
        RelNode access = direction != null
                ? new Expand(
                        cluster,
                        input,
                        read.getTable(),
                        at,
                        read.definition(),
                        direction,
                        projection,
                        read.valid(),
                        read.system())
                : new Fetch(
                        cluster,
                        input,
                        read.getTable(),
                        at,
                        read.definition(),
                        projection,
                        read.valid(),
                        read.system());
        JoinTree found = tree.accessed(access, factor);
        return filter == null ? found : found.filtered(List.of(RexUtil.shift(filter, offset)));
    }
}
