package io.aletheia.query.expression;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.ValueType;
import io.aletheia.engine.model.ValueType.Kind;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/** Storing a value in a column: nothing is cut off. STRING_TOO_LONG (22001). */
final class Assignment {
    private Assignment() {}

    static Expression compile(ExpressionCompiler compiler, RexNode node, ValueType type) {
        boolean bounded = (type.kind() == Kind.VARCHAR || type.kind() == Kind.VARBINARY)
                && type.precision() != ValueType.UNBOUNDED;
        if (!bounded) {
            return compiler.compile(node, type);
        }
        // The planner's own cast to the column's type would cut before the length can be checked.
        RexNode inner = node instanceof RexCall call
                        && call.getKind() == SqlKind.CAST
                        && ExpressionCompiler.type(node).equals(type)
                ? call.getOperands().get(0)
                : node;
        ValueType unbounded = type.kind() == Kind.VARCHAR ? ValueType.VARCHAR : ValueType.VARBINARY;
        Expression whole = compiler.compile(inner, unbounded);
        return RowCall.strict(
                type, List.of(whole), (arguments, context) -> check(type, Objects.requireNonNull(arguments[0])));
    }

    private static Object check(ValueType type, Object value) {
        int length = value instanceof String text ? text.codePointCount(0, text.length()) : ((byte[]) value).length;
        if (length > type.precision()) {
            throw new DatabaseException(
                    ErrorCode.STRING_TOO_LONG, "a value of length " + length + " is too long for " + type);
        }
        return value;
    }
}
