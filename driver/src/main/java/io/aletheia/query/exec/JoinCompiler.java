package io.aletheia.query.exec;

import io.aletheia.engine.model.ValueType;
import io.aletheia.query.expression.Expression;
import io.aletheia.query.expression.ExpressionCompiler;
import io.aletheia.query.plan.HashJoin;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/** Finds the equalities of a join's condition that can be keys of a hash table; the rest is tested on the pairs. */
final class JoinCompiler {
    private final ExpressionCompiler expressions;

    JoinCompiler(ExpressionCompiler expressions) {
        this.expressions = expressions;
    }

    ExecutablePlan compile(Join join, ExecutablePlan left, ExecutablePlan right, List<ValueType> types) {
        if (join.getJoinType() == JoinRelType.LEFT_MARK
                || join.getJoinType() == JoinRelType.ASOF
                || join.getJoinType() == JoinRelType.LEFT_ASOF) {
            throw PlanCompiler.unsupported("a join of type " + join.getJoinType());
        }
        int leftWidth = left.types().size();
        List<RexNode> conjuncts = RelOptUtil.conjunctions(join.getCondition());
        List<JoinOperator.Key> keys = new ArrayList<>();
        List<RexNode> rest = new ArrayList<>();
        List<RexNode> nullSafe = new ArrayList<>();
        for (RexNode conjunct : conjuncts) {
            JoinOperator.Key key = conjunct.isA(SqlKind.EQUALS) ? key(conjunct, leftWidth) : null;
            if (key != null) {
                keys.add(key);
            } else if (conjunct.isA(SqlKind.IS_NOT_DISTINCT_FROM)) {
                nullSafe.add(conjunct);
            } else {
                rest.add(conjunct);
            }
        }
        boolean nullsMatch = false;
        for (RexNode conjunct : nullSafe) {
            // Keys are null-safe all together or not at all, so beside an ordinary key the others are tested on the
            // pairs.
            JoinOperator.Key key = keys.isEmpty() || nullsMatch ? key(conjunct, leftWidth) : null;
            if (key == null) {
                rest.add(conjunct);
            } else {
                keys.add(key);
                nullsMatch = true;
            }
        }
        HashJoin decided = join instanceof HashJoin hash && !keys.isEmpty() ? hash : null;
        int told = decided == null ? -1 : decided.told();
        if (decided == null || !decided.keepsLeft()) {
            return join(join, left, right, types, keys, nullsMatch, rest, told);
        }
        return new MarkJoinOperator(
                left,
                right,
                keys,
                join.getJoinType() == JoinRelType.SEMI,
                residual(turn(leftWidth, right.types().size()).visitList(rest)),
                told,
                join(join, left, right, types, keys, nullsMatch, rest, -1));
    }

    private JoinOperator join(
            Join join,
            ExecutablePlan left,
            ExecutablePlan right,
            List<ValueType> types,
            List<JoinOperator.Key> keys,
            boolean nullsMatch,
            List<RexNode> rest,
            int told) {
        return new JoinOperator(
                types,
                join.getJoinType(),
                left,
                right,
                keys,
                nullsMatch,
                residual(rest),
                RexUtil.isDeterministic(join.getCondition()),
                told);
    }

    /** Makes of conditions over the left row followed by the right one such over the right followed by the left. */
    private static RexShuttle turn(int leftWidth, int rightWidth) {
        return new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef column) {
                int at = column.getIndex();
                return new RexInputRef(at < leftWidth ? at + rightWidth : at - leftWidth, column.getType());
            }
        };
    }

    private @Nullable Expression residual(List<RexNode> rest) {
        List<Expression> conditions = new ArrayList<>();
        for (RexNode conjunct : rest) {
            if (!conjunct.isAlwaysTrue()) {
                conditions.add(expressions.compile(conjunct));
            }
        }
        return conditions.isEmpty() ? null : expressions.and(conditions);
    }

    /** The key that an equality gives if one side is of the left row only and the other of the right row only; else null. */
    private JoinOperator.@Nullable Key key(RexNode conjunct, int leftWidth) {
        RexNode a = ((RexCall) conjunct).getOperands().get(0);
        RexNode b = ((RexCall) conjunct).getOperands().get(1);
        if (isOf(a, 0, leftWidth) && isOf(b, leftWidth, Integer.MAX_VALUE)) {
            return key(a, b, leftWidth);
        }
        return isOf(b, 0, leftWidth) && isOf(a, leftWidth, Integer.MAX_VALUE) ? key(b, a, leftWidth) : null;
    }

    private JoinOperator.@Nullable Key key(RexNode left, RexNode right, int leftWidth) {
        if (left.isA(SqlKind.ROW) || right.isA(SqlKind.ROW)) {
            return null;
        }
        List<Expression> sides = expressions.comparable(left, RexUtil.shift(right, -leftWidth));
        return new JoinOperator.Key(sides.get(0), sides.get(1));
    }

    /** Whether an expression names columns, and only from one position to another, exclusive. */
    private static boolean isOf(RexNode node, int from, int to) {
        ImmutableBitSet columns = RelOptUtil.InputFinder.bits(node);
        return !columns.isEmpty() && columns.nth(0) >= from && columns.length() <= to && RexUtil.isDeterministic(node);
    }
}
