package io.aletheia.engine.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of an index in the order of its values: given values in its first columns, and a closed range in the column after them.
 * Values are in the form that {@link ValueType.Kind} names for the columns; a whole number may be greater than the column's type
 * holds. A null is in no range. Immutable.
 *
 * @param equal the values of the first columns; may be empty
 * @param from the least value of the next column; null for no bound
 * @param to the greatest value of the next column; null for no bound
 */
public record ValueRange(
        List<Object> equal, @Nullable Object from, @Nullable Object to) {
    /** Copies the list. */
    public ValueRange {
        equal = List.copyOf(equal);
    }

    /** What has the values in the first columns. */
    public static ValueRange of(List<Object> equal) {
        return new ValueRange(equal, null, null);
    }

    /** The values with which the stretch begins, one or none more than are given. */
    public Object[] first() {
        return end(from);
    }

    /** The values with which the stretch ends, one or none more than are given. */
    public Object[] last() {
        return end(to);
    }

    private Object[] end(@Nullable Object bound) {
        Object[] values = equal.toArray(new Object[equal.size() + (bound == null ? 0 : 1)]);
        if (bound != null) {
            values[equal.size()] = bound;
        }
        return values;
    }
}
