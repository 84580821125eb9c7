package io.aletheia.query.expression;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.LongVector;
import io.aletheia.engine.model.ValueType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.sql.SqlOperandCountRange;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SameOperandTypeChecker;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeTransforms;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/** Functions of numbers, and the greatest and least of values of any type. */
final class NumericFunctions {
    private NumericFunctions() {}

    static List<Functions.Function> list() {
        return List.of(
                new Functions.Function(SqlStdOperatorTable.ABS, NumericFunctions::absolute, "ABS(a)"),
                new Functions.Function(SqlStdOperatorTable.SIGN, NumericFunctions::sign, "SIGN(a): -1, 0 or 1"),
                rounding(SqlStdOperatorTable.FLOOR, RoundingMode.FLOOR, "FLOOR(a) or FLOOR(time TO unit)"),
                rounding(SqlStdOperatorTable.CEIL, RoundingMode.CEILING, "CEIL(a) or CEIL(time TO unit)"),
                rounding(
                        Define.function(
                                "CEILING", ReturnTypes.ARG0_OR_EXACT_NO_SCALE, OperandTypes.NUMERIC, Define.DOUBLES),
                        RoundingMode.CEILING,
                        "CEILING(a)"),
                digits("ROUND", RoundingMode.HALF_UP, "ROUND(a [, digits]): halves away from zero"),
                digits("TRUNCATE", RoundingMode.DOWN, "TRUNCATE(a [, digits]): towards zero"),
                digits("TRUNC", RoundingMode.DOWN, "TRUNC(a [, digits]): as TRUNCATE"),
                new Functions.Function(SqlStdOperatorTable.POWER, NumericFunctions::power, "POWER(a, b)"),
                real(SqlStdOperatorTable.SQRT, x -> checked("SQRT", x, x >= 0, Math.sqrt(x)), "SQRT(a)"),
                real(SqlStdOperatorTable.CBRT, Math::cbrt, "CBRT(a): the cube root"),
                real(SqlStdOperatorTable.EXP, Math::exp, "EXP(a)"),
                real(SqlStdOperatorTable.LN, x -> checked("LN", x, x > 0, Math.log(x)), "LN(a)"),
                real(SqlStdOperatorTable.LOG10, x -> checked("LOG10", x, x > 0, Math.log10(x)), "LOG10(a)"),
                real(SqlStdOperatorTable.SIN, Math::sin, "SIN(a)"),
                real(SqlStdOperatorTable.COS, Math::cos, "COS(a)"),
                real(SqlStdOperatorTable.TAN, Math::tan, "TAN(a)"),
                real(SqlStdOperatorTable.COT, x -> 1 / Math.tan(x), "COT(a)"),
                real(SqlStdOperatorTable.ASIN, x -> checked("ASIN", x, Math.abs(x) <= 1, Math.asin(x)), "ASIN(a)"),
                real(SqlStdOperatorTable.ACOS, x -> checked("ACOS", x, Math.abs(x) <= 1, Math.acos(x)), "ACOS(a)"),
                real(SqlStdOperatorTable.ATAN, Math::atan, "ATAN(a)"),
                real(SqlStdOperatorTable.DEGREES, Math::toDegrees, "DEGREES(a)"),
                real(SqlStdOperatorTable.RADIANS, Math::toRadians, "RADIANS(a)"),
                real(hyperbolic("SINH"), Math::sinh, "SINH(a)"),
                real(hyperbolic("COSH"), Math::cosh, "COSH(a)"),
                real(hyperbolic("TANH"), Math::tanh, "TANH(a)"),
                new Functions.Function(
                        SqlStdOperatorTable.ATAN2,
                        (call, compiler) -> compiler.strict(
                                call,
                                List.of(ValueType.DOUBLE),
                                (a, context) -> Math.atan2((double) value(a, 0), (double) value(a, 1))),
                        "ATAN2(y, x)"),
                new Functions.Function(
                        SqlStdOperatorTable.PI,
                        (call, compiler) -> BoundValue.literal(ExpressionCompiler.type(call), Math.PI),
                        "PI"),
                extreme("GREATEST", 1, "GREATEST(a, ...): null if one is null"),
                extreme("LEAST", -1, "LEAST(a, ...): null if one is null"));
    }

    private static SqlOperator hyperbolic(String name) {
        return Define.function(name, ReturnTypes.DOUBLE_NULLABLE, OperandTypes.NUMERIC, Define.DOUBLES);
    }

    private static Object value(@Nullable Object[] arguments, int index) {
        return Objects.requireNonNull(arguments[index]);
    }

    private static double checked(String name, double argument, boolean isDefined, double value) {
        if (!isDefined && !Double.isNaN(argument)) {
            throw new DatabaseException(ErrorCode.INVALID_ARGUMENT, name + " of " + argument + " is not defined");
        }
        return value;
    }

    private static Functions.Function real(SqlOperator operator, DoubleUnaryOperator function, String description) {
        return new Functions.Function(
                operator,
                (call, compiler) -> {
                    ValueType type = ExpressionCompiler.type(call);
                    if (type.physical() != ValueType.Physical.DOUBLE) {
                        throw ExpressionCompiler.unsupported(operator.getName() + " as " + type);
                    }
                    return StrictCall.of(
                            type,
                            List.of(compiler.compile(call.getOperands().get(0), ValueType.DOUBLE)),
                            Arithmetic.doubleFunction(type, function));
                },
                description);
    }

    private static Expression absolute(RexCall call, ExpressionCompiler compiler) {
        ValueType type = ExpressionCompiler.type(call);
        Expression operand = SqlTypeUtil.isInterval(call.getType())
                ? compiler.compile(call.getOperands().get(0))
                : ArithmeticFunctions.toForm(compiler.compile(call.getOperands().get(0)), type);
        return switch (type.physical()) {
            case LONG ->
                StrictCall.of(type, List.of(operand), (arguments, result, rows, context) -> {
                    long[] in = ((LongVector) arguments[0]).values();
                    long[] out = ((LongVector) result).values();
                    for (int i = 0; i < rows.count(); i++) {
                        int row = rows.index()[i];
                        if (in[row] == Long.MIN_VALUE) {
                            throw Numbers.outOfRange(type, "the absolute value of " + in[row]);
                        }
                        out[row] = Math.abs(in[row]);
                    }
                    Numbers.checkRange(type, out, rows);
                });
            case DOUBLE -> StrictCall.of(type, List.of(operand), Arithmetic.doubleFunction(type, Math::abs));
            case DECIMAL, OBJECT ->
                RowCall.strict(
                        type, List.of(operand), (a, context) -> Numbers.fit(type, ((BigDecimal) value(a, 0)).abs()));
        };
    }

    private static Expression sign(RexCall call, ExpressionCompiler compiler) {
        ValueType type = ExpressionCompiler.type(call);
        Expression operand = compiler.compile(call.getOperands().get(0));
        Expression number = Casts.isNumeric(operand.type()) ? operand : Casts.cast(operand, ValueType.DOUBLE);
        Expression sign = RowCall.strict(ValueType.BIGINT, List.of(number), (a, context) -> {
            Object value = value(a, 0);
            return value instanceof BigDecimal decimal
                    ? (long) decimal.signum()
                    : value instanceof Long integer ? Long.signum(integer) : (long) Math.signum((double) value);
        });
        return Casts.cast(sign, type);
    }

    private static Functions.Function rounding(SqlOperator operator, RoundingMode mode, String description) {
        return new Functions.Function(
                operator,
                (call, compiler) -> call.getOperands().size() > 1
                                || SqlTypeUtil.isDatetime(
                                        call.getOperands().get(0).getType())
                        ? DateTimeFunctions.round(call, mode == RoundingMode.CEILING, compiler)
                        : round(call, compiler, mode, false),
                description);
    }

    private static Functions.Function digits(String name, RoundingMode mode, String description) {
        return Signature.of(name)
                .takes(Operand.NUMBER)
                .optionally(Operand.INTEGER)
                .gives(NumericFunctions::rounded)
                .compiled(description, (call, compiler) -> round(call, compiler, mode, true));
    }

    /** The type of a decimal with so many digits behind the point; other numbers keep their type. */
    private static RelDataType rounded(SqlOperatorBinding binding) {
        RelDataType type = binding.getOperandType(0);
        if (type.getSqlTypeName() != SqlTypeName.DECIMAL) {
            return type;
        }
        int scale = type.getScale();
        if (binding.getOperandCount() == 1) {
            scale = 0;
        } else if (binding.isOperandLiteral(1, false)) {
            Integer digits = binding.getOperandLiteralValue(1, Integer.class);
            scale = digits == null ? scale : Math.max(0, Math.min(scale, digits));
        }
        // Rounding up may take one more digit before the point.
        int precision = type.getPrecision() - type.getScale() + scale + 1;
        return binding.getTypeFactory()
                .createSqlType(SqlTypeName.DECIMAL, Math.min(precision, ValueType.DECIMAL_PRECISION_MAX), scale);
    }

    /** Rounds to a number of digits behind the point, which may be negative; without a second operand to integers. */
    private static Expression round(RexCall call, ExpressionCompiler compiler, RoundingMode mode, boolean withDigits) {
        ValueType type = ExpressionCompiler.type(call);
        Expression number = compiler.compile(call.getOperands().get(0));
        Expression digits = withDigits && call.getOperands().size() > 1
                ? compiler.compile(call.getOperands().get(1), ValueType.BIGINT)
                : BoundValue.literal(ValueType.BIGINT, 0L);
        if (Casts.isInteger(number.type()) && !(withDigits && call.getOperands().size() > 1)) {
            return Casts.cast(number, type);
        }
        ValueType from = number.type();
        RowCall.RowFunction toType = Casts.row(
                from.physical() == ValueType.Physical.DOUBLE ? ValueType.DOUBLE : ValueType.decimal(38, 0), type);
        return RowCall.strict(type, List.of(number, digits), (a, context) -> {
            int scale = (int) Math.max(-400, Math.min(400, (long) value(a, 1)));
            Object value = value(a, 0);
            Object rounded = value instanceof Double floating
                    ? round(floating, scale, mode)
                    : decimal(value).setScale(scale, mode).add(BigDecimal.ZERO);
            return toType.apply(new @Nullable Object[] {rounded}, context);
        });
    }

    private static BigDecimal decimal(Object value) {
        return value instanceof Long integer ? BigDecimal.valueOf(integer) : (BigDecimal) value;
    }

    private static Object round(double value, int scale, RoundingMode mode) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return value;
        }
        return new BigDecimal(Double.toString(value)).setScale(scale, mode).doubleValue();
    }

    private static Expression power(RexCall call, ExpressionCompiler compiler) {
        ValueType type = ExpressionCompiler.type(call);
        Expression result = RowCall.strict(
                ValueType.DOUBLE,
                compiler.compileAs(call.getOperands(), List.of(ValueType.DOUBLE)),
                (a, context) -> power((double) value(a, 0), (double) value(a, 1)));
        return Casts.cast(result, type);
    }

    private static Object power(double base, double exponent) {
        if (base == 0 && exponent < 0) {
            throw new DatabaseException(ErrorCode.DIVISION_BY_ZERO, "zero to a negative power");
        }
        double power = Math.pow(base, exponent);
        if (Double.isNaN(power) && !Double.isNaN(base) && !Double.isNaN(exponent)) {
            throw new DatabaseException(ErrorCode.INVALID_ARGUMENT, "a negative number has no real power " + exponent);
        }
        if (Double.isInfinite(power) && !Double.isInfinite(base) && !Double.isInfinite(exponent)) {
            throw Numbers.outOfRange(ValueType.DOUBLE, base + " to the power " + exponent);
        }
        return power;
    }

    private static Functions.Function extreme(String name, int sign, String description) {
        return new Functions.Function(
                Define.function(
                        name,
                        ReturnTypes.LEAST_RESTRICTIVE.andThen(SqlTypeTransforms.TO_NULLABLE),
                        new SameOperandTypeChecker(-1) {
                            @Override
                            public SqlOperandCountRange getOperandCountRange() {
                                return SqlOperandCountRanges.from(1);
                            }
                        },
                        Define.SAME),
                (call, compiler) -> {
                    ValueType type = ExpressionCompiler.type(call);
                    Comparator<Object> order = ValueOrder.of(type);
                    return RowCall.strict(type, compiler.compileAs(call.getOperands(), List.of(type)), (a, context) -> {
                        Object best = value(a, 0);
                        for (int i = 1; i < a.length; i++) {
                            best = order.compare(value(a, i), best) * sign > 0 ? value(a, i) : best;
                        }
                        return best;
                    });
                },
                description);
    }
}
