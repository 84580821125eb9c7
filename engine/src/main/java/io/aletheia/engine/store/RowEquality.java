package io.aletheia.engine.store;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whether two rows hold the same values, arrays compared by their elements. Pure functions. */
public final class RowEquality {
    private RowEquality() {}

    static boolean equal(@Nullable Object @Nullable [] left, @Nullable Object @Nullable [] right) {
        if (left == right) {
            return true;
        }
        if (left == null || right == null || left.length != right.length) {
            return false;
        }
        for (int i = 0; i < left.length; i++) {
            if (!equalValues(left[i], right[i])) {
                return false;
            }
        }
        return true;
    }

    /** Whether two values are the same, arrays compared by their elements. */
    public static boolean equalValues(@Nullable Object left, @Nullable Object right) {
        if (left instanceof byte[] a && right instanceof byte[] b) {
            return Arrays.equals(a, b);
        }
        if (left instanceof float[] a && right instanceof float[] b) {
            return Arrays.equals(a, b);
        }
        if (left instanceof List<?> a && right instanceof List<?> b) {
            if (a.size() != b.size()) {
                return false;
            }
            for (int i = 0; i < a.size(); i++) {
                if (!equalValues(a.get(i), b.get(i))) {
                    return false;
                }
            }
            return true;
        }
        return Objects.equals(left, right);
    }
}
