package io.aletheia.query.expression;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.ValueType;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values of ARRAY and VECTOR types. */
public final class ArrayValues {
    private ArrayValues() {}

    /** An ARRAY value of elements, nulls allowed. Keeps the array. */
    public static List<@Nullable Object> list(@Nullable Object... elements) {
        return Collections.unmodifiableList(Arrays.asList(elements));
    }

    /** Checks a vector's dimension: INVALID_CAST (22018). */
    static float[] checkDimension(ValueType type, float[] vector) {
        if (vector.length != type.precision()) {
            throw new DatabaseException(
                    ErrorCode.INVALID_CAST, "a vector of dimension " + vector.length + " is no " + type);
        }
        return vector;
    }

    /** The VECTOR of an array's numbers. */
    static float[] toVector(ValueType type, List<?> elements) {
        float[] vector = new float[elements.size()];
        for (int i = 0; i < vector.length; i++) {
            if (!(elements.get(i) instanceof Number number)) {
                throw new DatabaseException(ErrorCode.INVALID_CAST, "an array with a null or no number is no " + type);
            }
            vector[i] = number.floatValue();
        }
        return checkDimension(type, vector);
    }

    /** Reads {@code [1.0, 2.5]}. */
    static float[] parseVector(ValueType type, String text) {
        String trimmed = text.trim();
        if (!trimmed.startsWith("[") || !trimmed.endsWith("]")) {
            throw new DatabaseException(ErrorCode.INVALID_CAST, "'" + text + "' is no " + type);
        }
        String[] parts = trimmed.substring(1, trimmed.length() - 1).split(",", -1);
        float[] vector = new float[parts.length];
        for (int i = 0; i < parts.length; i++) {
            vector[i] = (float) Texts.parseDouble(ValueType.REAL, parts[i]);
        }
        return checkDimension(type, vector);
    }
}
