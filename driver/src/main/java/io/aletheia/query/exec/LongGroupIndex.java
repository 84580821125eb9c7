package io.aletheia.query.exec;

import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.LongVector;
import io.aletheia.engine.model.ValueType;
import io.aletheia.query.expression.Rows;

/** Keys of one column of integers, dates or times: open addressing on the numbers themselves, without an object. */
final class LongGroupIndex extends GroupIndex {
    private static final int SLOTS_AT_FIRST = 64;
    private static final int SLOT_BYTES = 12;

    private final ExecutionContext context;
    private final LongVector keys;
    private long[] slotKeys = new long[SLOTS_AT_FIRST];
    /** Number of the group plus one; 0 in an empty slot. */
    private int[] slotGroups = new int[SLOTS_AT_FIRST];

    private int count;
    private int nullGroup = NONE;

    LongGroupIndex(ValueType type, ExecutionContext context) {
        this.keys = new LongVector(type);
        this.context = context;
    }

    @Override
    void assign(ColumnVector[] columns, Rows rows, int[] groups) {
        LongVector column = (LongVector) columns[0];
        long[] values = column.values();
        int[] index = rows.index();
        boolean nulls = column.mayHaveNulls();
        for (int i = 0; i < rows.count(); i++) {
            int row = index[i];
            groups[row] = nulls && column.isNull(row) ? assignNull() : assign(values[row]);
        }
    }

    private int assignNull() {
        if (nullGroup == NONE) {
            nullGroup = count;
            keys.setObject(count++, null);
        }
        return nullGroup;
    }

    private int assign(long key) {
        int mask = slotKeys.length - 1;
        int slot = hash(key) & mask;
        while (slotGroups[slot] != 0) {
            if (slotKeys[slot] == key) {
                return slotGroups[slot] - 1;
            }
            slot = (slot + 1) & mask;
        }
        slotKeys[slot] = key;
        int group = count++;
        slotGroups[slot] = group + 1;
        keys.ensureCapacity(count);
        keys.set(group, key);
        if (count * 2 > slotKeys.length) {
            grow();
        }
        return group;
    }

    @Override
    void find(ColumnVector[] columns, Rows rows, int[] groups, boolean nullsMatch) {
        LongVector column = (LongVector) columns[0];
        long[] values = column.values();
        int[] index = rows.index();
        boolean nulls = column.mayHaveNulls();
        for (int i = 0; i < rows.count(); i++) {
            int row = index[i];
            groups[row] = nulls && column.isNull(row) ? (nullsMatch ? nullGroup : NONE) : find(values[row]);
        }
    }

    @Override
    GroupIndex reader() {
        // Finding writes nothing.
        return this;
    }

    private int find(long key) {
        int mask = slotKeys.length - 1;
        int slot = hash(key) & mask;
        while (slotGroups[slot] != 0) {
            if (slotKeys[slot] == key) {
                return slotGroups[slot] - 1;
            }
            slot = (slot + 1) & mask;
        }
        return NONE;
    }

    private void grow() {
        context.reserve((long) slotKeys.length * SLOT_BYTES + 8L * count);
        long[] oldKeys = slotKeys;
        int[] oldGroups = slotGroups;
        slotKeys = new long[oldKeys.length * 2];
        slotGroups = new int[oldKeys.length * 2];
        int mask = slotKeys.length - 1;
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldGroups[i] != 0) {
                int slot = hash(oldKeys[i]) & mask;
                while (slotGroups[slot] != 0) {
                    slot = (slot + 1) & mask;
                }
                slotKeys[slot] = oldKeys[i];
                slotGroups[slot] = oldGroups[i];
            }
        }
    }

    private static int hash(long key) {
        long mixed = key * 0x9E3779B97F4A7C15L;
        return (int) (mixed ^ (mixed >>> 32));
    }

    @Override
    long growthBytes(int more) {
        long bytes = 0;
        for (long slotCount = slotKeys.length, groups = count + (long) more; groups * 2 > slotCount; slotCount *= 2) {
            bytes += slotCount * SLOT_BYTES + 4L * slotCount;
        }
        return bytes;
    }

    @Override
    int count() {
        return count;
    }

    @Override
    ColumnVector key(int part) {
        return keys;
    }
}
