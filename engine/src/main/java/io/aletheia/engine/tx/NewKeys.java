package io.aletheia.engine.tx;

import java.util.Arrays;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The primary keys that a transaction used first: a hash table over the rows that it put, so that a million new rows cost no
 * object besides themselves. The last one added is the first one to be removed. Not thread-safe.
 *
 * <p>Removal just empties a slot. That is sound although probing is linear, because keys are placed in the order of their
 * adding, also when the table grows: no key lies behind one that was placed after it.
 */
final class NewKeys {
    /** Most transactions make one row. */
    private static final int ROWS_AT_FIRST = 2;

    private static final int SLOTS_AT_FIRST = 4;

    private final int[] keyPositions;
    private final int[] keyOrder;
    private @Nullable Object[][] rows = new Object[ROWS_AT_FIRST][];
    private long[] entityIds = new long[ROWS_AT_FIRST];

    /** Kept, since rows lie scattered in memory. */
    private int[] hashes = new int[ROWS_AT_FIRST];

    /** The hash in the upper 32 bits, the row's position plus 1 in the lower; 0 is a free slot. */
    private long[] slots = new long[SLOTS_AT_FIRST];

    private int size;

    /** None yet, of rows whose key stands at some positions. */
    NewKeys(int[] keyPositions) {
        this.keyPositions = keyPositions.clone();
        this.keyOrder = new int[keyPositions.length];
        for (int i = 0; i < keyOrder.length; i++) {
            keyOrder[i] = i;
        }
    }

    /** The entity that has the key, of those that are not left out; 0 if there is none. */
    long find(@Nullable Object[] key, LongPredicate leftOut) {
        return size == 0 ? 0 : find(key, keyOrder, leftOut);
    }

    /** The entity that has the row's key, of those that are not left out; 0 if there is none. */
    long findRow(@Nullable Object[] row, LongPredicate leftOut) {
        return size == 0 ? 0 : find(row, keyPositions, leftOut);
    }

    /** Adds the row's key, which no entity has but such as are left out. */
    void add(@Nullable Object[] row, long entityId) {
        if (size == rows.length) {
            rows = Arrays.copyOf(rows, size * 2);
            entityIds = Arrays.copyOf(entityIds, size * 2);
            hashes = Arrays.copyOf(hashes, size * 2);
        }
        hashes[size] = hash(row, keyPositions);
        rows[size] = row;
        entityIds[size] = entityId;
        size++;
        if (size * 2 > slots.length) {
            slots = new long[slots.length * 2];
            for (int i = 0; i < size; i++) {
                place(i);
            }
        } else {
            place(size - 1);
        }
    }

    /** Removes the entity's key if it is the last one added. */
    void removeLast(long entityId) {
        if (size == 0 || entityIds[size - 1] != entityId) {
            return;
        }
        size--;
        int mask = slots.length - 1;
        int slot = hashes[size] & mask;
        while ((int) slots[slot] != size + 1) {
            slot = (slot + 1) & mask;
        }
        slots[slot] = 0;
        rows[size] = new Object[0];
    }

    private long find(@Nullable Object[] values, int[] positions, LongPredicate leftOut) {
        int mask = slots.length - 1;
        int hash = hash(values, positions);
        int slot = hash & mask;
        while (slots[slot] != 0) {
            int index = (int) slots[slot] - 1;
            // Rows lie scattered in memory; one with another hash is not fetched.
            if ((int) (slots[slot] >>> 32) == hash
                    && equal(rows[index], values, positions)
                    && !leftOut.test(entityIds[index])) {
                return entityIds[index];
            }
            slot = (slot + 1) & mask;
        }
        return 0;
    }

    private void place(int index) {
        int mask = slots.length - 1;
        int hash = hashes[index];
        int slot = hash & mask;
        while (slots[slot] != 0) {
            slot = (slot + 1) & mask;
        }
        slots[slot] = ((long) hash << 32) | (index + 1);
    }

    private boolean equal(@Nullable Object[] row, @Nullable Object[] values, int[] positions) {
        for (int i = 0; i < keyPositions.length; i++) {
            if (!Keys.equal(row[keyPositions[i]], values[positions[i]])) {
                return false;
            }
        }
        return true;
    }

    private static int hash(@Nullable Object[] values, int[] positions) {
        int hash = 0;
        for (int position : positions) {
            hash = hash * 31 + Keys.hash(values[position]);
        }
        // Linear probing over a power of two needs the high bits in the low ones.
        hash *= 0x9E3779B9;
        return hash ^ (hash >>> 15);
    }
}
