package io.aletheia.query.expression;

import io.aletheia.engine.model.ValueType;
import java.util.List;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeUtil;

/** The arithmetic operators: of numbers here, of times and intervals in {@link IntervalFunctions}. */
final class ArithmeticFunctions {
    private ArithmeticFunctions() {}

    static List<Functions.Function> list() {
        return List.of(
                binary(SqlStdOperatorTable.PLUS, Arithmetic.Operation.ADD, "a + b"),
                binary(SqlStdOperatorTable.MINUS, Arithmetic.Operation.SUBTRACT, "a - b"),
                binary(SqlStdOperatorTable.MULTIPLY, Arithmetic.Operation.MULTIPLY, "a * b"),
                binary(
                        SqlStdOperatorTable.DIVIDE,
                        Arithmetic.Operation.DIVIDE,
                        "a / b: of integers the quotient without remainder"),
                binary(SqlStdOperatorTable.MOD, Arithmetic.Operation.REMAINDER, "MOD(a, b): has the sign of a"),
                binary(SqlStdOperatorTable.PERCENT_REMAINDER, Arithmetic.Operation.REMAINDER, "a % b: as MOD"),
                binary(SqlStdOperatorTable.DATETIME_PLUS, Arithmetic.Operation.ADD, "time + interval"),
                binary(SqlStdOperatorTable.MINUS_DATE, Arithmetic.Operation.SUBTRACT, "(time - time) unit"),
                binary(SqlStdOperatorTable.CHECKED_PLUS, Arithmetic.Operation.ADD, "a + b"),
                binary(SqlStdOperatorTable.CHECKED_MINUS, Arithmetic.Operation.SUBTRACT, "a - b"),
                binary(SqlStdOperatorTable.CHECKED_MULTIPLY, Arithmetic.Operation.MULTIPLY, "a * b"),
                binary(SqlStdOperatorTable.CHECKED_DIVIDE, Arithmetic.Operation.DIVIDE, "a / b"),
                binary(SqlStdOperatorTable.DIVIDE_INTEGER, Arithmetic.Operation.DIVIDE, "a / b of integers"),
                new Functions.Function(SqlStdOperatorTable.UNARY_MINUS, ArithmeticFunctions::negate, "-a"),
                new Functions.Function(SqlStdOperatorTable.CHECKED_UNARY_MINUS, ArithmeticFunctions::negate, "-a"),
                new Functions.Function(
                        SqlStdOperatorTable.UNARY_PLUS,
                        (call, compiler) -> compiler.compile(call.getOperands().get(0), ExpressionCompiler.type(call)),
                        "+a"));
    }

    private static Functions.Function binary(SqlOperator operator, Arithmetic.Operation operation, String description) {
        return new Functions.Function(operator, (call, compiler) -> arithmetic(call, operation, compiler), description);
    }

    private static Expression arithmetic(RexCall call, Arithmetic.Operation operation, ExpressionCompiler compiler) {
        for (RexNode operand : call.getOperands()) {
            if (SqlTypeUtil.isInterval(operand.getType()) || SqlTypeUtil.isDatetime(operand.getType())) {
                return IntervalFunctions.arithmetic(call, operation, compiler);
            }
        }
        ValueType type = ExpressionCompiler.type(call);
        if (!Casts.isNumeric(type)) {
            throw ExpressionCompiler.unsupported(call.getOperator().getName() + " of " + type);
        }
        Expression left = toForm(compiler.compile(call.getOperands().get(0)), type);
        Expression right = toForm(compiler.compile(call.getOperands().get(1)), type);
        return StrictCall.of(type, List.of(left, right), Arithmetic.binary(operation, type));
    }

    /** A number in the physical form of another type: exact, whatever that type's scale or range. */
    static Expression toForm(Expression operand, ValueType type) {
        ValueType from = operand.type();
        return switch (type.physical()) {
            case LONG -> Casts.isInteger(from) ? operand : Casts.cast(operand, ValueType.BIGINT);
            case DOUBLE ->
                from.physical() == ValueType.Physical.DOUBLE ? operand : Casts.cast(operand, ValueType.DOUBLE);
            case DECIMAL, OBJECT ->
                from.kind() == ValueType.Kind.DECIMAL
                        ? operand
                        : Casts.cast(
                                operand,
                                Casts.isInteger(from) ? ValueType.decimal(ValueType.DECIMAL_PRECISION_MAX, 0) : type);
        };
    }

    private static Expression negate(RexCall call, ExpressionCompiler compiler) {
        ValueType type = ExpressionCompiler.type(call);
        Expression operand = toForm(compiler.compile(call.getOperands().get(0)), type);
        return StrictCall.of(type, List.of(operand), Arithmetic.negate(type));
    }
}
