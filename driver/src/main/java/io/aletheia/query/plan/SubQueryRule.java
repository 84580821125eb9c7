package io.aletheia.query.plan;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.rules.SubQueryRemoveRule;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlQuantifyOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.tools.RelBuilder;

/**
 * Turns sub-queries into joins and correlates as Calcite does, but for those where Calcite's result is wrong: it looks for what it
 * counts for {@code <> SOME} by names that a table's column may have too, finds a row with nulls in it several times for {@code IN},
 * and takes {@code NULL IN} of no rows for unknown.
 *
 * <pre>
 * before: Project(a &lt;&gt; SOME (Q))
 * after:  Project(CASE WHEN c = 0 THEN FALSE WHEN (a &lt;&gt; least OR a &lt;&gt; most) IS TRUE THEN TRUE WHEN c over d THEN NULL ...)
 *           Join(true) - [input, Aggregate(COUNT(*) AS c, COUNT(s) AS d, MIN(s) AS least, MAX(s) AS most) - Q]
 * </pre>
 */
final class SubQueryRule extends SubQueryRemoveRule {
    /** The variables of outer queries while a match is worked on; Calcite takes them for those of the query at hand. */
    private final ThreadLocal<Set<CorrelationId>> outerVariables = ThreadLocal.withInitial(Set::of);

    SubQueryRule(Config config) {
        super(config);
    }

    @Override
    public void onMatch(RelOptRuleCall call) {
        RelNode root = call.getPlanner().getRoot();
        Set<CorrelationId> outer = new HashSet<>();
        if (root != null) {
            findAbove(root, call.rel(0), outer, new HashSet<>());
        }
        outerVariables.set(outer);
        try {
            super.onMatch(call);
        } finally {
            outerVariables.remove();
        }
    }

    /** Finds the way from a plan down to a part of it, and the variables of the correlates on whose right side it is. */
    private static boolean findAbove(RelNode plan, RelNode part, Set<CorrelationId> found, Set<RelNode> seen) {
        RelNode rel = plan.stripped();
        if (rel == part) {
            return true;
        }
        if (!seen.add(rel)) {
            return false;
        }
        for (int i = 0; i < rel.getInputs().size(); i++) {
            if (findAbove(rel.getInput(i), part, found, seen)) {
                if (i == 1 && rel instanceof Correlate correlate) {
                    found.add(correlate.getCorrelationId());
                }
                return true;
            }
        }
        return false;
    }

    @Override
    protected RexNode apply(
            RexSubQuery query,
            Set<CorrelationId> used,
            RelOptUtil.Logic logic,
            RelBuilder builder,
            int inputCount,
            int offset,
            int number) {
        Set<CorrelationId> variables = new LinkedHashSet<>(used);
        variables.removeAll(outerVariables.get());
        if (query.getKind() == SqlKind.SOME) {
            if (query.getOperands().size() > 1) {
                throw new DatabaseException(
                        ErrorCode.UNSUPPORTED,
                        "a comparison of rows with ANY or ALL of a subquery is not supported yet");
            }
            return quantified(query, variables, builder);
        }
        if (query.getKind() == SqlKind.IN && needsNulls(query, logic)) {
            return in(query, variables, builder);
        }
        return super.apply(query, variables, logic, builder, inputCount, offset, number);
    }

    /**
     * Whether it takes more than Calcite's look at single values: to tell unknown from false for rows, and for constants, of which it
     * takes an unknown for true where the context says that there is no unknown, as IS TRUE does.
     */
    private static boolean needsNulls(RexSubQuery query, RelOptUtil.Logic logic) {
        boolean unknownMatters =
                logic == RelOptUtil.Logic.TRUE_FALSE_UNKNOWN || logic == RelOptUtil.Logic.UNKNOWN_AS_TRUE;
        boolean rows = query.getOperands().size() > 1;
        return isConstant(query) || (unknownMatters && rows);
    }

    private static boolean isConstant(RexSubQuery query) {
        return query.getOperands().stream().noneMatch(RexUtil::containsInputRef);
    }

    private static RexNode quantified(RexSubQuery query, Set<CorrelationId> variables, RelBuilder builder) {
        int width = builder.peek().getRowType().getFieldCount();
        RexNode value = query.getOperands().get(0);
        builder.push(query.rel);
        RexNode each = builder.field(0);
        builder.aggregate(
                builder.groupKey(),
                builder.count(false, null),
                builder.count(false, null, each),
                builder.min(each),
                builder.max(each));
        builder.join(JoinRelType.INNER, builder.literal(true), variables);
        SqlKind comparison = ((SqlQuantifyOperator) query.op).comparisonKind;
        RexNode least = builder.field(width + 2);
        RexNode most = builder.field(width + 3);
        SqlOperator operator = RexUtil.op(comparison);
        RexNode compared = switch (comparison) {
            case LESS_THAN, LESS_THAN_OR_EQUAL -> builder.call(operator, value, most);
            case GREATER_THAN, GREATER_THAN_OR_EQUAL -> builder.call(operator, value, least);
            case NOT_EQUALS -> builder.or(builder.call(operator, value, least), builder.call(operator, value, most));
            default -> throw new IllegalStateException("SOME is an IN: " + comparison);
        };
        return decided(query, builder, builder.field(width), builder.field(width + 1), compared);
    }

    /** Compares the row with every row of the query. */
    private static RexNode in(RexSubQuery query, Set<CorrelationId> variables, RelBuilder builder) {
        RexBuilder rex = builder.getRexBuilder();
        RelDataType outerType = builder.peek().getRowType();
        int width = outerType.getFieldCount();
        CorrelationId id = variables.isEmpty()
                ? builder.getCluster().createCorrel()
                : variables.iterator().next();
        RexShuttle outer = new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef reference) {
                return rex.makeFieldAccess(rex.makeCorrel(outerType, id), reference.getIndex());
            }
        };
        builder.push(query.rel);
        List<RexNode> equalities = new ArrayList<>();
        for (int i = 0; i < query.getOperands().size(); i++) {
            equalities.add(builder.equals(query.getOperands().get(i).accept(outer), builder.field(i)));
        }
        RexNode equal = RexUtil.composeConjunction(rex, equalities);
        RelDataType nullable = builder.getTypeFactory()
                .createTypeWithNullability(builder.getTypeFactory().createSqlType(SqlTypeName.BOOLEAN), true);
        builder.project(List.of(rex.ensureType(nullable, equal, true)));
        builder.aggregate(
                builder.groupKey(),
                builder.count(false, null),
                builder.count(false, null, builder.field(0)),
                builder.max(builder.field(0)));
        builder.join(JoinRelType.INNER, builder.literal(true), isConstant(query) ? variables : Set.of(id));
        RexNode found = builder.field(width + 2);
        if (!query.getType().isNullable()) {
            return builder.call(SqlStdOperatorTable.IS_TRUE, found);
        }
        RexNode result = rex.makeCall(
                nullable,
                SqlStdOperatorTable.CASE,
                List.of(
                        builder.call(SqlStdOperatorTable.IS_TRUE, found),
                        builder.literal(true),
                        builder.greaterThan(builder.field(width), builder.field(width + 1)),
                        rex.makeNullLiteral(nullable),
                        builder.literal(false)));
        return rex.ensureType(query.getType(), result, true);
    }

    /** FALSE for no rows, TRUE if it is for one, unknown if a row is null. */
    private static RexNode decided(
            RexSubQuery query, RelBuilder builder, RexNode rows, RexNode values, RexNode compared) {
        if (!query.getType().isNullable()) {
            return builder.call(SqlStdOperatorTable.IS_TRUE, compared);
        }
        RexNode result = builder.call(
                SqlStdOperatorTable.CASE,
                builder.equals(rows, builder.literal(0)),
                builder.literal(false),
                builder.call(SqlStdOperatorTable.IS_TRUE, compared),
                builder.literal(true),
                builder.greaterThan(rows, values),
                builder.getRexBuilder().makeNullLiteral(compared.getType()),
                compared);
        return builder.getRexBuilder().ensureType(query.getType(), result, true);
    }
}
