package io.aletheia.query.expression;

import static io.aletheia.query.expression.Operand.INTEGER;
import static io.aletheia.query.expression.Operand.NUMBER;
import static io.aletheia.query.expression.Operand.REAL;
import static io.aletheia.query.expression.Signature.integer;
import static io.aletheia.query.expression.Signature.real;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.ValueType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoublePredicate;
import java.util.function.DoubleUnaryOperator;
import org.apache.calcite.sql.type.SqlTypeName;

/** Functions of real numbers beside those of the standard. */
final class RealFunctions {
    private RealFunctions() {}

    static List<Functions.Function> list() {
        return List.of(
                Signature.of("LOG")
                        .takes(REAL)
                        .optionally(REAL)
                        .gives(SqlTypeName.DOUBLE)
                        .strict(
                                "LOG(a), LOG(base, a): to base 10 if none is given; {fn LOG(a)} is LN(a)",
                                (a, context) -> a.length == 1 ? log(10, real(a, 0)) : log(real(a, 0), real(a, 1))),
                function("LOG2", "LOG2(a)", x -> x > 0, x -> Math.log(x) / Math.log(2)),
                function("SQUARE", "SQUARE(a)", x -> true, x -> x * x),
                function(
                        "ASINH",
                        "ASINH(a)",
                        x -> true,
                        x -> Math.copySign(Math.log(Math.abs(x) + Math.hypot(x, 1)), x)),
                function("ACOSH", "ACOSH(a)", x -> x >= 1, x -> Math.log(x + Math.sqrt(x * x - 1))),
                function("ATANH", "ATANH(a)", x -> Math.abs(x) < 1, x -> (Math.log1p(x) - Math.log1p(-x)) / 2),
                Signature.of("E")
                        .gives(SqlTypeName.DOUBLE)
                        .compiled(
                                "E(): the base of LN",
                                (call, compiler) -> BoundValue.literal(ExpressionCompiler.type(call), Math.E)),
                new Functions.Function(
                        Signature.of("RANDOM")
                                .gives(SqlTypeName.DOUBLE)
                                .operator()
                                .withDeterministic(false),
                        (call, compiler) -> RowCall.random(
                                ExpressionCompiler.type(call),
                                List.of(),
                                (a, context) -> ThreadLocalRandom.current().nextDouble()),
                        "RANDOM(): as RAND"),
                new Functions.Function(
                        Signature.of("RAND")
                                .optionally(INTEGER)
                                .gives(SqlTypeName.DOUBLE)
                                .operator()
                                .withDeterministic(false),
                        SeededRandom::compile,
                        "RAND([seed]): from 0 up to 1, another for each row; with a seed the same sequence each time"),
                Signature.of("WIDTH_BUCKET")
                        .takes(NUMBER, NUMBER, NUMBER, INTEGER)
                        .gives(SqlTypeName.INTEGER)
                        .strict(
                                "WIDTH_BUCKET(a, low, high, n): which of n equal parts a is in; 0 before them, n + 1 behind",
                                (a, context) -> bucket(
                                        exact(Objects.requireNonNull(a[0])),
                                        exact(Objects.requireNonNull(a[1])),
                                        exact(Objects.requireNonNull(a[2])),
                                        integer(a, 3))));
    }

    private static Functions.Function function(
            String name, String description, DoublePredicate domain, DoubleUnaryOperator function) {
        return Signature.of(name).takes(REAL).gives(SqlTypeName.DOUBLE).strict(description, (a, context) -> {
            double x = real(a, 0);
            if (!domain.test(x) && !Double.isNaN(x)) {
                throw new DatabaseException(ErrorCode.INVALID_ARGUMENT, name + " of " + x + " is not defined");
            }
            double value = function.applyAsDouble(x);
            if (Double.isInfinite(value) && !Double.isInfinite(x)) {
                throw Numbers.outOfRange(ValueType.DOUBLE, name + " of " + x);
            }
            return value;
        });
    }

    private static Object log(double base, double x) {
        if (base <= 0 || x <= 0) {
            throw new DatabaseException(
                    ErrorCode.INVALID_ARGUMENT, "the logarithm of " + x + " to base " + base + " is not defined");
        }
        if (base == 1) {
            throw new DatabaseException(ErrorCode.DIVISION_BY_ZERO, "there is no logarithm to base 1");
        }
        return base == 10 ? Math.log10(x) : Math.log(x) / Math.log(base);
    }

    private static BigDecimal exact(Object number) {
        if (number instanceof Double floating) {
            if (Double.isNaN(floating) || Double.isInfinite(floating)) {
                throw new DatabaseException(ErrorCode.INVALID_ARGUMENT, floating + " is in no part of a range");
            }
            return BigDecimal.valueOf(floating);
        }
        return number instanceof BigDecimal decimal ? decimal : BigDecimal.valueOf((long) number);
    }

    private static Object bucket(BigDecimal value, BigDecimal low, BigDecimal high, long count) {
        if (count < 1 || count >= Integer.MAX_VALUE) {
            throw new DatabaseException(
                    ErrorCode.INVALID_ARGUMENT, "WIDTH_BUCKET needs a number of parts from 1: " + count);
        }
        int direction = high.compareTo(low);
        if (direction == 0) {
            throw new DatabaseException(
                    ErrorCode.INVALID_ARGUMENT, "WIDTH_BUCKET needs two bounds that differ: " + low);
        }
        if (value.compareTo(low) * direction < 0) {
            return 0L;
        }
        if (value.compareTo(high) * direction >= 0) {
            return count + 1;
        }
        return value.subtract(low)
                        .multiply(BigDecimal.valueOf(count))
                        .divide(high.subtract(low), 0, RoundingMode.FLOOR)
                        .longValueExact()
                + 1;
    }
}
