package io.aletheia.query.expression;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlBasicAggFunction;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeFamily;
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

    /** The functions of groups, which are functions of windows as well. */
    static List<Functions.Function> groups() {
        List<Functions.Function> functions = new ArrayList<>(standard());
        functions.addAll(statistical());
        return List.copyOf(functions);
    }

    /** An aggregate that other dialects have, or that Calcite has in another form; null if there is no row for it. */
    private static SqlBasicAggFunction own(
            String name, SqlReturnTypeInference returns, SqlOperandTypeChecker operands) {
        return SqlBasicAggFunction.create(
                        name, SqlKind.OTHER_FUNCTION, returns.andThen(SqlTypeTransforms.FORCE_NULLABLE), operands)
                .withFunctionType(SqlFunctionCategory.SYSTEM);
    }

    private static Functions.Function pair(String name, String description) {
        return function(own(name, ReturnTypes.DOUBLE, OperandTypes.NUMERIC_NUMERIC), description);
    }

    private static List<Functions.Function> statistical() {
        SqlOperandTypeChecker integer = OperandTypes.INTEGER;
        return List.of(
                pair("COVAR_POP", "COVAR_POP(y, x): covariance of all"),
                pair("COVAR_SAMP", "COVAR_SAMP(y, x): covariance of a sample"),
                pair("CORR", "CORR(y, x): coefficient of correlation"),
                pair("REGR_SLOPE", "REGR_SLOPE(y, x): of the line that fits best"),
                pair("REGR_INTERCEPT", "REGR_INTERCEPT(y, x): where that line has x = 0"),
                pair("REGR_R2", "REGR_R2(y, x): the square of CORR"),
                pair("REGR_AVGX", "REGR_AVGX(y, x): average of x where neither is null"),
                pair("REGR_AVGY", "REGR_AVGY(y, x): average of y where neither is null"),
                pair("REGR_SXX", "REGR_SXX(y, x): sum of the squares of x less its average"),
                pair("REGR_SYY", "REGR_SYY(y, x): sum of the squares of y less its average"),
                pair("REGR_SXY", "REGR_SXY(y, x): sum of the products of both"),
                function(
                        own("PERCENTILE_CONT", ReturnTypes.DOUBLE, OperandTypes.UNIT_INTERVAL_NUMERIC_LITERAL)
                                .withGroupOrder(Optionality.MANDATORY)
                                .withPercentile(true),
                        "PERCENTILE_CONT(part) WITHIN GROUP (ORDER BY a): between two values on the line that joins them"),
                function(
                        SqlStdOperatorTable.PERCENTILE_DISC,
                        "PERCENTILE_DISC(part) WITHIN GROUP (ORDER BY a): one of the values"),
                function(own("MEDIAN", ReturnTypes.DOUBLE, OperandTypes.NUMERIC), "MEDIAN(a): as PERCENTILE_CONT(0.5)"),
                function(
                        own("MODE", ReturnTypes.ARG0, OperandTypes.ANY).withGroupOrder(Optionality.OPTIONAL),
                        "MODE() WITHIN GROUP (ORDER BY a), MODE(a): the most frequent value, of several the first"),
                function(own("BIT_AND", ReturnTypes.ARG0, integer), "BIT_AND(a)"),
                function(own("BIT_OR", ReturnTypes.ARG0, integer), "BIT_OR(a)"),
                function(own("BIT_XOR", ReturnTypes.ARG0, integer), "BIT_XOR(a)"),
                function(own("ARG_MIN", ReturnTypes.ARG0, OperandTypes.ANY_ANY), "ARG_MIN(a, b): a where b is least"),
                function(
                        own("ARG_MAX", ReturnTypes.ARG0, OperandTypes.ANY_ANY), "ARG_MAX(a, b): a where b is greatest"),
                function(own("MIN_BY", ReturnTypes.ARG0, OperandTypes.ANY_ANY), "MIN_BY(a, b): as ARG_MIN"),
                function(own("MAX_BY", ReturnTypes.ARG0, OperandTypes.ANY_ANY), "MAX_BY(a, b): as ARG_MAX"),
                function(
                        own("GROUP_CONCAT", ReturnTypes.VARCHAR, OperandTypes.STRING.or(OperandTypes.STRING_STRING))
                                .withGroupOrder(Optionality.OPTIONAL),
                        "GROUP_CONCAT(a [ORDER BY ...] [SEPARATOR s]): as LISTAGG"),
                function(
                        own(
                                        "JSON_ARRAYAGG",
                                        ReturnTypes.VARCHAR,
                                        OperandTypes.family(
                                                List.of(SqlTypeFamily.ANY, SqlTypeFamily.CHARACTER),
                                                position -> position == 1))
                                .withGroupOrder(Optionality.OPTIONAL),
                        "JSON_ARRAYAGG(a [ORDER BY ...] [NULL ON NULL])"),
                function(
                        own(
                                "JSON_OBJECTAGG",
                                ReturnTypes.VARCHAR,
                                OperandTypes.family(
                                        List.of(SqlTypeFamily.CHARACTER, SqlTypeFamily.ANY, SqlTypeFamily.CHARACTER),
                                        position -> position == 2)),
                        "JSON_OBJECTAGG(name : a [ABSENT ON NULL])"),
                function(
                        SqlStdOperatorTable.APPROX_COUNT_DISTINCT,
                        "APPROX_COUNT_DISTINCT(a): as COUNT(DISTINCT a), which is exact"),
                function(
                        own("REGR_COUNT", ReturnTypes.BIGINT, OperandTypes.NUMERIC_NUMERIC),
                        "REGR_COUNT(y, x): rows where neither is null"));
    }

    /** The functions of windows only. */
    static List<Functions.Function> windows() {
        return List.of(
                function(SqlStdOperatorTable.ROW_NUMBER, "ROW_NUMBER() OVER ..."),
                function(SqlStdOperatorTable.RANK, "RANK() OVER ...: with gaps behind equal rows"),
                function(SqlStdOperatorTable.DENSE_RANK, "DENSE_RANK() OVER ...: without gaps"),
                function(SqlStdOperatorTable.PERCENT_RANK, "PERCENT_RANK() OVER ...: from 0 to 1"),
                function(SqlStdOperatorTable.CUME_DIST, "CUME_DIST() OVER ...: which part of the rows is not behind"),
                function(SqlStdOperatorTable.NTILE, "NTILE(n) OVER ...: n parts of the same size"),
                function(
                        SqlStdOperatorTable.LAG,
                        "LAG(a [, n [, otherwise]]) [IGNORE NULLS] OVER ...: of the n-th row before"),
                function(
                        SqlStdOperatorTable.LEAD,
                        "LEAD(a [, n [, otherwise]]) [IGNORE NULLS] OVER ...: of the n-th row behind"),
                function(
                        SqlStdOperatorTable.FIRST_VALUE,
                        "FIRST_VALUE(a) [IGNORE NULLS] OVER ...: of the frame's first row"),
                function(
                        SqlStdOperatorTable.LAST_VALUE,
                        "LAST_VALUE(a) [IGNORE NULLS] OVER ...: of the frame's last row"),
                function(
                        SqlStdOperatorTable.NTH_VALUE,
                        "NTH_VALUE(a, n) [IGNORE NULLS] OVER ...: of the frame's n-th row"));
    }

    private static List<Functions.Function> standard() {
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
                function(SqlStdOperatorTable.SOME, ""),
                function(SqlLibraryOperators.BOOL_AND, "BOOL_AND(condition): as EVERY"),
                function(SqlLibraryOperators.BOOL_OR, "BOOL_OR(condition): TRUE if it is for some row"),
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
