package io.aletheia.engine.store;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The values of one column of variable length read last, so that a scan makes an object once for many equal rows. Not thread-safe. */
final class ValueCache {
    private static final int BITS = 8;
    private static final int SLOTS = 1 << BITS;

    private final int[] references = new int[SLOTS];
    private final @Nullable Object[] values = new @Nullable Object[SLOTS];
    private @Nullable ColumnValues column;

    /** Says whose references follow. */
    void enter(ColumnValues next) {
        if (column != next) {
            column = next;
            Arrays.fill(references, 0);
        }
    }

    /** The value behind a reference, which is not 0. */
    Object value(int reference) {
        int slot = (reference * 0x9E37_79B9) >>> -BITS;
        Object known = values[slot];
        if (references[slot] == reference && known != null) {
            return known;
        }
        Object value = Objects.requireNonNull(column).valueAt(reference);
        references[slot] = reference;
        values[slot] = value;
        return value;
    }
}
