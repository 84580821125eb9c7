package io.aletheia.engine.tx;

import io.aletheia.engine.model.ColumnDefinition;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.Time;
import io.aletheia.engine.model.ValueType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a row must be to be stored in a table: as many values as columns, no null where none is allowed, each value the Java
 * object that {@link ValueType.Kind} names and within the declared length and range, and no check false. Immutable.
 */
final class RowRules {
    private final TableDefinition table;
    private final ColumnDefinition[] columns;
    private final RowConditions conditions;
    private final List<RowConditions.Named> checks;

    RowRules(TableDefinition table, RowConditions conditions) {
        this.table = table;
        this.columns = table.columns().toArray(new ColumnDefinition[0]);
        this.conditions = conditions;
        this.checks = conditions.of(table);
    }

    /**
     * Checks a row from a column on.
     *
     * @throws DatabaseException NOT_NULL (23502), STRING_TOO_LONG (22001), NUMERIC_OUT_OF_RANGE (22003),
     *     DATETIME_OUT_OF_RANGE (22008) or TYPE_MISMATCH (42804), naming the column; CHECK_VIOLATION (23514) naming the
     *     constraint
     */
    void check(@Nullable Object[] row, int firstColumn) {
        if (row.length != columns.length) {
            throw new DatabaseException(
                    ErrorCode.TYPE_MISMATCH,
                    "a row of table " + table.name() + " has " + columns.length + " values, not " + row.length);
        }
        for (int i = firstColumn; i < row.length; i++) {
            ColumnDefinition column = columns[i];
            Object value = row[i];
            if (value == null) {
                if (!column.nullable()) {
                    throw new DatabaseException(ErrorCode.NOT_NULL, "column " + where(column) + " must not be null");
                }
            } else {
                checkValue(column.type(), value, column);
            }
        }
        for (RowConditions.Named check : checks) {
            if (check.condition().isFalse(row, conditions.nowMicros().getAsLong())) {
                throw new DatabaseException(
                        ErrorCode.CHECK_VIOLATION,
                        "the row " + Keys.text(row) + " breaks the check " + check.name() + " of table "
                                + table.name());
            }
        }
    }

    /**
     * Checks a key that is looked up or resolved.
     *
     * @throws DatabaseException TYPE_MISMATCH (42804) if it has the wrong number of values
     */
    static void checkKey(TableDefinition table, @Nullable Object[] key) {
        if (key.length != table.primaryKey().size()) {
            throw new DatabaseException(
                    ErrorCode.TYPE_MISMATCH,
                    "the primary key of table " + table.name() + " has "
                            + table.primaryKey().size() + " values, not " + key.length);
        }
    }

    private void checkValue(ValueType type, Object value, ColumnDefinition column) {
        switch (type.kind()) {
            case BOOLEAN -> cast(Boolean.class, type, value, column);
            case SMALLINT ->
                range(cast(Long.class, type, value, column), Short.MIN_VALUE, Short.MAX_VALUE, type, column);
            case INTEGER ->
                range(cast(Long.class, type, value, column), Integer.MIN_VALUE, Integer.MAX_VALUE, type, column);
            case BIGINT, TIMESTAMP, TIMESTAMP_TZ -> cast(Long.class, type, value, column);
            case DATE -> {
                long days = cast(Long.class, type, value, column);
                if (days != (int) days) {
                    throw new DatabaseException(
                            ErrorCode.DATETIME_OUT_OF_RANGE, "column " + where(column) + ": no such day: " + days);
                }
            }
            case TIME -> {
                long micros = cast(Long.class, type, value, column);
                if (micros < 0 || micros >= Time.MICROS_PER_DAY) {
                    throw new DatabaseException(
                            ErrorCode.DATETIME_OUT_OF_RANGE,
                            "column " + where(column) + ": no time of day: " + micros + " microseconds");
                }
            }
            case REAL, DOUBLE -> cast(Double.class, type, value, column);
            case DECIMAL -> checkDecimal(type, cast(BigDecimal.class, type, value, column), column);
            case VARCHAR -> {
                String text = cast(String.class, type, value, column);
                if (type.precision() != ValueType.UNBOUNDED && text.length() > type.precision()) {
                    checkLength(type, text.codePointCount(0, text.length()), "characters", column);
                }
            }
            case VARBINARY -> checkLength(type, cast(byte[].class, type, value, column).length, "bytes", column);
            case UUID -> cast(UUID.class, type, value, column);
            case ARRAY -> {
                ValueType elementType = Objects.requireNonNull(type.element(), "element type");
                for (Object element : cast(List.class, type, value, column)) {
                    if (element != null) {
                        checkValue(elementType, element, column);
                    }
                }
            }
            case VECTOR -> {
                int dimension = cast(float[].class, type, value, column).length;
                if (dimension != type.precision()) {
                    throw new DatabaseException(
                            ErrorCode.TYPE_MISMATCH,
                            "column " + where(column) + " is " + type + ", the value has dimension " + dimension);
                }
            }
        }
    }

    private void checkDecimal(ValueType type, BigDecimal value, ColumnDefinition column) {
        if (value.scale() != type.scale() || value.precision() > type.precision()) {
            throw new DatabaseException(
                    ErrorCode.NUMERIC_OUT_OF_RANGE,
                    "column " + where(column) + " is " + type + ", which does not hold " + value.toPlainString());
        }
    }

    private void checkLength(ValueType type, int length, String unit, ColumnDefinition column) {
        if (type.precision() != ValueType.UNBOUNDED && length > type.precision()) {
            throw new DatabaseException(
                    ErrorCode.STRING_TOO_LONG,
                    "column " + where(column) + " is " + type + ", the value has " + length + " " + unit);
        }
    }

    private void range(long value, long least, long greatest, ValueType type, ColumnDefinition column) {
        if (value < least || value > greatest) {
            throw new DatabaseException(
                    ErrorCode.NUMERIC_OUT_OF_RANGE,
                    "column " + where(column) + " is " + type + ", which does not hold " + value);
        }
    }

    private <T> T cast(Class<T> form, ValueType type, Object value, ColumnDefinition column) {
        if (!form.isInstance(value)) {
            throw new DatabaseException(
                    ErrorCode.TYPE_MISMATCH,
                    "column " + where(column) + " is " + type + ", not "
                            + value.getClass().getSimpleName());
        }
        return form.cast(value);
    }

    private String where(ColumnDefinition column) {
        return table.name() + "." + column.name();
    }
}
