package io.aletheia.query.expression;

import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.DecimalVector;
import io.aletheia.engine.model.DoubleVector;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.LongVector;
import io.aletheia.engine.model.ObjectVector;
import io.aletheia.engine.model.ValueType;
import io.aletheia.engine.model.ValueType.Kind;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * CAST between all pairs of types that have one. Numbers are rounded half away from zero; a string is cut to the length of the
 * type, as the standard says for CAST; times keep their microseconds.
 */
final class Casts {
    private static final long MICROS_PER_DAY = 86_400_000_000L;

    private Casts() {}

    /** The expression with values of the type. */
    static Expression cast(Expression from, ValueType to) {
        ValueType type = from.type();
        if (type.equals(to)) {
            return from;
        }
        if (from instanceof BoundValue literal && literal.isLiteral() && isNullLiteral(literal)) {
            return BoundValue.literal(to, null);
        }
        Kernel kernel = numeric(type, to);
        if (kernel != null) {
            return StrictCall.of(to, List.of(from), kernel);
        }
        return RowCall.strict(to, List.of(from), row(type, to));
    }

    /** As {@link #cast}, but null where that would be an error of the value. */
    static Expression tryCast(Expression from, ValueType to) {
        if (from.type().equals(to)) {
            return from;
        }
        RowCall.RowFunction cast = row(from.type(), to);
        return RowCall.strict(to, List.of(from), (arguments, context) -> {
            try {
                return cast.apply(arguments, context);
            } catch (DatabaseException e) {
                if (e.code().sqlState().startsWith("22")) {
                    return null;
                }
                throw e;
            }
        });
    }

    private static boolean isNullLiteral(BoundValue literal) {
        return literal.in(NoContext.INSTANCE) == null;
    }

    /** The kernels that matter for speed; null for the other pairs. */
    private static @Nullable Kernel numeric(ValueType from, ValueType to) {
        boolean fromInteger = isInteger(from);
        if (fromInteger && isInteger(to)) {
            return (arguments, result, rows, context) -> {
                long[] in = ((LongVector) arguments[0]).values();
                long[] out = ((LongVector) result).values();
                for (int i = 0; i < rows.count(); i++) {
                    out[rows.index()[i]] = in[rows.index()[i]];
                }
                Numbers.checkRange(to, out, rows);
            };
        }
        if (fromInteger && to.physical() == ValueType.Physical.DOUBLE) {
            return (arguments, result, rows, context) -> {
                long[] in = ((LongVector) arguments[0]).values();
                double[] out = ((DoubleVector) result).values();
                for (int i = 0; i < rows.count(); i++) {
                    out[rows.index()[i]] = Numbers.round(to, (double) in[rows.index()[i]]);
                }
            };
        }
        if (from.physical() == ValueType.Physical.DOUBLE && to.kind() == Kind.DOUBLE) {
            return (arguments, result, rows, context) -> {
                double[] in = ((DoubleVector) arguments[0]).values();
                double[] out = ((DoubleVector) result).values();
                for (int i = 0; i < rows.count(); i++) {
                    out[rows.index()[i]] = in[rows.index()[i]];
                }
            };
        }
        if (from.kind() == Kind.DECIMAL && to.kind() == Kind.DECIMAL) {
            return DecimalArithmetic.rescale(from, to);
        }
        if (from.kind() == Kind.DECIMAL && to.kind() == Kind.DOUBLE) {
            return (arguments, result, rows, context) -> {
                DecimalVector in = (DecimalVector) arguments[0];
                double[] out = ((DoubleVector) result).values();
                for (int i = 0; i < rows.count(); i++) {
                    out[rows.index()[i]] = Decimals.toDouble(in, rows.index()[i]);
                }
            };
        }
        if (fromInteger && to.kind() == Kind.DECIMAL && to.scale() == 0 && to.precision() > 18) {
            return (arguments, result, rows, context) -> {
                long[] in = ((LongVector) arguments[0]).values();
                long[] out = ((DecimalVector) result).unscaled();
                for (int i = 0; i < rows.count(); i++) {
                    out[rows.index()[i]] = in[rows.index()[i]];
                }
            };
        }
        if (from.kind() == Kind.VARCHAR && to.kind() == Kind.VARCHAR && isUnbounded(to)) {
            return Casts::share;
        }
        return null;
    }

    private static void share(ColumnVector[] arguments, ColumnVector result, Rows rows, EvaluationContext context) {
        @Nullable Object[] in = ((ObjectVector) arguments[0]).values();
        @Nullable Object[] out = ((ObjectVector) result).values();
        for (int i = 0; i < rows.count(); i++) {
            out[rows.index()[i]] = in[rows.index()[i]];
        }
    }

    static boolean isInteger(ValueType type) {
        return type.kind() == Kind.SMALLINT || type.kind() == Kind.INTEGER || type.kind() == Kind.BIGINT;
    }

    static boolean isNumeric(ValueType type) {
        return isInteger(type) || type.physical() == ValueType.Physical.DOUBLE || type.kind() == Kind.DECIMAL;
    }

    private static boolean isUnbounded(ValueType type) {
        return type.precision() == ValueType.UNBOUNDED || type.precision() >= 65_536;
    }

    /** The cast of one value. */
    static RowCall.RowFunction row(ValueType from, ValueType to) {
        return switch (to.kind()) {
            case BOOLEAN -> toBoolean(from);
            case SMALLINT, INTEGER, BIGINT -> toInteger(from, to);
            case REAL, DOUBLE -> toDouble(from, to);
            case DECIMAL -> toDecimal(from, to);
            case VARCHAR -> {
                RowCall.RowFunction text = Texts.of(from);
                yield isUnbounded(to)
                        ? text
                        : (arguments, context) ->
                                Texts.cut(String.valueOf(text.apply(arguments, context)), to.precision());
            }
            case VARBINARY -> toBinary(from, to);
            case DATE, TIME, TIMESTAMP, TIMESTAMP_TZ -> TemporalCasts.row(from, to);
            case UUID ->
                from.kind() == Kind.VARCHAR
                        ? (arguments, context) -> Texts.parseUuid((String) argument(arguments))
                        : same(from, to);
            case ARRAY -> toArray(from, to);
            case VECTOR -> toVector(from, to);
        };
    }

    private static Object argument(@Nullable Object[] arguments) {
        return java.util.Objects.requireNonNull(arguments[0]);
    }

    private static RowCall.RowFunction same(ValueType from, ValueType to) {
        if (from.kind() != to.kind()) {
            throw none(from, to);
        }
        return (arguments, context) -> arguments[0];
    }

    static DatabaseException none(ValueType from, ValueType to) {
        return new DatabaseException(ErrorCode.TYPE_MISMATCH, from + " cannot be cast to " + to);
    }

    private static RowCall.RowFunction toBoolean(ValueType from) {
        if (isInteger(from)) {
            return (arguments, context) -> (long) argument(arguments) != 0;
        }
        return from.kind() == Kind.VARCHAR
                ? (arguments, context) -> Texts.parseBoolean((String) argument(arguments))
                : same(from, ValueType.BOOLEAN);
    }

    private static RowCall.RowFunction toInteger(ValueType from, ValueType to) {
        if (isInteger(from)) {
            return (arguments, context) -> Numbers.checkRange(to, (long) argument(arguments));
        }
        return switch (from.kind()) {
            case BOOLEAN -> (arguments, context) -> (boolean) argument(arguments) ? 1L : 0L;
            case REAL, DOUBLE -> (arguments, context) -> Numbers.toLong(to, (double) argument(arguments));
            case DECIMAL -> (arguments, context) -> Numbers.toLong(to, (BigDecimal) argument(arguments));
            case VARCHAR ->
                (arguments, context) -> Numbers.toLong(to, Texts.parseNumber(to, (String) argument(arguments)));
            default -> throw none(from, to);
        };
    }

    private static RowCall.RowFunction toDouble(ValueType from, ValueType to) {
        if (isInteger(from)) {
            return (arguments, context) -> Numbers.round(to, (double) (long) argument(arguments));
        }
        return switch (from.kind()) {
            case REAL, DOUBLE ->
                (arguments, context) -> {
                    double value = (double) argument(arguments);
                    double rounded = Numbers.round(to, value);
                    if (Double.isInfinite(rounded) && !Double.isInfinite(value)) {
                        throw Numbers.outOfRange(to, value);
                    }
                    return rounded;
                };
            case DECIMAL -> (arguments, context) -> Numbers.toDouble(to, (BigDecimal) argument(arguments));
            case VARCHAR -> (arguments, context) -> Texts.parseDouble(to, (String) argument(arguments));
            default -> throw none(from, to);
        };
    }

    private static RowCall.RowFunction toDecimal(ValueType from, ValueType to) {
        if (isInteger(from)) {
            return (arguments, context) -> Numbers.fit(to, BigDecimal.valueOf((long) argument(arguments)));
        }
        return switch (from.kind()) {
            case BOOLEAN ->
                (arguments, context) ->
                        Numbers.fit(to, (boolean) argument(arguments) ? BigDecimal.ONE : BigDecimal.ZERO);
            case REAL, DOUBLE ->
                (arguments, context) -> Numbers.fit(to, Numbers.toDecimal(from, to, (double) argument(arguments)));
            case DECIMAL -> (arguments, context) -> Numbers.fit(to, (BigDecimal) argument(arguments));
            case VARCHAR ->
                (arguments, context) -> Numbers.fit(to, Texts.parseNumber(to, (String) argument(arguments)));
            default -> throw none(from, to);
        };
    }

    private static RowCall.RowFunction toBinary(ValueType from, ValueType to) {
        return switch (from.kind()) {
            case VARBINARY -> (arguments, context) -> Texts.cut((byte[]) argument(arguments), to.precision());
            case VARCHAR -> (arguments, context) -> Texts.cut(Texts.utf8((String) argument(arguments)), to.precision());
            case UUID -> (arguments, context) -> Texts.bytes((java.util.UUID) argument(arguments));
            default -> throw none(from, to);
        };
    }

    private static RowCall.RowFunction toArray(ValueType from, ValueType to) {
        if (from.kind() != Kind.ARRAY || from.element() == null || to.element() == null) {
            throw none(from, to);
        }
        if (from.element().equals(to.element())) {
            return (arguments, context) -> arguments[0];
        }
        RowCall.RowFunction element = row(from.element(), to.element());
        return (arguments, context) -> {
            List<?> values = (List<?>) argument(arguments);
            @Nullable Object[] cast = new @Nullable Object[values.size()];
            @Nullable Object[] one = new @Nullable Object[1];
            for (int i = 0; i < cast.length; i++) {
                one[0] = values.get(i);
                cast[i] = one[0] == null ? null : element.apply(one, context);
            }
            return ArrayValues.list(cast);
        };
    }

    private static RowCall.RowFunction toVector(ValueType from, ValueType to) {
        return switch (from.kind()) {
            case VECTOR -> (arguments, context) -> ArrayValues.checkDimension(to, (float[]) argument(arguments));
            case ARRAY -> (arguments, context) -> ArrayValues.toVector(to, (List<?>) argument(arguments));
            case VARCHAR -> (arguments, context) -> ArrayValues.parseVector(to, (String) argument(arguments));
            default -> throw none(from, to);
        };
    }

    /** Days to the microseconds of their midnights. */
    static long midnight(long days) {
        return days * MICROS_PER_DAY;
    }
}
