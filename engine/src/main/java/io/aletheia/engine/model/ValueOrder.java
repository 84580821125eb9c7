package io.aletheia.engine.model;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The order of values of one type as objects, null last. Pure functions. */
public final class ValueOrder {
    private ValueOrder() {}

    /** Whether values of the kind have an order that an index can use. */
    public static boolean isOrdered(ValueType.Kind kind) {
        return switch (kind) {
            case BOOLEAN,
                    SMALLINT,
                    INTEGER,
                    BIGINT,
                    REAL,
                    DOUBLE,
                    DECIMAL,
                    VARCHAR,
                    VARBINARY,
                    DATE,
                    TIME,
                    TIMESTAMP,
                    TIMESTAMP_TZ,
                    UUID -> true;
            case ARRAY, VECTOR -> false;
        };
    }

    /** Negative, zero or positive as {@code a} comes before, with or after {@code b}. Both zeros of DOUBLE are equal. */
    public static int compare(@Nullable Object a, @Nullable Object b) {
        if (a == null || b == null) {
            return a == b ? 0 : a == null ? 1 : -1;
        }
        if (a instanceof Long left && b instanceof Long right) {
            return Long.compare(left, right);
        } else if (a instanceof String left && b instanceof String right) {
            return compareTexts(left, right);
        } else if (a instanceof Double left && b instanceof Double right) {
            return Double.compare(left + 0.0, right + 0.0);
        } else if (a instanceof BigDecimal left && b instanceof BigDecimal right) {
            return left.compareTo(right);
        } else if (a instanceof Boolean left && b instanceof Boolean right) {
            return Boolean.compare(left, right);
        } else if (a instanceof byte[] left && b instanceof byte[] right) {
            return Arrays.compareUnsigned(left, right);
        } else if (a instanceof UUID left && b instanceof UUID right) {
            int high = Long.compareUnsigned(left.getMostSignificantBits(), right.getMostSignificantBits());
            return high != 0
                    ? high
                    : Long.compareUnsigned(left.getLeastSignificantBits(), right.getLeastSignificantBits());
        }
        throw new IllegalStateException("no order between " + a.getClass().getSimpleName() + " and "
                + b.getClass().getSimpleName());
    }

    /** A form of a key's value that {@code equals} and {@code hashCode} treat as the order does: both zeros of REAL and DOUBLE are one. */
    public static @Nullable Object keyForm(@Nullable Object value) {
        return value instanceof Double number ? (Object) (number + 0.0) : value;
    }

    /** By code point: only where surrogates meet other characters does that differ from the order of UTF-16. */
    private static int compareTexts(String left, String right) {
        int common = Math.min(left.length(), right.length());
        for (int i = 0; i < common; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                boolean oneIsSurrogate = Character.isSurrogate(a) != Character.isSurrogate(b);
                return oneIsSurrogate ? (Character.isSurrogate(a) ? 1 : -1) : Character.compare(a, b);
            }
        }
        return Integer.compare(left.length(), right.length());
    }
}
