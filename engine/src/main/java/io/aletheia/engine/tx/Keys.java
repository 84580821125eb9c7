package io.aletheia.engine.tx;

import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.ValueOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Primary keys: their values, equality and text. Pure functions. */
final class Keys {
    private Keys() {}

    /** The row's primary key. */
    static @Nullable Object[] of(TableDefinition table, @Nullable Object[] row) {
        return at(table.primaryKey(), row);
    }

    /** The row's values at positions. */
    static @Nullable Object[] at(List<Integer> positions, @Nullable Object[] row) {
        @Nullable Object[] key = new Object[positions.size()];
        for (int i = 0; i < key.length; i++) {
            key[i] = row[positions.get(i)];
        }
        return key;
    }

    /** Whether values of a key are equal, as {@code =} has it: both zeros are, and NaN is equal to itself. */
    static boolean equal(@Nullable Object a, @Nullable Object b) {
        if (a instanceof byte[] bytes && b instanceof byte[] others) {
            return Arrays.equals(bytes, others);
        }
        return Objects.equals(ValueOrder.keyForm(a), ValueOrder.keyForm(b));
    }

    /** Whether a value of a key is null. */
    static boolean hasNull(@Nullable Object[] key) {
        for (Object value : key) {
            if (value == null) {
                return true;
            }
        }
        return false;
    }

    static int hash(@Nullable Object value) {
        return value instanceof byte[] bytes ? Arrays.hashCode(bytes) : Objects.hashCode(ValueOrder.keyForm(value));
    }

    /** The key for messages: {@code (7)}, {@code (de, 'Bonn')}. */
    static String text(@Nullable Object[] key) {
        StringJoiner text = new StringJoiner(", ", "(", ")");
        for (Object value : key) {
            text.add(value instanceof byte[] bytes ? Arrays.toString(bytes) : String.valueOf(value));
        }
        return text.toString();
    }
}
