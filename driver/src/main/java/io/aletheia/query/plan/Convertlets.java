package io.aletheia.query.plan;

import io.aletheia.query.expression.Functions;
import java.util.IdentityHashMap;
import java.util.List;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql2rel.SqlRexConvertlet;
import org.apache.calcite.sql2rel.SqlRexConvertletTable;
import org.apache.calcite.sql2rel.StandardConvertletTable;
import org.jspecify.annotations.Nullable;

/**
 * How calls become row expressions: as in Calcite, but for those that it lowers to arithmetic on milliseconds. Thread-safe.
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

    @Override
    public @Nullable SqlRexConvertlet get(SqlCall call) {
        SqlRexConvertlet convertlet = own.get(call.getOperator());
        return convertlet == null ? StandardConvertletTable.INSTANCE.get(call) : convertlet;
    }
}
