package io.aletheia.jdbc.types;

import io.aletheia.engine.model.ValueType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * Numbers and truth values out of values in the engine's form, of any type. What has no room in the target is 22003, what cannot
 * be read as a number 22018; digits behind the point are cut off where the target has none.
 */
public final class Numbers {
    private static final int LONG_DIGITS_MAX = 19;
    private static final int SCALE_MAX = 1_000;
    private static final double LONG_BOUND = 0x1p63;

    private Numbers() {}

    /** A whole number within bounds; {@code target} names the type for the message. */
    public static long toLong(ValueType type, Object value, long min, long max, String target) {
        long number = switch (type.kind()) {
            case BOOLEAN -> (Boolean) value ? 1 : 0;
            case SMALLINT, INTEGER, BIGINT -> (Long) value;
            case REAL, DOUBLE -> truncated((Double) value, target);
            case DECIMAL -> truncated((BigDecimal) value, target);
            case VARCHAR -> truncated(parsed((String) value, target), target);
            case VARBINARY, DATE, TIME, TIMESTAMP, TIMESTAMP_TZ, UUID, ARRAY, VECTOR ->
                throw Mismatch.types(type, target);
        };
        if (number < min || number > max) {
            throw Mismatch.range(value, target);
        }
        return number;
    }

    /** A double; what is too large for one is an error, what is too fine is rounded. */
    public static double toDouble(ValueType type, Object value, String target) {
        return switch (type.kind()) {
            case BOOLEAN -> (Boolean) value ? 1 : 0;
            case SMALLINT, INTEGER, BIGINT -> (Long) value;
            case REAL, DOUBLE -> (Double) value;
            case DECIMAL -> ((BigDecimal) value).doubleValue();
            case VARCHAR -> parsedDouble((String) value, target);
            case VARBINARY, DATE, TIME, TIMESTAMP, TIMESTAMP_TZ, UUID, ARRAY, VECTOR ->
                throw Mismatch.types(type, target);
        };
    }

    /** A float, likewise. */
    public static float toFloat(ValueType type, Object value) {
        double number = toDouble(type, value, "REAL");
        float narrowed = (float) number;
        if (Float.isInfinite(narrowed) && !Double.isInfinite(number)) {
            throw Mismatch.range(value, "REAL");
        }
        return narrowed;
    }

    /** A decimal of the scale that the value has. */
    public static BigDecimal toBigDecimal(ValueType type, Object value) {
        return switch (type.kind()) {
            case BOOLEAN -> (Boolean) value ? BigDecimal.ONE : BigDecimal.ZERO;
            case SMALLINT, INTEGER, BIGINT -> BigDecimal.valueOf((Long) value);
            case REAL, DOUBLE -> decimal((Double) value, type);
            case DECIMAL -> (BigDecimal) value;
            case VARCHAR -> parsed((String) value, "DECIMAL");
            case VARBINARY, DATE, TIME, TIMESTAMP, TIMESTAMP_TZ, UUID, ARRAY, VECTOR ->
                throw Mismatch.types(type, "DECIMAL");
        };
    }

    /** The decimal rounded to a scale, half up; 22003 for more digits than any value has. */
    public static BigDecimal scaled(BigDecimal value, int scale) {
        if (scale > SCALE_MAX) {
            throw Mismatch.range(value, "a DECIMAL of scale " + scale);
        }
        return value.setScale(scale, RoundingMode.HALF_UP);
    }

    /** A whole number of any size. */
    public static BigInteger toBigInteger(ValueType type, Object value) {
        var decimal = toBigDecimal(type, value);
        if (decimal.precision() - (long) decimal.scale() > ValueType.DECIMAL_PRECISION_MAX * 10L) {
            throw Mismatch.range(value, "a whole number");
        }
        return decimal.toBigInteger();
    }

    /** A truth value: of a number whether it is not zero, of a text what its word says. */
    public static boolean toBoolean(ValueType type, Object value) {
        return switch (type.kind()) {
            case BOOLEAN -> (Boolean) value;
            case SMALLINT, INTEGER, BIGINT -> (Long) value != 0;
            case REAL, DOUBLE -> (Double) value != 0;
            case DECIMAL -> ((BigDecimal) value).signum() != 0;
            case VARCHAR -> truth((String) value);
            case VARBINARY, DATE, TIME, TIMESTAMP, TIMESTAMP_TZ, UUID, ARRAY, VECTOR ->
                throw Mismatch.types(type, "BOOLEAN");
        };
    }

    /** What a word says about truth. */
    static boolean truth(String word) {
        return switch (word.strip().toLowerCase(Locale.ROOT)) {
            case "true", "t", "yes", "y", "on", "1" -> true;
            case "false", "f", "no", "n", "off", "0" -> false;
            default -> throw Mismatch.text(word, "BOOLEAN");
        };
    }

    /** The decimal that a text spells. */
    static BigDecimal parsed(String text, String target) {
        try {
            return new BigDecimal(text.strip());
        } catch (NumberFormatException e) {
            throw Mismatch.text(text, target, e);
        }
    }

    /** The whole part of a decimal. */
    static long truncated(BigDecimal value, String target) {
        // Looked at first, because the whole part of 1E+999999999 fills the memory.
        if (value.precision() - (long) value.scale() > LONG_DIGITS_MAX) {
            throw Mismatch.range(value, target);
        }
        if (value.scale() > value.precision()) {
            return 0;
        }
        var whole = value.setScale(0, RoundingMode.DOWN).toBigInteger();
        if (whole.bitLength() >= Long.SIZE) {
            throw Mismatch.range(value, target);
        }
        return whole.longValue();
    }

    /** The whole part of a double. */
    static long truncated(double value, String target) {
        if (!(value >= -LONG_BOUND && value < LONG_BOUND)) {
            throw Mismatch.range(value, target);
        }
        return (long) value;
    }

    private static BigDecimal decimal(double value, ValueType type) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw Mismatch.range(value, "DECIMAL");
        }
        return type.kind() == ValueType.Kind.REAL
                ? new BigDecimal(Float.toString((float) value))
                : BigDecimal.valueOf(value);
    }

    private static double parsedDouble(String text, String target) {
        try {
            return Double.parseDouble(text.strip());
        } catch (NumberFormatException e) {
            throw Mismatch.text(text, target, e);
        }
    }
}
