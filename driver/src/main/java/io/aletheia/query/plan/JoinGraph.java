package io.aletheia.query.plan;

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
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/**
 * Inner joins that stand over one another, taken apart: what is joined, and on which conditions. A field's number is its place in the
 * row of the uppermost join. Immutable.
 */
final class JoinGraph {
    /** A condition of all joins together. */
    record Condition(RexNode node, ImmutableBitSet factors) {}

    private final Join join;
    private final List<RelNode> factors = new ArrayList<>();
    private final List<Integer> offsets = new ArrayList<>();
    private final List<Condition> conditions = new ArrayList<>();

    private JoinGraph(Join join) {
        this.join = join;
    }

    /** The graph of a join and of the inner joins directly below it. */
    static JoinGraph of(Join join) {
        var graph = new JoinGraph(join);
        List<RexNode> nodes = new ArrayList<>();
        graph.collect(join, 0, nodes);
        RexBuilder builder = join.getCluster().getRexBuilder();
        for (RexNode node : nodes) {
            // What all alternatives of an OR have in common may be an equality to join on.
            for (RexNode conjunct : RelOptUtil.conjunctions(RexUtil.pullFactors(builder, node))) {
                graph.add(conjunct, builder);
            }
        }
        return graph;
    }

    /** Adds a condition; what it says of single factors becomes a filter of them. */
    private void add(RexNode node, RexBuilder builder) {
        ImmutableBitSet needed = factorsOf(node);
        if (needed.cardinality() == 1) {
            filter(needed.nth(0), node);
        } else if (!node.isAlwaysTrue()) {
            conditions.add(new Condition(node, needed));
            if (node.isA(SqlKind.OR)) {
                needed.forEach(factor -> addImplied(factor, (RexCall) node, builder));
            }
        }
    }

    /**
     * If each alternative says something of one factor alone, one of these is true: {@code a.x = 1 AND b.x = 2 OR a.x = 2 AND b.x = 1}
     * implies {@code a.x = 1 OR a.x = 2}. The condition itself stays.
     */
    private void addImplied(int factor, RexCall alternatives, RexBuilder builder) {
        List<RexNode> implied = new ArrayList<>();
        for (RexNode alternative : alternatives.getOperands()) {
            List<RexNode> own = RelOptUtil.conjunctions(alternative).stream()
                    .filter(each -> factorsOf(each).equals(ImmutableBitSet.of(factor)))
                    .toList();
            if (own.isEmpty()) {
                return;
            }
            implied.add(RexUtil.composeConjunction(builder, own));
        }
        filter(factor, RexUtil.composeDisjunction(builder, implied));
    }

    private void filter(int factor, RexNode condition) {
        RelNode rel = factors.get(factor);
        RexNode own = RexUtil.shift(condition, -offsets.get(factor));
        if (rel instanceof Filter filter) {
            RexBuilder builder = rel.getCluster().getRexBuilder();
            RexNode both = RexUtil.composeConjunction(builder, List.of(filter.getCondition(), own));
            factors.set(factor, filter.copy(filter.getTraitSet(), filter.getInput(), both));
        } else {
            factors.set(factor, LogicalFilter.create(rel, own));
        }
    }

    /** Whether a node is a join whose sides may change places with those of joins around it. */
    static boolean isInner(RelNode rel) {
        return rel instanceof Join join
                && join.getJoinType() == JoinRelType.INNER
                && join.getVariablesSet().isEmpty()
                && RexUtil.isDeterministic(join.getCondition());
    }

    private void collect(RelNode rel, int offset, List<RexNode> nodes) {
        if (isInner(rel)) {
            Join inner = (Join) rel;
            collect(inner.getLeft(), offset, nodes);
            collect(inner.getRight(), offset + inner.getLeft().getRowType().getFieldCount(), nodes);
            for (RexNode conjunct : RelOptUtil.conjunctions(inner.getCondition())) {
                nodes.add(RexUtil.shift(conjunct, offset));
            }
        } else {
            factors.add(rel);
            offsets.add(offset);
        }
    }

    /** Which of the joined expressions a node names fields of. */
    ImmutableBitSet factorsOf(RexNode node) {
        ImmutableBitSet.Builder found = ImmutableBitSet.builder();
        for (int field : RelOptUtil.InputFinder.bits(node)) {
            found.set(factorOf(field));
        }
        return found.build();
    }

    /** The uppermost join. */
    Join join() {
        return join;
    }

    /** How many expressions are joined. */
    int size() {
        return factors.size();
    }

    /** One of the joined expressions. */
    RelNode factor(int index) {
        return factors.get(index);
    }

    /** The table that one of the joined expressions reads, perhaps through a filter; null if it is anything else. */
    @Nullable
    TableRead read(int index) {
        RelNode rel = factors.get(index);
        return (rel instanceof Filter filter ? filter.getInput() : rel) instanceof TableRead read ? read : null;
    }

    /** The number of its first field. */
    int offset(int index) {
        return offsets.get(index);
    }

    /** Which of them a field belongs to. */
    int factorOf(int field) {
        int factor = offsets.size() - 1;
        while (offsets.get(factor) > field) {
            factor--;
        }
        return factor;
    }

    /** All conditions, each of which every row of the result fulfils. */
    List<Condition> conditions() {
        return conditions;
    }
}
