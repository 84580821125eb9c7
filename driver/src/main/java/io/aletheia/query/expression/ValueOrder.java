package io.aletheia.query.expression;

import io.aletheia.engine.model.ValueType;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The order of values of one type, the same in comparisons, sorting, grouping and joining. Strings go by code point with
 * trailing spaces counting, bytes and UUIDs are unsigned, -0.0 equals 0.0, NaN equals itself and is greater than every number,
 * arrays go by element and then by length, nulls within arrays are greatest.
 */
public final class ValueOrder {
    private ValueOrder() {}

    /** Compares two values that are not null, in the form that the kind names. */
    public static Comparator<Object> of(ValueType type) {
        return switch (type.kind()) {
            case BOOLEAN -> Comparator.comparing(Boolean.class::cast);
            case SMALLINT, INTEGER, BIGINT, DATE, TIME, TIMESTAMP, TIMESTAMP_TZ ->
                Comparator.comparing(Long.class::cast);
            case REAL, DOUBLE -> (a, b) -> compare((double) a, (double) b);
            case DECIMAL -> Comparator.comparing(BigDecimal.class::cast);
            case VARCHAR -> (a, b) -> compare((String) a, (String) b);
            case VARBINARY -> (a, b) -> Arrays.compareUnsigned((byte[]) a, (byte[]) b);
            case UUID -> (a, b) -> compare((UUID) a, (UUID) b);
            case ARRAY -> {
                Comparator<Object> elements = of(Objects.requireNonNull(type.element()));
                yield (a, b) -> compare((List<?>) a, (List<?>) b, elements);
            }
            case VECTOR -> (a, b) -> Arrays.compare((float[]) a, (float[]) b);
        };
    }

    /** Compares numbers. */
    public static int compare(double a, double b) {
        if (a < b) {
            return -1;
        }
        if (a > b) {
            return 1;
        }
        return a == b ? 0 : Boolean.compare(Double.isNaN(a), Double.isNaN(b));
    }

    /** Compares by code point: as {@link String#compareTo}, but characters beyond U+FFFF come last. */
    public static int compare(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                boolean surrogateX = Character.isSurrogate(x);
                return surrogateX == Character.isSurrogate(y) ? x - y : surrogateX ? 1 : -1;
            }
        }
        return a.length() - b.length();
    }

    private static int compare(UUID a, UUID b) {
        int high = Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits());
    }

    private static int compare(List<?> a, List<?> b, Comparator<Object> elements) {
        int length = Math.min(a.size(), b.size());
        for (int i = 0; i < length; i++) {
            Object x = a.get(i);
            Object y = b.get(i);
            int order = x == null || y == null ? Boolean.compare(x == null, y == null) : elements.compare(x, y);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.size(), b.size());
    }

    /** A form of a value of the type that {@code equals} and {@code hashCode} treat as the order does. */
    public static @Nullable Object key(ValueType type, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        return switch (type.kind()) {
            case REAL, DOUBLE -> (double) value + 0.0;
            case DECIMAL -> ((BigDecimal) value).stripTrailingZeros();
            case VARBINARY -> new Bytes((byte[]) value);
            case VECTOR -> new Floats((float[]) value);
            case ARRAY -> {
                ValueType element = Objects.requireNonNull(type.element());
                yield keyNeedsNoForm(element)
                        ? value
                        : ((List<?>) value)
                                .stream().map(each -> key(element, each)).toList();
            }
            case BOOLEAN, SMALLINT, INTEGER, BIGINT, DATE, TIME, TIMESTAMP, TIMESTAMP_TZ, VARCHAR, UUID -> value;
        };
    }

    private static boolean keyNeedsNoForm(ValueType type) {
        return switch (type.kind()) {
            case REAL, DOUBLE, DECIMAL, VARBINARY, VECTOR, ARRAY -> false;
            case BOOLEAN, SMALLINT, INTEGER, BIGINT, DATE, TIME, TIMESTAMP, TIMESTAMP_TZ, VARCHAR, UUID -> true;
        };
    }

    private record Bytes(Object value) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Bytes bytes && Arrays.equals((byte[]) value, (byte[]) bytes.value);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode((byte[]) value);
        }
    }

    private record Floats(Object value) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Floats floats && Arrays.equals((float[]) value, (float[]) floats.value);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode((float[]) value);
        }
    }
}
