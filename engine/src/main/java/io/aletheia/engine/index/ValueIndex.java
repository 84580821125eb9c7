package io.aletheia.engine.index;

import io.aletheia.engine.model.EntityFinder;
import io.aletheia.engine.model.ValueOrder;
import java.util.Arrays;
import java.util.NavigableSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;

/**
 * From values of columns to the entities that have or ever had them, in the order of the values. Entries are never removed, so
 * who asks for any time on either axis finds at least whom he looks for, and has to look at the versions themselves. One writer;
 * readers on any thread, lock-free.
 */
public final class ValueIndex implements EntityFinder {
    /** Rows whose first value is null are not here, since neither an equality nor a range is true for them. */
    private final ConcurrentSkipListSet<Entry> entries = new ConcurrentSkipListSet<>();

    private static final class Entry implements Comparable<Entry> {
        private final @Nullable Object[] values;
        private final long entityId;

        Entry(@Nullable Object[] values, long entityId) {
            this.values = values;
            this.entityId = entityId;
        }

        @Override
        public int compareTo(Entry other) {
            // A shorter list of values is a bound, before or behind all that begins with it by its entity id.
            int common = Math.min(values.length, other.values.length);
            for (int i = 0; i < common; i++) {
                int order = ValueOrder.compare(values[i], other.values[i]);
                if (order != 0) {
                    return order;
                }
            }
            return Long.compare(entityId, other.entityId);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Entry entry && compareTo(entry) == 0;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(entityId);
        }
    }

    /** An empty index. */
    public ValueIndex() {}

    /** Notes that the entity has the values, one per column of the index. The array belongs to the index from here on. */
    public void add(@Nullable Object[] values, long entityId) {
        if (values[0] != null) {
            entries.add(new Entry(values, entityId));
        }
    }

    @Override
    public long[] find(Object[] values) {
        return ids(entries.subSet(new Entry(values, Long.MIN_VALUE), true, new Entry(values, Long.MAX_VALUE), true));
    }

    @Override
    public long[] range(@Nullable Object from, @Nullable Object to) {
        NavigableSet<Entry> part = entries;
        if (from != null) {
            part = part.tailSet(new Entry(new Object[] {from}, Long.MIN_VALUE), true);
        }
        if (to != null) {
            part = part.headSet(new Entry(new Object[] {to}, Long.MAX_VALUE), true);
        }
        return ids(part);
    }

    private static long[] ids(NavigableSet<Entry> part) {
        long[] ids = new long[16];
        int count = 0;
        for (Entry entry : part) {
            if (count == ids.length) {
                ids = Arrays.copyOf(ids, count * 2);
            }
            ids[count++] = entry.entityId;
        }
        Arrays.sort(ids, 0, count);
        int distinct = 0;
        for (int i = 0; i < count; i++) {
            if (i == 0 || ids[i] != ids[i - 1]) {
                ids[distinct++] = ids[i];
            }
        }
        return Arrays.copyOf(ids, distinct);
    }
}
