package io.aletheia.query.expression;

import java.util.List;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlBasicAggFunction;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeTransforms;
import org.apache.calcite.util.Optionality;

/** The functions of groups and windows; the operators compute them, so calls of them are no expressions of a row. */
final class AggregateFunctions {
    private static final SqlAggFunction STRING_AGG = SqlBasicAggFunction.create(
                    "STRING_AGG",
                    SqlKind.LISTAGG,
                    ReturnTypes.VARCHAR.andThen(SqlTypeTransforms.FORCE_NULLABLE),
                    OperandTypes.STRING.or(OperandTypes.STRING_STRING))
            .withFunctionType(SqlFunctionCategory.SYSTEM)
            .withGroupOrder(Optionality.OPTIONAL);

    private static final SqlAggFunction ARRAY_AGG = SqlBasicAggFunction.create(
                    "ARRAY_AGG",
                    SqlKind.ARRAY_AGG,
                    ReturnTypes.TO_ARRAY.andThen(SqlTypeTransforms.FORCE_NULLABLE),
                    OperandTypes.ANY)
            .withFunctionType(SqlFunctionCategory.SYSTEM)
            .withGroupOrder(Optionality.OPTIONAL);

    private AggregateFunctions() {}

    static List<Functions.Function> list() {
        return List.of(
                function(SqlStdOperatorTable.COUNT, "COUNT(*), COUNT([DISTINCT] a): rows, or values that are not null"),
                function(SqlStdOperatorTable.SUM, "SUM([DISTINCT] a): of integers a BIGINT, of decimals exact"),
                function(
                        SqlStdOperatorTable.AVG,
                        "AVG([DISTINCT] a): of integers and decimals exact to 6 digits or more"),
                function(SqlStdOperatorTable.MIN, "MIN(a)"),
                function(SqlStdOperatorTable.MAX, "MAX(a)"),
                function(SqlStdOperatorTable.ANY_VALUE, "ANY_VALUE(a): one that is not null, if there is one"),
                function(SqlStdOperatorTable.EVERY, "EVERY(condition): TRUE if it is for every row, nulls aside"),
                function(SqlStdOperatorTable.SOME, "SOME(condition): TRUE if it is for some row"),
                function(SqlLibraryOperators.BOOL_AND, "BOOL_AND(condition): as EVERY"),
                function(SqlLibraryOperators.BOOL_OR, "BOOL_OR(condition): as SOME"),
                function(SqlStdOperatorTable.STDDEV, "STDDEV(a): as STDDEV_SAMP"),
                function(SqlStdOperatorTable.STDDEV_SAMP, "STDDEV_SAMP(a): standard deviation of a sample"),
                function(SqlStdOperatorTable.STDDEV_POP, "STDDEV_POP(a): standard deviation of all"),
                function(SqlStdOperatorTable.VARIANCE, "VARIANCE(a): as VAR_SAMP"),
                function(SqlStdOperatorTable.VAR_SAMP, "VAR_SAMP(a): variance of a sample"),
                function(SqlStdOperatorTable.VAR_POP, "VAR_POP(a): variance of all"),
                function(SqlStdOperatorTable.LISTAGG, "LISTAGG(a [, separator]) [WITHIN GROUP (ORDER BY ...)]"),
                function(STRING_AGG, "STRING_AGG(a [, separator] [ORDER BY ...]): as LISTAGG"),
                function(ARRAY_AGG, "ARRAY_AGG(a [ORDER BY ...]): nulls included"),
                function(
                        SqlStdOperatorTable.GROUPING,
                        "GROUPING(a, ...): a bit per column, 1 if the row is a total over it"));
    }

    private static Functions.Function function(SqlAggFunction operator, String description) {
        return new Functions.Function(
                operator,
                (call, compiler) -> {
                    throw ExpressionCompiler.unsupported("the aggregate function " + operator.getName() + " here");
                },
                description);
    }
}
