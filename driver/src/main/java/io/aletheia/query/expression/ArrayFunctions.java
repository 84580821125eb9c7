package io.aletheia.query.expression;

import io.aletheia.engine.model.ValueType;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/** Arrays: making one, its elements, its length. */
final class ArrayFunctions {
    private ArrayFunctions() {}

    static List<Functions.Function> list() {
        return List.of(
                new Functions.Function(
                        SqlStdOperatorTable.ARRAY_VALUE_CONSTRUCTOR, ArrayFunctions::construct, "ARRAY[a, ...]"),
                new Functions.Function(
                        SqlStdOperatorTable.ITEM,
                        ArrayFunctions::item,
                        "array[n]: from 1; null where there is no element"),
                new Functions.Function(
                        SqlStdOperatorTable.CARDINALITY,
                        (call, compiler) -> {
                            if (ExpressionCompiler.type(call.getOperands().get(0))
                                            .kind()
                                    != ValueType.Kind.ARRAY) {
                                throw ExpressionCompiler.unsupported("CARDINALITY of other than an array");
                            }
                            return compiler.strict(call, (arguments, context) ->
                                    (long) ((List<?>) Objects.requireNonNull(arguments[0])).size());
                        },
                        "CARDINALITY(array): how many elements it has"));
    }

    private static Expression construct(RexCall call, ExpressionCompiler compiler) {
        ValueType type = ExpressionCompiler.type(call);
        ValueType element = Objects.requireNonNull(type.element());
        return RowCall.nullable(
                type,
                compiler.compileAs(call.getOperands(), List.of(element)),
                (arguments, context) -> ArrayValues.list(arguments.clone()));
    }

    private static Expression item(RexCall call, ExpressionCompiler compiler) {
        if (ExpressionCompiler.type(call.getOperands().get(0)).kind() != ValueType.Kind.ARRAY) {
            throw ExpressionCompiler.unsupported("an element of other than an array");
        }
        List<Expression> operands = List.of(
                compiler.compile(call.getOperands().get(0)),
                compiler.compile(call.getOperands().get(1), ValueType.BIGINT));
        return RowCall.strict(ExpressionCompiler.type(call), operands, (arguments, context) -> {
            List<?> array = (List<?>) Objects.requireNonNull(arguments[0]);
            long position = (long) Objects.requireNonNull(arguments[1]);
            return position >= 1 && position <= array.size() ? array.get((int) position - 1) : null;
        });
    }
}
