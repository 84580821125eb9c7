package io.aletheia.query.plan;

import io.aletheia.engine.model.TableDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * What joins cost and give, in units of a row that a scan passes. The weights come from measuring the operators, rounded; only their
 * proportions matter. Not thread-safe; for one graph.
 */
final class JoinCosts {
    private static final double SCANNED = 0.3;
    private static final double BUILT = 3;
    private static final double PROBED = 1.5;
    private static final double JOINED = 0.5;
    private static final double PAIR_TESTED = 0.3;
    private static final double FETCHED = 6;
    private static final double KEY_FOUND = 4;
    private static final double EDGE = 1;

    private final JoinGraph graph;
    private final Estimates estimates;
    private final List<RelNode> factors;
    private final Map<JoinGraph.Condition, Double> selectivities = new HashMap<>();
    private final List<List<JoinAccess>> accesses = new ArrayList<>();
    private final IdentityHashMap<JoinAccess, ImmutableBitSet> needs = new IdentityHashMap<>();

    JoinCosts(JoinGraph graph, List<RelNode> factors, Estimates estimates) {
        this.graph = graph;
        this.factors = factors;
        this.estimates = estimates;
        for (int i = 0; i < factors.size(); i++) {
            List<JoinAccess> ways = JoinAccess.of(graph, i);
            accesses.add(ways);
            ways.forEach(way -> needs.put(way, needs(way)));
        }
        for (JoinGraph.Condition condition : graph.conditions()) {
            selectivities.put(condition, selectivity(condition.node()));
        }
    }

    /** One expression by itself. */
    JoinPart single(int factor) {
        RelNode rel = factors.get(factor);
        return new JoinPart(ImmutableBitSet.of(factor), estimates.rows(rel), scanned(rel), null, null, null, List.of());
    }

    /** What reading an expression costs: the rows that its leaves give. */
    private double scanned(RelNode rel) {
        if (rel instanceof Filter filter
                && filter.getInput() instanceof TableRead read
                && !read.indexes().isEmpty()) {
            return Math.min(FETCHED * estimates.rows(rel), SCANNED * estimates.rows(read));
        }
        double cost = rel.getInputs().isEmpty() ? SCANNED * estimates.rows(rel) : 0;
        for (RelNode input : rel.getInputs()) {
            cost += scanned(input) + SCANNED * estimates.rows(rel);
        }
        return cost;
    }

    /** Two parts joined in the cheapest way in which the right one is searched for the rows of the left one. */
    JoinPart joined(JoinPart left, JoinPart right) {
        ImmutableBitSet both = left.factors().union(right.factors());
        List<JoinGraph.Condition> conditions = new ArrayList<>();
        boolean equality = false;
        for (JoinGraph.Condition condition : graph.conditions()) {
            if (both.contains(condition.factors())
                    && !left.factors().contains(condition.factors())
                    && !right.factors().contains(condition.factors())) {
                conditions.add(condition);
                equality |= isKey(condition, left.factors(), right.factors());
            }
        }
        double rows = Math.max(1, left.rows() * right.rows() * together(conditions, left, right));
        double search = equality
                ? BUILT * right.rows() + PROBED * left.rows()
                : right.rows() + PAIR_TESTED * left.rows() * right.rows();
        double cost = left.cost() + right.cost() + search + JOINED * rows;
        JoinAccess best = null;
        if (right.left() == null) {
            for (JoinAccess access : accesses.get(right.factors().nth(0))) {
                if (left.factors().contains(Objects.requireNonNull(needs.get(access)))) {
                    double price = left.cost() + price(access, left.rows()) + JOINED * rows;
                    if (price < cost) {
                        cost = price;
                        best = access;
                    }
                }
            }
        }
        return new JoinPart(both, rows, cost, left, right, best, conditions);
    }

    /** Which of the joined expressions have to be there for an access. */
    private ImmutableBitSet needs(JoinAccess access) {
        return ImmutableBitSet.union(
                access.values().stream().map(graph::factorsOf).toList());
    }

    private double price(JoinAccess access, double rows) {
        if (access.direction() != null) {
            return rows * (FETCHED + EDGE * estimates.degree(access.read().definition(), access.direction()));
        }
        return rows * (access.byKey() ? KEY_FOUND + FETCHED : FETCHED);
    }

    /** Whether a condition can be a hash table's key: each side of an equality is of one part. */
    private boolean isKey(JoinGraph.Condition condition, ImmutableBitSet left, ImmutableBitSet right) {
        if (!(condition.node() instanceof RexCall call) || !call.isA(SqlKind.EQUALS)) {
            return false;
        }
        ImmutableBitSet one = graph.factorsOf(call.getOperands().get(0));
        ImmutableBitSet other = graph.factorsOf(call.getOperands().get(1));
        return (left.contains(one) && right.contains(other)) || (right.contains(one) && left.contains(other));
    }

    private double selectivity(RexNode condition) {
        if (condition instanceof RexCall call && call.isA(SqlKind.EQUALS)) {
            double most = Math.max(
                    distinct(call.getOperands().get(0)),
                    distinct(call.getOperands().get(1)));
            return most > 0 ? 1 / most : 0.1;
        }
        return estimates.selectivity(condition, graph.join());
    }

    /** How many different values a field has; 0 for anything else. */
    private double distinct(RexNode node) {
        if (!(RexUtil.removeCast(node) instanceof RexInputRef reference)) {
            return 0;
        }
        int factor = graph.factorOf(reference.getIndex());
        return estimates.distinct(factors.get(factor), reference.getIndex() - graph.offset(factor));
    }

    /**
     * Which part of all pairs fulfils all conditions. Equalities with all columns of a primary key leave one row of its table; others
     * count less and less, for those on the same two tables often go together.
     */
    private double together(List<JoinGraph.Condition> conditions, JoinPart left, JoinPart right) {
        List<JoinGraph.Condition> rest = new ArrayList<>(conditions);
        double part = 1;
        for (int factor : left.factors().union(right.factors())) {
            List<JoinGraph.Condition> key = keyConditions(rest, factor);
            if (!key.isEmpty()) {
                rest.removeAll(key);
                part /= estimates.tableRows(
                        Objects.requireNonNull(graph.read(factor)).definition());
            }
        }
        double[] parts = rest.stream().mapToDouble(selectivities::get).sorted().toArray();
        double exponent = 1;
        for (double each : parts) {
            part *= Math.pow(each, exponent);
            exponent /= 2;
        }
        return part;
    }

    /** The equalities that give all columns of a key of several columns; none if they do not. */
    private List<JoinGraph.Condition> keyConditions(List<JoinGraph.Condition> conditions, int factor) {
        TableRead read = graph.read(factor);
        if (read == null || read.definition().primaryKey().size() < 2) {
            return List.of();
        }
        TableDefinition table = read.definition();
        boolean[] given = new boolean[table.columns().size()];
        List<JoinGraph.Condition> found = new ArrayList<>();
        for (JoinGraph.Condition condition : conditions) {
            if (condition.node() instanceof RexCall call && call.isA(SqlKind.EQUALS)) {
                for (RexNode operand : call.getOperands()) {
                    if (operand instanceof RexInputRef own && graph.factorOf(own.getIndex()) == factor) {
                        int column = read.projection()[own.getIndex() - graph.offset(factor)];
                        if (column >= 0 && table.primaryKey().contains(column) && !given[column]) {
                            given[column] = true;
                            found.add(condition);
                        }
                    }
                }
            }
        }
        boolean all = table.primaryKey().stream().allMatch(column -> given[column]);
        return all ? found : List.of();
    }
}
