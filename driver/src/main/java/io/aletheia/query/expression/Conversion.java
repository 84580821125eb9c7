package io.aletheia.query.expression;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.ValueType;
import io.aletheia.engine.model.ValueType.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Turns single values of one type into values of another, as CAST does, or as storing in a column does: nothing is cut off then.
 * Immutable.
 */
public final class Conversion {
    private final RowCall.@Nullable RowFunction function;
    private final int lengthMax;
    private final ValueType to;

    private Conversion(RowCall.@Nullable RowFunction function, int lengthMax, ValueType to) {
        this.function = function;
        this.lengthMax = lengthMax;
        this.to = to;
    }

    /**
     * A cast.
     *
     * @throws DatabaseException TYPE_MISMATCH (42804) if there is none between the types
     */
    public static Conversion cast(ValueType from, ValueType to) {
        return new Conversion(from.equals(to) ? null : Casts.row(from, to), ValueType.UNBOUNDED, to);
    }

    /**
     * A cast that checks the length of texts and bytes instead of cutting them: STRING_TOO_LONG (22001).
     *
     * @throws DatabaseException TYPE_MISMATCH (42804) if there is none between the types
     */
    public static Conversion storing(ValueType from, ValueType to) {
        boolean bounded = to.kind() == Kind.VARCHAR || to.kind() == Kind.VARBINARY;
        if (!bounded) {
            return cast(from, to);
        }
        ValueType whole = to.kind() == Kind.VARCHAR ? ValueType.VARCHAR : ValueType.VARBINARY;
        return new Conversion(from.kind() == to.kind() ? null : Casts.row(from, whole), to.precision(), to);
    }

    /** The value in the other type; null for null. Errors of the value as CAST has them. */
    public @Nullable Object apply(@Nullable Object value, EvaluationContext context) {
        if (value == null) {
            return null;
        }
        Object converted = function == null ? value : function.apply(new Object[] {value}, context);
        if (lengthMax != ValueType.UNBOUNDED && converted != null) {
            checkLength(converted);
        }
        return converted;
    }

    private void checkLength(Object value) {
        if (value instanceof String text && text.length() <= lengthMax) {
            return;
        }
        int length = value instanceof String text ? text.codePointCount(0, text.length()) : ((byte[]) value).length;
        if (length > lengthMax) {
            throw new DatabaseException(
                    ErrorCode.STRING_TOO_LONG, "a value of length " + length + " is too long for " + to);
        }
    }
}
