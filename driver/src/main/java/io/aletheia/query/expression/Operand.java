package io.aletheia.query.expression;

import io.aletheia.engine.model.ValueType;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** What a function takes at a place: for the validator a family, for a parameter its type, for the evaluator the form of the value. */
enum Operand {
    /** A string. */
    TEXT(SqlTypeFamily.CHARACTER, SqlTypeName.VARCHAR, ValueType.VARCHAR),
    /** A string or bytes, as they are. */
    STRING(SqlTypeFamily.STRING, null, null),
    /** Bytes. */
    BYTES(SqlTypeFamily.BINARY, SqlTypeName.VARBINARY, ValueType.VARBINARY),
    /** An integer. */
    INTEGER(SqlTypeFamily.INTEGER, SqlTypeName.BIGINT, ValueType.BIGINT),
    /** A number, taken in floating point. */
    REAL(SqlTypeFamily.NUMERIC, SqlTypeName.DOUBLE, ValueType.DOUBLE),
    /** A number, as it is. */
    NUMBER(SqlTypeFamily.NUMERIC, null, null),
    /** A condition. */
    TRUTH(SqlTypeFamily.BOOLEAN, SqlTypeName.BOOLEAN, ValueType.BOOLEAN),
    /** A date, or the date of a timestamp. */
    DATE(SqlTypeFamily.DATETIME, SqlTypeName.DATE, ValueType.DATE),
    /** A date or a timestamp, as the local time in the session's zone. */
    TIMESTAMP(SqlTypeFamily.DATETIME, SqlTypeName.TIMESTAMP, ValueType.TIMESTAMP),
    /** A date, time or timestamp, as it is. */
    TIME(SqlTypeFamily.DATETIME, SqlTypeName.TIMESTAMP, null),
    /** An array, as it is. */
    ARRAY(SqlTypeFamily.ARRAY, null, null),
    /** Any value, as it is. */
    ANY(SqlTypeFamily.ANY, null, null),
    /** Any value, as text. */
    ANY_AS_TEXT(SqlTypeFamily.ANY, SqlTypeName.VARCHAR, ValueType.VARCHAR);

    private final SqlTypeFamily family;
    private final @Nullable SqlTypeName parameter;

    @SuppressWarnings("ImmutableEnumChecker") // a record of immutable parts
    private final @Nullable ValueType form;

    Operand(SqlTypeFamily family, @Nullable SqlTypeName parameter, @Nullable ValueType form) {
        this.family = family;
        this.parameter = parameter;
        this.form = form;
    }

    SqlTypeFamily family() {
        return family;
    }

    /** The type of a parameter in this place; null if only its value says it. */
    @Nullable
    SqlTypeName parameter() {
        return parameter;
    }

    /** The type that values are cast to; null if they stay what they are. */
    @Nullable
    ValueType form() {
        return form;
    }
}
