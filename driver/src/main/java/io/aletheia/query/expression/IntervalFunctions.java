package io.aletheia.query.expression;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.LongVector;
import io.aletheia.engine.model.ValueType;
import io.aletheia.engine.model.ValueType.Kind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Sums and differences of times and intervals. A day-time interval is a BIGINT of microseconds, a year-month interval one of
 * months. To a TIMESTAMP WITH TIME ZONE months and whole days are added by the session's calendar.
 */
final class IntervalFunctions {
    private static final long MICROS_PER_DAY = Calendar.MICROS_PER_DAY;

    private IntervalFunctions() {}

    /** A function of two integers that knows the run. */
    @FunctionalInterface
    private interface LongFunction {
        long apply(long a, long b, EvaluationContext context);
    }

    static Expression arithmetic(RexCall call, Arithmetic.Operation operation, ExpressionCompiler compiler) {
        RexNode left = call.getOperands().get(0);
        RexNode right = call.getOperands().get(1);
        boolean leftInterval = SqlTypeUtil.isInterval(left.getType());
        boolean rightInterval = SqlTypeUtil.isInterval(right.getType());
        Expression a = compiler.compile(left);
        Expression b = compiler.compile(right);
        switch (operation) {
            case ADD, SUBTRACT -> {
                long sign = operation == Arithmetic.Operation.ADD ? 1 : -1;
                if (leftInterval && rightInterval) {
                    return StrictCall.of(
                            ValueType.BIGINT, List.of(a, b), Arithmetic.binary(operation, ValueType.BIGINT));
                }
                if (rightInterval) {
                    return shift(call, a, b, right.getType(), sign);
                }
                if (leftInterval && sign > 0) {
                    return shift(call, b, a, left.getType(), sign);
                }
                if (SqlTypeUtil.isInterval(call.getType()) && sign < 0) {
                    return difference(call.getType(), a, b);
                }
            }
            case MULTIPLY -> {
                if (leftInterval != rightInterval) {
                    return leftInterval ? scale(a, b, operation) : scale(b, a, operation);
                }
            }
            case DIVIDE -> {
                if (leftInterval && !rightInterval) {
                    return scale(a, b, operation);
                }
            }
            case REMAINDER -> {}
        }
        throw ExpressionCompiler.unsupported(
                call.getOperator().getName() + " of " + left.getType() + " and " + right.getType());
    }

    private static Expression longs(ValueType type, Expression a, Expression b, LongFunction function) {
        return StrictCall.of(type, List.of(a, b), (arguments, result, rows, context) -> {
            long[] x = ((LongVector) arguments[0]).values();
            long[] y = ((LongVector) arguments[1]).values();
            long[] out = ((LongVector) result).values();
            for (int i = 0; i < rows.count(); i++) {
                int row = rows.index()[i];
                try {
                    out[row] = function.apply(x[row], y[row], context);
                } catch (ArithmeticException e) {
                    throw new DatabaseException(
                            ErrorCode.DATETIME_OUT_OF_RANGE, "the result of the date arithmetic is out of range", e);
                }
            }
        });
    }

    /** Time plus or minus interval. The result's type may be finer than the time's: DATE plus hours is a TIMESTAMP. */
    private static Expression shift(
            RexCall call, Expression time, Expression interval, RelDataType intervalType, long sign) {
        boolean months = SqlTypeFamily.INTERVAL_YEAR_MONTH.contains(intervalType);
        return shift(ExpressionCompiler.type(call), time, interval, months, sign);
    }

    /** Time plus a number of months or microseconds, or minus it. */
    static Expression shift(ValueType type, Expression time, Expression interval, boolean months, long sign) {
        Expression from = time.type().kind() == type.kind() ? time : Casts.cast(time, type);
        return switch (type.kind()) {
            case DATE ->
                months
                        ? longs(
                                type,
                                from,
                                interval,
                                (t, i, context) -> Calendar.plusMonths(t * MICROS_PER_DAY, Math.multiplyExact(sign, i))
                                        / MICROS_PER_DAY)
                        : longs(type, from, interval, (t, i, context) -> shiftDate(t, Math.multiplyExact(sign, i)));
            case TIME ->
                longs(
                        type,
                        from,
                        interval,
                        (t, i, context) ->
                                Math.floorMod(t + Math.multiplyExact(sign, i) % MICROS_PER_DAY, MICROS_PER_DAY));
            case TIMESTAMP ->
                months
                        ? longs(
                                type,
                                from,
                                interval,
                                (t, i, context) ->
                                        TemporalText.isEnd(t) ? t : Calendar.plusMonths(t, Math.multiplyExact(sign, i)))
                        : longs(
                                type,
                                from,
                                interval,
                                (t, i, context) -> TemporalText.isEnd(t)
                                        ? t
                                        : TemporalText.checked(Math.addExact(t, Math.multiplyExact(sign, i))));
            case TIMESTAMP_TZ ->
                longs(
                        type,
                        from,
                        interval,
                        (t, i, context) -> shiftInstant(t, Math.multiplyExact(sign, i), months, context));
            default -> throw ExpressionCompiler.unsupported("arithmetic of " + type + " and an interval");
        };
    }

    private static long shiftDate(long days, long micros) {
        long shifted = Math.floorDiv(Math.addExact(days * MICROS_PER_DAY, micros), MICROS_PER_DAY);
        TemporalText.checked(Math.multiplyExact(shifted, MICROS_PER_DAY));
        return shifted;
    }

    private static long shiftInstant(long instant, long interval, boolean months, EvaluationContext context) {
        long shifted;
        if (TemporalText.isEnd(instant)) {
            shifted = instant;
        } else if (months) {
            long local = TemporalText.toLocal(instant, context.zone());
            shifted = TemporalText.toInstant(Calendar.plusMonths(local, interval), context.zone());
        } else if (interval % MICROS_PER_DAY == 0) {
            long local = TemporalText.toLocal(instant, context.zone());
            shifted = TemporalText.toInstant(Math.addExact(local, interval), context.zone());
        } else {
            shifted = Math.addExact(instant, interval);
        }
        return TemporalText.checked(shifted);
    }

    /** The interval from b to a. */
    private static Expression difference(RelDataType intervalType, Expression a, Expression b) {
        ValueType common = ComparisonFunctions.commonType(a.type(), b.type());
        Expression left = ComparisonFunctions.toCommon(a, common);
        Expression right = ComparisonFunctions.toCommon(b, common);
        boolean days = common.kind() == Kind.DATE;
        if (SqlTypeFamily.INTERVAL_YEAR_MONTH.contains(intervalType)) {
            return longs(
                    ValueType.BIGINT,
                    left,
                    right,
                    (x, y, context) -> Calendar.monthsBetween(local(y, common, context), local(x, common, context)));
        }
        return longs(
                ValueType.BIGINT,
                left,
                right,
                (x, y, context) -> days ? (x - y) * MICROS_PER_DAY : Math.subtractExact(x, y));
    }

    /** A time of a kind as local microseconds. */
    static long local(long value, ValueType type, EvaluationContext context) {
        return switch (type.kind()) {
            case DATE -> value * MICROS_PER_DAY;
            case TIMESTAMP_TZ -> TemporalText.toLocal(value, context.zone());
            default -> value;
        };
    }

    private static Expression scale(Expression interval, Expression factor, Arithmetic.Operation operation) {
        if (Casts.isInteger(factor.type())) {
            return StrictCall.of(
                    ValueType.BIGINT, List.of(interval, factor), Arithmetic.binary(operation, ValueType.BIGINT));
        }
        boolean multiply = operation == Arithmetic.Operation.MULTIPLY;
        Expression exact = factor.type().kind() == Kind.DECIMAL
                ? factor
                : Casts.cast(factor, ValueType.decimal(ValueType.DECIMAL_PRECISION_MAX, 12));
        return RowCall.strict(ValueType.BIGINT, List.of(interval, exact), (arguments, context) -> {
            BigDecimal amount = BigDecimal.valueOf((long) Objects.requireNonNull(arguments[0]));
            BigDecimal by = (BigDecimal) Objects.requireNonNull(arguments[1]);
            if (!multiply && by.signum() == 0) {
                throw new DatabaseException(ErrorCode.DIVISION_BY_ZERO, "division by zero");
            }
            return Numbers.toLong(
                    ValueType.BIGINT, multiply ? amount.multiply(by) : amount.divide(by, 0, RoundingMode.HALF_UP));
        });
    }

    /** Numbers, each times a constant. */
    static Expression times(Expression count, long factor) {
        return longs(
                ValueType.BIGINT,
                count,
                BoundValue.literal(ValueType.BIGINT, factor),
                (n, by, context) -> Math.multiplyExact(n, by));
    }

    /** Whole units from one time to another of the same type. */
    static Expression unitsBetween(TimeUnit unit, Expression from, Expression to) {
        ValueType type = from.type();
        long months = Calendar.months(unit);
        if (months != 0) {
            return longs(
                    ValueType.BIGINT,
                    from,
                    to,
                    (a, b, context) ->
                            Calendar.monthsBetween(local(a, type, context), local(b, type, context)) / months);
        }
        long micros = Calendar.micros(unit);
        if (micros == 0) {
            throw ExpressionCompiler.unsupported("TIMESTAMPDIFF in the unit " + unit);
        }
        boolean byCalendar = micros % MICROS_PER_DAY == 0;
        return longs(
                ValueType.BIGINT,
                from,
                to,
                (a, b, context) -> byCalendar
                        ? Math.subtractExact(local(b, type, context), local(a, type, context)) / micros
                        : Math.subtractExact(b, a) / micros);
    }

    /** The interval as text, such as {@code 1 02:03:04.5} or {@code 1-02}, written with a minus sign if negative. */
    static String text(long interval, RelDataType type) {
        String sign = interval < 0 ? "-" : "";
        long amount = Math.abs(interval);
        if (SqlTypeFamily.INTERVAL_YEAR_MONTH.contains(type)) {
            return sign + amount / 12 + '-' + (amount % 12 < 10 ? "0" : "") + amount % 12;
        }
        return sign + amount / MICROS_PER_DAY + ' ' + TemporalText.formatTime(amount % MICROS_PER_DAY);
    }

    /** An interval as a number of its first unit, as CAST to a number gives it. */
    static long unit(RelDataType type) {
        var qualifier = Objects.requireNonNull(type.getIntervalQualifier());
        long months = Calendar.months(qualifier.getStartUnit());
        return months != 0 ? months : Calendar.micros(qualifier.getStartUnit());
    }
}
