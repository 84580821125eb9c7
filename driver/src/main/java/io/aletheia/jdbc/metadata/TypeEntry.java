package io.aletheia.jdbc.metadata;

import io.aletheia.engine.model.ValueType;
import org.jspecify.annotations.Nullable;

/** A type as getTypeInfo lists it, with what its literals stand between and what CREATE TABLE may give in parentheses. */
enum TypeEntry {
    BOOLEAN(ValueType.BOOLEAN, null, null, null),
    SMALLINT(ValueType.SMALLINT, null, null, null),
    INTEGER(ValueType.INTEGER, null, null, null),
    BIGINT(ValueType.BIGINT, null, null, null),
    REAL(ValueType.REAL, null, null, null),
    DOUBLE(ValueType.DOUBLE, null, null, null),
    DECIMAL(ValueType.decimal(ValueType.DECIMAL_PRECISION_MAX, 0), null, null, "PRECISION,SCALE"),
    VARCHAR(ValueType.VARCHAR, "'", "'", "LENGTH"),
    VARBINARY(ValueType.VARBINARY, "X'", "'", "LENGTH"),
    DATE(ValueType.DATE, "DATE '", "'", null),
    TIME(ValueType.TIME, "TIME '", "'", null),
    TIMESTAMP(ValueType.TIMESTAMP, "TIMESTAMP '", "'", null),
    TIMESTAMP_TZ(ValueType.TIMESTAMP_TZ, "TIMESTAMP WITH TIME ZONE '", "'", null),
    UUID(ValueType.UUID, "UUID '", "'", null),
    ARRAY(ValueType.array(ValueType.VARCHAR), "ARRAY[", "]", null),
    VECTOR(ValueType.vector(0), "VECTOR[", "]", "DIMENSION");

    @SuppressWarnings("ImmutableEnumChecker") // a record of immutable parts
    private final ValueType type;

    private final @Nullable String prefix;
    private final @Nullable String suffix;
    private final @Nullable String parameters;

    TypeEntry(ValueType type, @Nullable String prefix, @Nullable String suffix, @Nullable String parameters) {
        this.type = type;
        this.prefix = prefix;
        this.suffix = suffix;
        this.parameters = parameters;
    }

    ValueType type() {
        return type;
    }

    /** What a literal begins with; null for none. */
    @Nullable
    String prefix() {
        return prefix;
    }

    /** What a literal ends with; null for none. */
    @Nullable
    String suffix() {
        return suffix;
    }

    /** What may stand in parentheses behind the name; null for nothing. */
    @Nullable
    String parameters() {
        return parameters;
    }
}
