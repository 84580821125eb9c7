package io.aletheia.query.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * Makes one search of many comparisons of the same thing with literals, before Calcite compares each of them with all that stand before
 * it: five thousand would take it a quarter of an hour.
 *
 * <pre>
 * before: a = 1 OR a = 2 OR b = 7 OR a = 3 ...          a &lt;&gt; 1 AND a &lt;&gt; 2 AND ...
 * after:  b = 7 OR SEARCH(a, Sarg[1, 2, 3, ...])        NOT SEARCH(a, Sarg[1, 2, ...])
 * </pre>
 */
final class LongChains extends RexShuttle {
    /** Shorter chains are left to Calcite, which finds more in them. */
    private static final int LENGTH_MIN = 24;

    private static final Set<SqlTypeName> ORDERED =
            Set.of(SqlTypeName.DECIMAL, SqlTypeName.DATE, SqlTypeName.TIME, SqlTypeName.TIMESTAMP);

    private final RexBuilder rexBuilder;

    private LongChains(RexBuilder rexBuilder) {
        this.rexBuilder = rexBuilder;
    }

    /** The plan with shorter conditions; itself if it has no long ones. */
    static RelNode shorten(RelNode plan) {
        var shuttle = new LongChains(plan.getCluster().getRexBuilder());
        return plan.accept(new RelHomogeneousShuttle() {
            @Override
            public RelNode visit(RelNode other) {
                return super.visit(other).accept(shuttle);
            }
        });
    }

    @Override
    public RexNode visitCall(RexCall call) {
        boolean any = call.getKind() == SqlKind.OR;
        if (!any && call.getKind() != SqlKind.AND) {
            return super.visitCall(call);
        }
        List<RexNode> terms = any ? RelOptUtil.disjunctions(call) : RelOptUtil.conjunctions(call);
        if (terms.size() < LENGTH_MIN) {
            return super.visitCall(call);
        }
        Map<RexNode, List<RexLiteral>> literals = new LinkedHashMap<>();
        List<RexNode> rest = new ArrayList<>();
        for (RexNode term : terms) {
            Comparison comparison = Comparison.of(term, any ? SqlKind.EQUALS : SqlKind.NOT_EQUALS);
            if (comparison == null) {
                rest.add(term.accept(this));
            } else {
                literals.computeIfAbsent(comparison.compared, compared -> new ArrayList<>())
                        .add(comparison.literal);
            }
        }
        literals.forEach((compared, values) -> rest.add(search(compared, values, any)));
        return any ? RexUtil.composeDisjunction(rexBuilder, rest) : RexUtil.composeConjunction(rexBuilder, rest);
    }

    /** A comparison of something with a literal of its own type, which is therefore ordered like it. */
    private record Comparison(RexNode compared, RexLiteral literal) {
        static @Nullable Comparison of(RexNode term, SqlKind kind) {
            if (term.getKind() != kind) {
                return null;
            }
            List<RexNode> operands = ((RexCall) term).getOperands();
            RexNode left = operands.get(0);
            RexNode right = operands.get(1);
            if (left instanceof RexLiteral literal && fits(right, literal)) {
                return new Comparison(right, literal);
            }
            return right instanceof RexLiteral literal && fits(left, literal) ? new Comparison(left, literal) : null;
        }

        private static boolean fits(RexNode compared, RexLiteral literal) {
            if (compared instanceof RexLiteral || literal.isNull() || !RexUtil.isDeterministic(compared)) {
                return false;
            }
            SqlTypeName type = compared.getType().getSqlTypeName();
            SqlTypeName other = literal.getType().getSqlTypeName();
            return (SqlTypeName.INT_TYPES.contains(type) && SqlTypeName.INT_TYPES.contains(other))
                    || (SqlTypeName.CHAR_TYPES.contains(type) && SqlTypeName.CHAR_TYPES.contains(other))
                    || (type == other && ORDERED.contains(type));
        }
    }

    private RexNode search(RexNode compared, List<RexLiteral> values, boolean any) {
        RexNode search = rexBuilder.makeIn(compared, values);
        return any ? search : RexUtil.not(search);
    }
}
