package io.aletheia.query.plan;

import io.aletheia.query.expression.Functions;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql2rel.SqlRexContext;
import org.apache.calcite.sql2rel.SqlRexConvertlet;
import org.apache.calcite.sql2rel.SqlRexConvertletTable;
import org.apache.calcite.sql2rel.StandardConvertletTable;
import org.jspecify.annotations.Nullable;

/**
 * How calls become row expressions: as in Calcite, but for those that it lowers to arithmetic on milliseconds, and for comparisons of
 * numbers that it would round first. Thread-safe.
 */
final class Convertlets implements SqlRexConvertletTable {
    /** The only instance. */
    static final Convertlets INSTANCE = new Convertlets();

    private final IdentityHashMap<SqlOperator, SqlRexConvertlet> own = new IdentityHashMap<>();

    private Convertlets() {
        // By its name alone Calcite would take a function of the dialect for one of another dialect.
        for (Functions.Function function : Functions.all()) {
            if (function.operator() instanceof SqlBasicFunction declared
                    && declared.getFunctionType() == SqlFunctionCategory.SYSTEM) {
                own.put(declared, (context, call) -> StandardConvertletTable.INSTANCE.convertCall(context, call));
            }
        }
        for (SqlOperator operator :
                List.of(SqlStdOperatorTable.FLOOR, SqlStdOperatorTable.CEIL, SqlStdOperatorTable.SQRT)) {
            own.put(operator, (context, call) -> StandardConvertletTable.INSTANCE.convertCall(context, call));
        }
        for (SqlOperator operator : List.of(
                SqlStdOperatorTable.EQUALS,
                SqlStdOperatorTable.NOT_EQUALS,
                SqlStdOperatorTable.LESS_THAN,
                SqlStdOperatorTable.LESS_THAN_OR_EQUAL,
                SqlStdOperatorTable.GREATER_THAN,
                SqlStdOperatorTable.GREATER_THAN_OR_EQUAL,
                SqlStdOperatorTable.IS_DISTINCT_FROM,
                SqlStdOperatorTable.IS_NOT_DISTINCT_FROM)) {
            own.put(operator, Convertlets::comparison);
        }
        for (SqlAggFunction function : List.of(
                SqlStdOperatorTable.AVG,
                SqlStdOperatorTable.STDDEV,
                SqlStdOperatorTable.STDDEV_POP,
                SqlStdOperatorTable.STDDEV_SAMP,
                SqlStdOperatorTable.VARIANCE,
                SqlStdOperatorTable.VAR_POP,
                SqlStdOperatorTable.VAR_SAMP)) {
            own.put(
                    function,
                    (context, call) ->
                            StandardConvertletTable.INSTANCE.convertAggregateFunction(context, function, call));
        }
    }

    private static RexNode comparison(SqlRexContext context, SqlCall call) {
        List<RelDataType> types = new ArrayList<>();
        for (SqlNode operand : call.getOperandList()) {
            types.add(context.getValidator().getValidatedNodeType(operand));
        }
        if (!ExactNumbers.haveNoCommonType(context.getTypeFactory(), types)) {
            return Objects.requireNonNull(StandardConvertletTable.INSTANCE.get(call))
                    .convertCall(context, call);
        }
        List<RexNode> operands = new ArrayList<>();
        for (SqlNode operand : call.getOperandList()) {
            operands.add(context.convertExpression(operand));
        }
        return context.getRexBuilder().makeCall(call.getParserPosition(), call.getOperator(), operands);
    }

    @Override
    public @Nullable SqlRexConvertlet get(SqlCall call) {
        SqlRexConvertlet convertlet = own.get(call.getOperator());
        return convertlet == null ? StandardConvertletTable.INSTANCE.get(call) : convertlet;
    }
}
