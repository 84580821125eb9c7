package io.aletheia.engine.model;

import org.jspecify.annotations.Nullable;

/**
 * The type of a column or value. Immutable.
 *
 * @param kind what sort of value
 * @param precision DECIMAL: total digits; VARCHAR, VARBINARY: length in characters or bytes, or {@link #UNBOUNDED}; VECTOR:
 *     dimension; otherwise 0
 * @param scale DECIMAL: digits behind the point; otherwise 0
 * @param element ARRAY: the type of its elements; otherwise null
 */
public record ValueType(
        Kind kind, int precision, int scale, @Nullable ValueType element) {
    /** The precision of a VARCHAR or VARBINARY without a declared length. */
    public static final int UNBOUNDED = -1;

    /** The most digits that a DECIMAL has. */
    public static final int DECIMAL_PRECISION_MAX = 38;

    /** A DECIMAL of at most so many digits is stored as a whole number, one of more as bytes. */
    public static final int DECIMAL_LONG_DIGITS_MAX = 18;

    public static final ValueType BOOLEAN = of(Kind.BOOLEAN);
    public static final ValueType SMALLINT = of(Kind.SMALLINT);
    public static final ValueType INTEGER = of(Kind.INTEGER);
    public static final ValueType BIGINT = of(Kind.BIGINT);
    public static final ValueType REAL = of(Kind.REAL);
    public static final ValueType DOUBLE = of(Kind.DOUBLE);
    public static final ValueType VARCHAR = new ValueType(Kind.VARCHAR, UNBOUNDED, 0, null);
    public static final ValueType VARBINARY = new ValueType(Kind.VARBINARY, UNBOUNDED, 0, null);
    public static final ValueType DATE = of(Kind.DATE);
    public static final ValueType TIME = of(Kind.TIME);
    public static final ValueType TIMESTAMP = of(Kind.TIMESTAMP);
    public static final ValueType TIMESTAMP_TZ = of(Kind.TIMESTAMP_TZ);
    public static final ValueType UUID = of(Kind.UUID);

    /** How values of a kind are held in memory: which of the four vectors carries them. */
    public enum Physical {
        /** {@link LongVector}. */
        LONG,
        /** {@link DoubleVector}. */
        DOUBLE,
        /** {@link DecimalVector}. */
        DECIMAL,
        /** {@link ObjectVector}. */
        OBJECT
    }

    /** The sorts of values, each with its representation in a vector and as a Java object. */
    public enum Kind {
        /** 0 or 1; {@code Boolean} as an object. */
        BOOLEAN(Physical.LONG),
        /** {@code Long} as an object, as for all integers. */
        SMALLINT(Physical.LONG),
        INTEGER(Physical.LONG),
        BIGINT(Physical.LONG),
        /** {@code Double} as an object, rounded to float. */
        REAL(Physical.DOUBLE),
        DOUBLE(Physical.DOUBLE),
        /** {@code BigDecimal} with exactly the declared scale. */
        DECIMAL(Physical.DECIMAL),
        /** {@code String}; compared by code point. */
        VARCHAR(Physical.OBJECT),
        /** {@code byte[]}; compared as unsigned bytes. */
        VARBINARY(Physical.OBJECT),
        /** Days since 1970-01-01 in a {@code Long}. */
        DATE(Physical.LONG),
        /** Microseconds since midnight in a {@code Long}. */
        TIME(Physical.LONG),
        /** Microseconds since 1970-01-01T00:00:00, no zone, in a {@code Long}. */
        TIMESTAMP(Physical.LONG),
        /** An instant: microseconds since 1970-01-01T00:00:00Z in a {@code Long}. */
        TIMESTAMP_TZ(Physical.LONG),
        /** {@code java.util.UUID}; compared as unsigned 128 bits. */
        UUID(Physical.OBJECT),
        /** {@code java.util.List<Object>}, unmodifiable, elements as objects of the element type, null allowed. */
        ARRAY(Physical.OBJECT),
        /** {@code float[]} of exactly the declared dimension. */
        VECTOR(Physical.OBJECT);

        private final Physical physical;

        Kind(Physical physical) {
            this.physical = physical;
        }

        /** Which vector carries values of this kind. */
        public Physical physical() {
            return physical;
        }
    }

    /** A type without parameters. */
    public static ValueType of(Kind kind) {
        return new ValueType(kind, 0, 0, null);
    }

    /** DECIMAL(precision, scale). */
    public static ValueType decimal(int precision, int scale) {
        return new ValueType(Kind.DECIMAL, precision, scale, null);
    }

    /** VARCHAR(length). */
    public static ValueType varchar(int length) {
        return new ValueType(Kind.VARCHAR, length, 0, null);
    }

    /** An array of the element type. */
    public static ValueType array(ValueType element) {
        return new ValueType(Kind.ARRAY, 0, 0, element);
    }

    /** VECTOR(dimension). */
    public static ValueType vector(int dimension) {
        return new ValueType(Kind.VECTOR, dimension, 0, null);
    }

    /** Which vector carries values of this type. */
    public Physical physical() {
        return kind.physical();
    }

    /**
     * Whether a column of this type may become one of another as it is stored: the other holds all of this one's values, and in the
     * same form.
     */
    public boolean mayBecome(ValueType other) {
        if (equals(other)) {
            return true;
        }
        return switch (kind) {
            case SMALLINT -> other.kind == Kind.INTEGER || other.kind == Kind.BIGINT;
            case INTEGER -> other.kind == Kind.BIGINT;
            case VARCHAR, VARBINARY ->
                other.kind == kind
                        && precision != UNBOUNDED
                        && (other.precision == UNBOUNDED || other.precision > precision);
            case DECIMAL ->
                other.kind == Kind.DECIMAL
                        && other.scale == scale
                        && other.precision > precision
                        && (precision <= DECIMAL_LONG_DIGITS_MAX) == (other.precision <= DECIMAL_LONG_DIGITS_MAX);
            case BOOLEAN, BIGINT, REAL, DOUBLE, DATE, TIME, TIMESTAMP, TIMESTAMP_TZ, UUID, ARRAY, VECTOR -> false;
        };
    }

    /** The type as SQL writes it, such as {@code DECIMAL(12, 2)}. */
    @Override
    public String toString() {
        return switch (kind) {
            case DECIMAL -> "DECIMAL(" + precision + ", " + scale + ")";
            case VARCHAR, VARBINARY -> precision == UNBOUNDED ? kind.name() : kind + "(" + precision + ")";
            case VECTOR -> "VECTOR(" + precision + ")";
            case ARRAY -> element + " ARRAY";
            case TIMESTAMP_TZ -> "TIMESTAMP WITH TIME ZONE";
            case BOOLEAN, SMALLINT, INTEGER, BIGINT, REAL, DOUBLE, DATE, TIME, TIMESTAMP, UUID -> kind.name();
        };
    }
}
