package io.aletheia.query.temporal;

import io.aletheia.query.expression.Functions;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;

/**
 * The relations of half-open periods as calls over their bounds, which check that a period begins before it ends. An operand that is
 * no period is an instant.
 */
final class PeriodRelations {
    private PeriodRelations() {}

    /** The call with the bounds as its operands. */
    static SqlCall overBounds(SqlCall call) {
        List<SqlNode> p = bounds(call.operand(0));
        List<SqlNode> q = bounds(call.operand(1));
        List<SqlNode> operands = new ArrayList<>(p);
        operands.addAll(q);
        return Functions.periodRelation(call.getOperator().getName(), p.size() == 1)
                .createCall(call.getParserPosition(), operands);
    }

    private static List<SqlNode> bounds(SqlNode operand) {
        boolean isPair = operand instanceof SqlCall call && call.getKind() == SqlKind.ROW && call.operandCount() == 2;
        return isPair || PeriodExpressions.isPeriod(operand) ? PeriodExpressions.bounds(operand) : List.of(operand);
    }
}
