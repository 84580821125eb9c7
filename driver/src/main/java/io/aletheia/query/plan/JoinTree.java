package io.aletheia.query.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.jspecify.annotations.Nullable;

/**
 * A part of the joins of a graph, put together: an expression, and where in its row the fields of the graph stand. Immutable.
 */
final class JoinTree {
    private static final int ABSENT = -1;

    private final JoinGraph graph;
    private final RelNode rel;
    private final int[] places;

    private JoinTree(JoinGraph graph, RelNode rel, int[] places) {
        this.graph = graph;
        this.rel = rel;
        this.places = places;
    }

    /** One of the joined expressions, or what has taken its place with the same fields. */
    static JoinTree of(JoinGraph graph, int factor, RelNode rel) {
        int[] places = absent(graph);
        for (int i = 0; i < rel.getRowType().getFieldCount(); i++) {
            places[graph.offset(factor) + i] = i;
        }
        return new JoinTree(graph, rel, places);
    }

    private static int[] absent(JoinGraph graph) {
        int[] places = new int[graph.join().getRowType().getFieldCount()];
        Arrays.fill(places, ABSENT);
        return places;
    }

    RelNode rel() {
        return rel;
    }

    /** Where a field stands in the row. */
    int place(int field) {
        return places[field];
    }

    /** A condition of the graph over this row. */
    RexNode placed(RexNode condition) {
        return condition.accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef reference) {
                return new RexInputRef(places[reference.getIndex()], reference.getType());
            }
        });
    }

    /** This joined with another on conditions of the graph, of which there may be none. */
    JoinTree joinedWith(JoinTree right, List<RexNode> conditions) {
        JoinTree both = beside(right.places, null);
        RexBuilder builder = rel.getCluster().getRexBuilder();
        RexNode condition = RexUtil.composeConjunction(
                builder, conditions.stream().map(both::placed).toList());
        RelNode join = LogicalJoin.create(rel, right.rel, List.of(), condition, Set.of(), JoinRelType.INNER);
        return new JoinTree(graph, join, both.places);
    }

    /** What an access over this gives, whose row is this one's and behind it the fields of one of the joined expressions. */
    JoinTree accessed(RelNode access, int factor) {
        int width = rel.getRowType().getFieldCount();
        int[] appended = absent(graph);
        int fields = graph.factor(factor).getRowType().getFieldCount();
        int gap = access.getRowType().getFieldCount() - width - fields;
        for (int i = 0; i < fields; i++) {
            appended[graph.offset(factor) + i] = gap + i;
        }
        return beside(appended, access);
    }

    private JoinTree beside(int[] right, @Nullable RelNode made) {
        int width = rel.getRowType().getFieldCount();
        int[] all = places.clone();
        for (int i = 0; i < all.length; i++) {
            if (right[i] != ABSENT) {
                all[i] = width + right[i];
            }
        }
        return new JoinTree(graph, made == null ? rel : made, all);
    }

    /** This with conditions of the graph applied. */
    JoinTree filtered(List<RexNode> conditions) {
        if (conditions.isEmpty()) {
            return this;
        }
        RexNode condition = RexUtil.composeConjunction(
                rel.getCluster().getRexBuilder(),
                conditions.stream().map(this::placed).toList());
        return new JoinTree(graph, LogicalFilter.create(rel, condition), places);
    }

    /** The expression with the fields of the graph in their order. */
    RelNode inOrder() {
        boolean same = rel.getRowType().getFieldCount() == places.length;
        for (int i = 0; i < places.length && same; i++) {
            same = places[i] == i;
        }
        if (same) {
            return rel;
        }
        List<RexNode> fields = new ArrayList<>();
        for (int place : places) {
            fields.add(RexInputRef.of(place, rel.getRowType()));
        }
        return LogicalProject.create(
                rel, List.of(), fields, graph.join().getRowType().getFieldNames(), Set.of());
    }
}
