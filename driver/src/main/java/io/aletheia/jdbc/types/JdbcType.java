package io.aletheia.jdbc.types;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.ValueType;
import io.aletheia.engine.model.ValueType.Kind;
import java.math.BigDecimal;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How the database's types look through JDBC: codes, names, classes and sizes. Result metadata and catalog metadata agree by it. */
public final class JdbcType {
    /** The size of a text or binary without a declared length. */
    public static final int UNBOUNDED_LENGTH = Integer.MAX_VALUE;

    private static final int TIMESTAMP_DIGITS = 26;
    private static final int FRACTION_DIGITS = 6;

    /** Digits behind the point of an array's decimals, whose scale nobody gave. */
    private static final int ARRAY_SCALE = 10;

    private JdbcType() {}

    /** The code of {@link Types}; WITH TIME ZONE as standard, 2014. */
    public static int code(ValueType type) {
        return switch (type.kind()) {
            case BOOLEAN -> Types.BOOLEAN;
            case SMALLINT -> Types.SMALLINT;
            case INTEGER -> Types.INTEGER;
            case BIGINT -> Types.BIGINT;
            case REAL -> Types.REAL;
            case DOUBLE -> Types.DOUBLE;
            case DECIMAL -> Types.DECIMAL;
            case VARCHAR -> Types.VARCHAR;
            case VARBINARY -> Types.VARBINARY;
            case DATE -> Types.DATE;
            case TIME -> Types.TIME;
            case TIMESTAMP -> Types.TIMESTAMP;
            case TIMESTAMP_TZ -> Types.TIMESTAMP_WITH_TIMEZONE;
            // Tools that know nothing of us refuse a table with an OTHER in it; they read sixteen bytes or their text.
            case UUID -> Types.BINARY;
            case ARRAY, VECTOR -> Types.ARRAY;
        };
    }

    /**
     * The type that a name means, as createArrayOf is given it: our names and the usual others, without length.
     *
     * @throws DatabaseException INVALID_ARGUMENT (22023) if there is none
     */
    public static ValueType named(String name) {
        return switch (name.strip().toUpperCase(Locale.ROOT)) {
            case "BOOLEAN", "BOOL", "BIT" -> ValueType.BOOLEAN;
            case "SMALLINT", "TINYINT", "INT2" -> ValueType.SMALLINT;
            case "INTEGER", "INT", "INT4" -> ValueType.INTEGER;
            case "BIGINT", "INT8" -> ValueType.BIGINT;
            case "REAL", "FLOAT4" -> ValueType.REAL;
            case "DOUBLE", "DOUBLE PRECISION", "FLOAT", "FLOAT8" -> ValueType.DOUBLE;
            case "DECIMAL", "NUMERIC" -> ValueType.decimal(ValueType.DECIMAL_PRECISION_MAX, ARRAY_SCALE);
            case "VARCHAR", "CHARACTER VARYING", "CHAR", "CHARACTER", "TEXT" -> ValueType.VARCHAR;
            case "VARBINARY", "BINARY VARYING", "BINARY", "BYTEA" -> ValueType.VARBINARY;
            case "DATE" -> ValueType.DATE;
            case "TIME" -> ValueType.TIME;
            case "TIMESTAMP", "DATETIME" -> ValueType.TIMESTAMP;
            case "TIMESTAMP WITH TIME ZONE", "TIMESTAMPTZ" -> ValueType.TIMESTAMP_TZ;
            case "UUID" -> ValueType.UUID;
            default -> throw new DatabaseException(ErrorCode.INVALID_ARGUMENT, "there is no type " + name);
        };
    }

    /** The name without length, precision and scale, as getTypeInfo lists it. */
    public static String name(ValueType type) {
        return switch (type.kind()) {
            case TIMESTAMP_TZ -> "TIMESTAMP WITH TIME ZONE";
            case ARRAY -> "ARRAY";
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
                    UUID,
                    VECTOR -> type.kind().name();
        };
    }

    /** The class of what getObject returns. */
    public static Class<?> javaClass(ValueType type) {
        return switch (type.kind()) {
            case BOOLEAN -> Boolean.class;
            case SMALLINT, INTEGER -> Integer.class;
            case BIGINT -> Long.class;
            case REAL -> Float.class;
            case DOUBLE -> Double.class;
            case DECIMAL -> BigDecimal.class;
            case VARCHAR -> String.class;
            case VARBINARY -> byte[].class;
            case DATE -> java.sql.Date.class;
            case TIME -> java.sql.Time.class;
            case TIMESTAMP -> java.sql.Timestamp.class;
            case TIMESTAMP_TZ -> OffsetDateTime.class;
            case UUID -> UUID.class;
            case ARRAY, VECTOR -> java.sql.Array.class;
        };
    }

    /** Digits of a number, characters of a text or of a date's text, bytes of a binary, elements of a vector; 0 if it has none. */
    public static int precision(ValueType type) {
        return switch (type.kind()) {
            case BOOLEAN -> 1;
            case SMALLINT -> 5;
            case INTEGER -> 10;
            case BIGINT -> 19;
            case REAL -> 7;
            case DOUBLE -> 15;
            case DECIMAL, VECTOR -> type.precision();
            case VARCHAR, VARBINARY -> type.precision() == ValueType.UNBOUNDED ? UNBOUNDED_LENGTH : type.precision();
            case DATE -> 10;
            case TIME -> 15;
            case TIMESTAMP -> TIMESTAMP_DIGITS;
            case TIMESTAMP_TZ -> TIMESTAMP_DIGITS + 6;
            case UUID -> 16;
            case ARRAY -> 0;
        };
    }

    /** Digits behind the point of a number or of a time's seconds. */
    public static int scale(ValueType type) {
        return switch (type.kind()) {
            case DECIMAL -> type.scale();
            case TIME, TIMESTAMP, TIMESTAMP_TZ -> FRACTION_DIGITS;
            case BOOLEAN, SMALLINT, INTEGER, BIGINT, REAL, DOUBLE, VARCHAR, VARBINARY, DATE, UUID, ARRAY, VECTOR -> 0;
        };
    }

    /** Characters that a value's text has at most. */
    public static int displaySize(ValueType type) {
        return switch (type.kind()) {
            case BOOLEAN -> 5;
            case SMALLINT -> 6;
            case INTEGER -> 11;
            case BIGINT -> 20;
            case REAL -> 15;
            case DOUBLE -> 24;
            case DECIMAL -> type.precision() + 2;
            case VARCHAR, DATE, TIME, TIMESTAMP, TIMESTAMP_TZ -> precision(type);
            case VARBINARY -> (int) Math.min(UNBOUNDED_LENGTH, 2L * precision(type));
            case UUID -> 36;
            case VECTOR -> (int) Math.min(UNBOUNDED_LENGTH, 16L * type.precision() + 2);
            case ARRAY -> UNBOUNDED_LENGTH;
        };
    }

    /** Whether values can be negative. */
    public static boolean isSigned(ValueType type) {
        return switch (type.kind()) {
            case SMALLINT, INTEGER, BIGINT, REAL, DOUBLE, DECIMAL -> true;
            case BOOLEAN, VARCHAR, VARBINARY, DATE, TIME, TIMESTAMP, TIMESTAMP_TZ, UUID, ARRAY, VECTOR -> false;
        };
    }

    /** The elements' type of an array or vector; null for others. */
    public static @Nullable ValueType element(ValueType type) {
        return type.kind() == Kind.VECTOR ? ValueType.REAL : type.element();
    }
}
