package io.aletheia.query.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * A plan with what an outer row is compared with appended as keys: the rows that an outer row sees are those with its keys. Immutable.
 *
 * @param rel the plan's columns, then the keys
 * @param keys the keys' columns
 * @param outers for each key a comparison whose first operand is the outer row's side
 * @param others conditions on the outer row alone, without which it sees no rows
 */
record KeyedInput(RelNode rel, List<Integer> keys, List<RexCall> outers, List<RexNode> others) {
    /** The keys of conditions that are equalities; null if a condition on the plan's columns is none. */
    static @Nullable KeyedInput of(OuterRow row, ConditionPuller.Pulled pulled) {
        RexBuilder builder = pulled.rel().getCluster().getRexBuilder();
        List<RexNode> columns = new ArrayList<>();
        for (int i = 0; i < pulled.rel().getRowType().getFieldCount(); i++) {
            columns.add(RexInputRef.of(i, pulled.rel().getRowType()));
        }
        var keys = new ArrayList<Integer>();
        var outers = new ArrayList<RexCall>();
        var others = new ArrayList<RexNode>();
        for (RexNode condition : pulled.conditions()) {
            if (!RexUtil.containsInputRef(condition)) {
                others.add(condition);
                continue;
            }
            if (!(condition instanceof RexCall call)
                    || !(call.isA(SqlKind.EQUALS) || call.isA(SqlKind.IS_NOT_DISTINCT_FROM))) {
                return null;
            }
            RexNode a = call.getOperands().get(0);
            RexNode b = call.getOperands().get(1);
            boolean outerFirst = !row.isIn(b);
            RexNode outer = outerFirst ? a : b;
            RexNode inner = outerFirst ? b : a;
            if (row.isIn(inner) || RexUtil.containsInputRef(outer) || !groupsAsItCompares(outer, inner)) {
                return null;
            }
            keys.add(columns.size());
            columns.add(inner);
            outers.add((RexCall) builder.makeCall(call.getOperator(), outer, inner));
        }
        return new KeyedInput(project(pulled.rel(), columns), keys, outers, others);
    }

    /** Whether an outer value can equal only inner values that are of one group. */
    private static boolean groupsAsItCompares(RexNode outer, RexNode inner) {
        var a = outer.getType();
        var b = inner.getType();
        return a.getSqlTypeName() == b.getSqlTypeName()
                || (SqlTypeUtil.isExactNumeric(a) && SqlTypeUtil.isExactNumeric(b))
                || (a.getSqlTypeName().getFamily() == SqlTypeFamily.CHARACTER
                        && b.getSqlTypeName().getFamily() == SqlTypeFamily.CHARACTER);
    }

    /** The conditions over a plan that has the keys from a column on. */
    List<RexNode> conditions(RelNode keyed, int column) {
        var conditions = new ArrayList<>(others);
        for (int i = 0; i < outers.size(); i++) {
            RexCall outer = outers.get(i);
            conditions.add(rel.getCluster()
                    .getRexBuilder()
                    .makeCall(
                            outer.getOperator(),
                            outer.getOperands().get(0),
                            RexInputRef.of(column + i, keyed.getRowType())));
        }
        return conditions;
    }

    /** A projection, or the input itself if that is the same. */
    static RelNode project(RelNode input, List<RexNode> columns) {
        return RexUtil.isIdentity(columns, input.getRowType())
                ? input
                : LogicalProject.create(input, List.of(), columns, (@Nullable List<String>) null, Set.of());
    }
}
