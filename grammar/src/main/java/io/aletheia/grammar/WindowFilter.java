package io.aletheia.grammar;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelectKeyword;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Rewrites {@code f(a) FILTER (WHERE c) OVER w} for functions that pass over nulls: to {@code f(CASE WHEN c THEN a END) OVER w}. */
final class WindowFilter {
    /** The functions of windows, and those aggregates for which a null is a value. */
    private static final Set<String> TAKE_NULLS = Set.of(
            "ARRAY_AGG",
            "JSON_ARRAYAGG",
            "JSON_OBJECTAGG",
            "ROW_NUMBER",
            "RANK",
            "DENSE_RANK",
            "PERCENT_RANK",
            "CUME_DIST",
            "NTILE",
            "LAG",
            "LEAD",
            "FIRST_VALUE",
            "LAST_VALUE",
            "NTH_VALUE");

    private WindowFilter() {}

    static SqlNode apply(SqlParserPos place, SqlNode function, SqlNode condition) {
        boolean fits = function instanceof SqlCall call
                && call.getOperator() instanceof SqlUnresolvedFunction
                && call.operandCount() > 0
                && !TAKE_NULLS.contains(call.getOperator().getName().toUpperCase(Locale.ROOT));
        if (!fits) {
            // The validator knows what to say of it.
            return SqlStdOperatorTable.FILTER.createCall(place, function, condition);
        }
        SqlCall call = (SqlCall) function;
        SqlParserPos position = condition.getParserPosition();
        List<SqlNode> operands = new ArrayList<>(call.getOperandList());
        boolean star = operands.get(0) instanceof SqlIdentifier name && name.isStar();
        SqlNode counted = star ? SqlLiteral.createExactNumeric("1", position) : operands.get(0);
        operands.set(
                0,
                new SqlCase(
                        position,
                        null,
                        new SqlNodeList(List.of(condition), position),
                        new SqlNodeList(List.of(counted), position),
                        SqlLiteral.createNull(position)));
        SqlLiteral quantifier = call.getFunctionQuantifier();
        boolean distinct = quantifier != null && quantifier.getValue() == SqlSelectKeyword.DISTINCT;
        return call.getOperator()
                .createCall(
                        distinct ? SqlSelectKeyword.DISTINCT.symbol(position) : null,
                        call.getParserPosition(),
                        operands);
    }
}
