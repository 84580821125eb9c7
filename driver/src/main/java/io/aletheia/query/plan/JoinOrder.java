package io.aletheia.query.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * Puts inner joins in the order that seems cheapest, each as a hash join or along an access path. Up to {@value #ALL_ORDERS_MAX}
 * expressions every order is looked at, by dynamic programming over the subsets (Moerkotte and Neumann, Analysis of Two Existing and One
 * New Dynamic Programming Algorithm, 2006); more are joined greedily, the pair with the smallest result first (Fegaras, A New Heuristic
 * for Optimizing Large Queries, 1998). Where nothing tells orders apart, that of the statement stays. For one statement.
 */
final class JoinOrder {
    private static final int ALL_ORDERS_MAX = 8;

    private final JoinGraph graph;
    private final JoinCosts costs;
    private final List<RelNode> factors;
    private final Set<JoinGraph.Condition> placed = Collections.newSetFromMap(new IdentityHashMap<>());

    private JoinOrder(JoinGraph graph, List<RelNode> factors, Estimates estimates) {
        this.graph = graph;
        this.factors = factors;
        this.costs = new JoinCosts(graph, factors, estimates);
    }

    /**
     * The joins in their order.
     *
     * @param factors what the joined expressions have become by themselves, with the same fields
     */
    static RelNode apply(JoinGraph graph, List<RelNode> factors, Estimates estimates) {
        var order = new JoinOrder(graph, factors, estimates);
        JoinPart best = factors.size() <= ALL_ORDERS_MAX ? order.best() : order.greedy();
        JoinTree tree = order.build(best);
        List<RexNode> ofNone = new ArrayList<>();
        for (JoinGraph.Condition condition : graph.conditions()) {
            if (condition.factors().isEmpty()) {
                ofNone.add(condition.node());
            } else if (!order.placed.contains(condition)) {
                throw new IllegalStateException("a join is ordered without " + condition.node());
            }
        }
        return tree.filtered(ofNone).inOrder();
    }

    private JoinPart best() {
        int count = factors.size();
        @Nullable JoinPart[] bests = new @Nullable JoinPart[1 << count];
        for (int i = 0; i < count; i++) {
            bests[1 << i] = costs.single(i);
        }
        for (int set = 1; set < bests.length; set++) {
            if (Integer.bitCount(set) < 2) {
                continue;
            }
            // Sides that no condition joins are tried only if there are no others.
            for (int pass = 0; pass < 2 && bests[set] == null; pass++) {
                // The highest factor stays on one side, and both ways of joining are looked at for each division.
                int highest = Integer.highestOneBit(set);
                for (int left = set & (set - 1); left > 0; left = (left - 1) & set) {
                    if ((left & highest) == 0) {
                        bests[set] = better(bests[set], bests[left], bests[set ^ left], pass == 1);
                        bests[set] = better(bests[set], bests[set ^ left], bests[left], pass == 1);
                    }
                }
            }
        }
        return Objects.requireNonNull(bests[bests.length - 1]);
    }

    private @Nullable JoinPart better(
            @Nullable JoinPart known, @Nullable JoinPart left, @Nullable JoinPart right, boolean anyPair) {
        if (left == null || right == null) {
            return known;
        }
        JoinPart made = costs.joined(left, right);
        boolean allowed = anyPair || made.isConnected() || left.rows() <= 1 || right.rows() <= 1;
        return allowed && (known == null || made.cost() < known.cost()) ? made : known;
    }

    private JoinPart greedy() {
        List<JoinPart> parts = new ArrayList<>();
        for (int i = 0; i < factors.size(); i++) {
            parts.add(costs.single(i));
        }
        while (parts.size() > 1) {
            JoinPart best = null;
            int bestLeft = 0;
            int bestRight = 1;
            for (int left = 0; left < parts.size(); left++) {
                for (int right = 0; right < parts.size(); right++) {
                    JoinPart made = left == right ? null : costs.joined(parts.get(left), parts.get(right));
                    if (made != null && (best == null || isSmaller(made, best))) {
                        best = made;
                        bestLeft = left;
                        bestRight = right;
                    }
                }
            }
            parts.set(Math.min(bestLeft, bestRight), Objects.requireNonNull(best));
            parts.remove(Math.max(bestLeft, bestRight));
        }
        return parts.get(0);
    }

    private static boolean isSmaller(JoinPart one, JoinPart other) {
        if (one.isConnected() != other.isConnected()) {
            return one.isConnected();
        }
        return one.rows() != other.rows() ? one.rows() < other.rows() : one.cost() < other.cost();
    }

    private JoinTree build(JoinPart part) {
        if (part.left() == null || part.right() == null) {
            int factor = part.factors().nth(0);
            return JoinTree.of(graph, factor, factors.get(factor));
        }
        JoinTree left = build(part.left());
        List<RexNode> rest = new ArrayList<>();
        JoinAccess access = part.access();
        for (JoinGraph.Condition condition : part.conditions()) {
            placed.add(condition);
            if (access == null || !access.used().contains(condition)) {
                rest.add(condition.node());
            }
        }
        if (access != null) {
            return access.from(left, graph.offset(access.factor())).filtered(rest);
        }
        return left.joinedWith(build(part.right()), rest);
    }
}
