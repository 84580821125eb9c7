package io.aletheia.query.exec;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.ValueType;
import io.aletheia.query.expression.Conversion;
import io.aletheia.query.expression.Expression;
import io.aletheia.query.expression.ValueOrder;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A value that a column of a primary key is asked for. One that the column cannot hold is nobody's key, however near to some key it is.
 * Immutable.
 */
final class KeyArgument {
    private static final Set<ValueType.Kind> NUMBERS = Set.of(
            ValueType.Kind.SMALLINT,
            ValueType.Kind.INTEGER,
            ValueType.Kind.BIGINT,
            ValueType.Kind.REAL,
            ValueType.Kind.DOUBLE,
            ValueType.Kind.DECIMAL);

    /** Errors of conversion that say that the column has no such value. */
    private static final Set<ErrorCode> OUT_OF_RANGE =
            Set.of(ErrorCode.NUMERIC_OUT_OF_RANGE, ErrorCode.STRING_TOO_LONG, ErrorCode.DATETIME_OUT_OF_RANGE);

    private final Expression value;
    private final ValueType column;
    private final Conversion conversion;

    /** Null if nothing is lost by the conversion, or text is read. */
    private final @Nullable Conversion back;

    /**
     * An argument.
     *
     * @throws DatabaseException TYPE_MISMATCH (42804) if the value's type has nothing to do with the column's
     */
    KeyArgument(Expression value, ValueType column) {
        this.value = value;
        this.column = column;
        this.conversion = Conversion.storing(value.type(), column);
        this.back = isRounded(value.type().kind(), column.kind()) ? Conversion.cast(column, value.type()) : null;
    }

    private static boolean isRounded(ValueType.Kind from, ValueType.Kind to) {
        boolean cut = (from == ValueType.Kind.TIMESTAMP || from == ValueType.Kind.TIMESTAMP_TZ)
                && (to == ValueType.Kind.DATE || to == ValueType.Kind.TIME);
        return cut || (NUMBERS.contains(from) && NUMBERS.contains(to));
    }

    /** The value as one of the column's; null if it is null or the column has no such value. */
    @Nullable
    Object in(ExecutionContext context) {
        Object given = value.value(context);
        Object key;
        try {
            key = conversion.apply(given, context);
        } catch (DatabaseException e) {
            boolean isRead = value.type().kind() == ValueType.Kind.VARCHAR && column.kind() != ValueType.Kind.VARCHAR;
            if (isRead || !OUT_OF_RANGE.contains(e.code())) {
                throw e;
            }
            return null;
        }
        if (key == null || back == null) {
            return key;
        }
        Object again = ValueOrder.key(value.type(), back.apply(key, context));
        return again != null && again.equals(ValueOrder.key(value.type(), given)) ? key : null;
    }
}
