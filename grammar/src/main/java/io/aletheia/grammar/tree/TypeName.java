package io.aletheia.grammar.tree;

import org.jspecify.annotations.Nullable;

/**
 * A type as written. Synonyms are one name here: INT is INTEGER, TEXT and STRING are VARCHAR, BYTEA is VARBINARY, DATETIME is TIMESTAMP.
 *
 * @param base the type's name
 * @param precision the first number in parentheses (length, precision, dimensions), {@link #UNSPECIFIED} if none
 * @param scale the second number, {@link #UNSPECIFIED} if none
 * @param withTimeZone whether WITH TIME ZONE was said; only for TIME and TIMESTAMP
 * @param element the element's type; only for ARRAY, never null there
 */
public record TypeName(
        Base base,
        int precision,
        int scale,
        boolean withTimeZone,
        @Nullable TypeName element) {

    /** The value of a precision or scale that was not written. */
    public static final int UNSPECIFIED = -1;

    /** The types of the dialect. */
    public enum Base {
        /** BOOLEAN. */
        BOOLEAN,
        /** SMALLINT: 16 bits. */
        SMALLINT,
        /** INTEGER: 32 bits. */
        INTEGER,
        /** BIGINT: 64 bits. */
        BIGINT,
        /** REAL: 32-bit floating point. */
        REAL,
        /** DOUBLE: 64-bit floating point. */
        DOUBLE,
        /** DECIMAL(p, s). */
        DECIMAL,
        /** CHAR(n). */
        CHAR,
        /** VARCHAR(n). */
        VARCHAR,
        /** BINARY(n). */
        BINARY,
        /** VARBINARY(n). */
        VARBINARY,
        /** DATE. */
        DATE,
        /** TIME(p). */
        TIME,
        /** TIMESTAMP(p). */
        TIMESTAMP,
        /** UUID. */
        UUID,
        /** An array of another type. */
        ARRAY,
        /** VECTOR(n): n floats. */
        VECTOR
    }

    /** Checks that an element is given exactly for an array. */
    public TypeName {
        if ((element != null) != (base == Base.ARRAY)) {
            throw new IllegalArgumentException("an element belongs to ARRAY: base=" + base + " element=" + element);
        }
    }

    /** A type without numbers. */
    public static TypeName of(Base base) {
        return new TypeName(base, UNSPECIFIED, UNSPECIFIED, false, null);
    }

    /** An array of the given type. */
    public static TypeName arrayOf(TypeName element) {
        return new TypeName(Base.ARRAY, UNSPECIFIED, UNSPECIFIED, false, element);
    }

    /** The type as SQL text. */
    @Override
    public String toString() {
        if (element != null) {
            return element + " ARRAY";
        }
        StringBuilder text = new StringBuilder(base.name());
        if (precision != UNSPECIFIED) {
            text.append('(').append(precision);
            if (scale != UNSPECIFIED) {
                text.append(", ").append(scale);
            }
            text.append(')');
        }
        if (withTimeZone) {
            text.append(" WITH TIME ZONE");
        }
        return text.toString();
    }
}
