package io.aletheia.engine.tx;

import io.aletheia.engine.model.ValueOrder;
import io.aletheia.engine.model.ValueRange;
import io.aletheia.engine.store.EntitySet;
import java.util.Arrays;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The entities that a transaction put with values in some columns, also what it took back since: who asks has to look at their
 * versions. Not thread-safe.
 */
final class OwnValues {
    private final TreeMap<Key, EntitySet> entities = new TreeMap<>();

    /** Values, or a bound before or behind all that begin with some. */
    private static final class Key implements Comparable<Key> {
        private final @Nullable Object[] values;
        private final int side;

        Key(@Nullable Object[] values, int side) {
            this.values = values;
            this.side = side;
        }

        @Override
        public int compareTo(Key other) {
            int common = Math.min(values.length, other.values.length);
            for (int i = 0; i < common; i++) {
                int order = ValueOrder.compare(values[i], other.values[i]);
                if (order != 0) {
                    return order;
                }
            }
            return Integer.compare(side, other.side);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && compareTo(key) == 0;
        }

        @Override
        public int hashCode() {
            return side;
        }
    }

    void add(@Nullable Object[] values, long entityId) {
        entities.computeIfAbsent(new Key(values, 0), unused -> new EntitySet()).add(entityId);
    }

    /** The entities with values in a range, some perhaps twice. */
    long[] find(ValueRange range) {
        var first = new Key(range.first(), -1);
        var last = new Key(range.last(), 1);
        if (first.compareTo(last) > 0) {
            return new long[0];
        }
        NavigableMap<Key, EntitySet> part = entities.subMap(first, true, last, true);
        return part.values().stream()
                .flatMapToLong(ids -> Arrays.stream(ids.toArray()))
                .toArray();
    }
}
