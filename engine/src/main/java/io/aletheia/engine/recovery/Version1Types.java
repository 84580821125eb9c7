package io.aletheia.engine.recovery;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.ValueType;
import io.aletheia.engine.wal.Version1Entry;
import io.aletheia.engine.wal.Version1SparseVector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The types that values of version 1 have as columns. Pure functions. */
final class Version1Types {
    private static final int VECTOR_DIMENSION_MAX = 65_535;

    private Version1Types() {}

    /**
     * The type of the column that takes a value; null if any column of arrays does, since the array is empty or of nulls only.
     *
     * @throws DatabaseException UNSUPPORTED (HYC00) if no column does
     */
    static @Nullable ValueType of(Object value, String property, Version1Entry entry) {
        if (value instanceof List<?> list) {
            ValueType element = elementOf(list, property, entry);
            return element == null ? null : ValueType.array(element);
        }
        if (value instanceof float[] vector) {
            if (vector.length < 1 || vector.length > VECTOR_DIMENSION_MAX) {
                throw unsupported(entry, property, "a vector of " + vector.length + " elements");
            }
            return ValueType.vector(vector.length);
        }
        return scalar(value, property, entry);
    }

    private static @Nullable ValueType elementOf(List<?> list, String property, Version1Entry entry) {
        ValueType type = null;
        for (Object element : list) {
            if (element instanceof List<?> || element instanceof float[]) {
                throw unsupported(entry, property, "an array of arrays or vectors");
            }
            if (element != null) {
                ValueType next = scalar(element, property, entry);
                if (type != null && !type.equals(next)) {
                    throw unsupported(entry, property, "an array of " + type + " and " + next);
                }
                type = next;
            }
        }
        return type;
    }

    private static ValueType scalar(Object value, String property, Version1Entry entry) {
        if (value instanceof Boolean) {
            return ValueType.BOOLEAN;
        }
        if (value instanceof Long) {
            return ValueType.BIGINT;
        }
        if (value instanceof Double) {
            return ValueType.DOUBLE;
        }
        if (value instanceof String) {
            return ValueType.VARCHAR;
        }
        if (value instanceof byte[]) {
            return ValueType.VARBINARY;
        }
        if (value instanceof Version1SparseVector) {
            throw unsupported(entry, property, "a sparse vector");
        }
        throw new IllegalStateException("a value of version 1 cannot be a " + value.getClass());
    }

    private static DatabaseException unsupported(Version1Entry entry, String property, String what) {
        return new DatabaseException(
                ErrorCode.UNSUPPORTED,
                entry.place() + ": property " + property + " is " + what + ", which no column of this version takes");
    }
}
