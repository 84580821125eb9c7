package io.aletheia.jdbc;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.ValueType;
import io.aletheia.engine.model.ValueType.Kind;
import io.aletheia.jdbc.types.Numbers;
import io.aletheia.jdbc.types.Texts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Arrays and vectors as Java's arrays of numbers; an element that is null or has no room there is an error. Stateless. */
final class PrimitiveArrays {
    private PrimitiveArrays() {}

    static float[] floats(ValueType type, Object value) {
        if (type.kind() == Kind.VECTOR) {
            return ((float[]) value).clone();
        }
        var elements = ObjectForm.elements(type, value);
        var floats = new float[elements.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = Numbers.toFloat(Texts.elementType(type), notNull(elements, i));
        }
        return floats;
    }

    static double[] doubles(ValueType type, Object value) {
        var elements = ObjectForm.elements(type, value);
        var doubles = new double[elements.size()];
        for (int i = 0; i < doubles.length; i++) {
            doubles[i] = Numbers.toDouble(Texts.elementType(type), notNull(elements, i), "DOUBLE");
        }
        return doubles;
    }

    static int[] ints(ValueType type, Object value) {
        var elements = ObjectForm.elements(type, value);
        var ints = new int[elements.size()];
        for (int i = 0; i < ints.length; i++) {
            ints[i] = (int) Numbers.toLong(
                    Texts.elementType(type), notNull(elements, i), Integer.MIN_VALUE, Integer.MAX_VALUE, "INTEGER");
        }
        return ints;
    }

    static long[] longs(ValueType type, Object value) {
        var elements = ObjectForm.elements(type, value);
        var longs = new long[elements.size()];
        for (int i = 0; i < longs.length; i++) {
            longs[i] = Numbers.toLong(
                    Texts.elementType(type), notNull(elements, i), Long.MIN_VALUE, Long.MAX_VALUE, "BIGINT");
        }
        return longs;
    }

    private static Object notNull(List<@Nullable Object> elements, int i) {
        var element = elements.get(i);
        if (element == null) {
            throw new DatabaseException(
                    ErrorCode.INVALID_CAST, "element " + (i + 1) + " is null, which an array of numbers cannot hold");
        }
        return element;
    }
}
