package io.aletheia.query.expression;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.ValueType;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** The ranges of the numeric types, and how a number is made to fit one: NUMERIC_OUT_OF_RANGE (22003) if it cannot be. */
public final class Numbers {
    private Numbers() {}

    /** Checks an integer against the range of SMALLINT, INTEGER or BIGINT. */
    public static long checkRange(ValueType type, long value) {
        boolean fits = switch (type.kind()) {
            case SMALLINT -> (short) value == value;
            case INTEGER -> (int) value == value;
            default -> true;
        };
        if (!fits) {
            throw outOfRange(type, value);
        }
        return value;
    }

    /** Checks integers in some rows. */
    static void checkRange(ValueType type, long[] values, Rows rows) {
        if (type.kind() == ValueType.Kind.INTEGER) {
            for (int i = 0; i < rows.count(); i++) {
                long value = values[rows.index()[i]];
                if ((int) value != value) {
                    throw outOfRange(type, value);
                }
            }
        } else if (type.kind() == ValueType.Kind.SMALLINT) {
            for (int i = 0; i < rows.count(); i++) {
                checkRange(type, values[rows.index()[i]]);
            }
        }
    }

    /** Rounds to what REAL or DOUBLE can hold. */
    public static double round(ValueType type, double value) {
        return type.kind() == ValueType.Kind.REAL ? (float) value : value;
    }

    /** Rounds half up to the scale of a DECIMAL type and checks its precision. */
    public static BigDecimal fit(ValueType type, BigDecimal value) {
        BigDecimal scaled = value.scale() == type.scale() ? value : value.setScale(type.scale(), RoundingMode.HALF_UP);
        if (scaled.precision() > type.precision() && scaled.signum() != 0) {
            throw outOfRange(type, value);
        }
        return scaled;
    }

    /** Rounds half up to an integer of the type. */
    public static long toLong(ValueType type, BigDecimal value) {
        BigDecimal rounded = value.setScale(0, RoundingMode.HALF_UP);
        if (rounded.precision() > 19 || rounded.toBigInteger().bitLength() > 63) {
            throw outOfRange(type, value);
        }
        return checkRange(type, rounded.longValue());
    }

    /** Rounds to an integer of the type, halves away from zero. */
    public static long toLong(ValueType type, double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw outOfRange(type, value);
        }
        double rounded = Math.rint(value);
        if (Math.abs(value - Math.floor(value)) == 0.5) {
            rounded = value < 0 ? Math.floor(value) : Math.ceil(value);
        }
        if (rounded < -0x1p63 || rounded >= 0x1p63) {
            throw outOfRange(type, value);
        }
        return checkRange(type, (long) rounded);
    }

    /** The decimal number that the digits of a floating-point number say. */
    public static BigDecimal toDecimal(ValueType from, ValueType to, double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw outOfRange(to, value);
        }
        return from.kind() == ValueType.Kind.REAL
                ? new BigDecimal(Float.toString((float) value))
                : new BigDecimal(Double.toString(value));
    }

    /** The nearest floating-point number of the type. */
    public static double toDouble(ValueType type, BigDecimal value) {
        double nearest = type.kind() == ValueType.Kind.REAL ? value.floatValue() : value.doubleValue();
        if (Double.isInfinite(nearest)) {
            throw outOfRange(type, value.round(MathContext.DECIMAL32));
        }
        return nearest;
    }

    static DatabaseException outOfRange(ValueType type, Object value) {
        return new DatabaseException(ErrorCode.NUMERIC_OUT_OF_RANGE, value + " is out of range for " + type);
    }
}
