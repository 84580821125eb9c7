package io.aletheia.query.exec;

import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.ValueType;
import io.aletheia.query.expression.Rows;
import io.aletheia.query.expression.ValueOrder;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Keys of any number and kind of columns, also of none. */
final class HashedGroupIndex extends GroupIndex {
    private static final int SLOTS_AT_FIRST = 64;

    private final ExecutionContext context;
    private final KeyHashes hashes;
    private final List<Comparator<Object>> orders;
    private final ColumnVector[] keys;
    private final int keyBytes;
    /** Number of the group plus one; 0 in an empty slot. */
    private int[] slots = new int[SLOTS_AT_FIRST];

    private int[] groupHashes = new int[SLOTS_AT_FIRST];
    private int[] rowHashes = new int[0];
    private int count;

    HashedGroupIndex(List<ValueType> types, ExecutionContext context) {
        this.hashes = new KeyHashes(types);
        this.orders = types.stream().map(ValueOrder::of).toList();
        this.keys = Columns.make(types);
        this.context = context;
        this.keyBytes = types.stream().mapToInt(Columns::bytes).sum() + 16;
    }

    private HashedGroupIndex(HashedGroupIndex other) {
        this.hashes = new KeyHashes(other.hashes.types());
        this.orders = other.orders;
        this.keys = other.keys;
        this.context = other.context;
        this.keyBytes = other.keyBytes;
        this.slots = other.slots;
        this.groupHashes = other.groupHashes;
        this.count = other.count;
    }

    @Override
    GroupIndex reader() {
        return new HashedGroupIndex(this);
    }

    @Override
    void assign(ColumnVector[] columns, Rows rows, int[] groups) {
        hash(columns, rows);
        for (int i = 0; i < rows.count(); i++) {
            int row = rows.index()[i];
            int group = find(columns, row);
            groups[row] = group == NONE ? add(columns, row) : group;
        }
    }

    @Override
    void find(ColumnVector[] columns, Rows rows, int[] groups, boolean nullsMatch) {
        hash(columns, rows);
        for (int i = 0; i < rows.count(); i++) {
            int row = rows.index()[i];
            groups[row] = !nullsMatch && isAnyNull(columns, row) ? NONE : find(columns, row);
        }
    }

    static boolean isAnyNull(ColumnVector[] columns, int row) {
        for (ColumnVector column : columns) {
            if (column.isNull(row)) {
                return true;
            }
        }
        return false;
    }

    private void hash(ColumnVector[] columns, Rows rows) {
        int[] index = rows.index();
        rowHashes = hashes.of(columns, rows);
        for (int i = 0; i < rows.count(); i++) {
            int mixed = rowHashes[index[i]] * 0x9E3779B9;
            rowHashes[index[i]] = mixed ^ (mixed >>> 16);
        }
    }

    private int find(ColumnVector[] columns, int row) {
        int mask = slots.length - 1;
        int hash = rowHashes[row];
        int slot = hash & mask;
        while (slots[slot] != 0) {
            int group = slots[slot] - 1;
            if (groupHashes[group] == hash && equal(columns, row, group)) {
                return group;
            }
            slot = (slot + 1) & mask;
        }
        return NONE;
    }

    private boolean equal(ColumnVector[] columns, int row, int group) {
        for (int k = 0; k < columns.length; k++) {
            ColumnVector column = columns[k];
            ColumnVector key = keys[k];
            if (column.mayHaveNulls() || key.mayHaveNulls()) {
                boolean isNull = column.isNull(row);
                if (isNull != key.isNull(group)) {
                    return false;
                }
                if (isNull) {
                    continue;
                }
            }
            if (!Columns.equal(orders.get(k), column, row, key, group)) {
                return false;
            }
        }
        return true;
    }

    private int add(ColumnVector[] columns, int row) {
        int mask = slots.length - 1;
        int slot = rowHashes[row] & mask;
        while (slots[slot] != 0) {
            slot = (slot + 1) & mask;
        }
        int group = count++;
        slots[slot] = group + 1;
        groupHashes[group] = rowHashes[row];
        for (int k = 0; k < columns.length; k++) {
            keys[k].copyFrom(columns[k], row, group);
        }
        if (count * 2 > slots.length) {
            grow();
        }
        return group;
    }

    private void grow() {
        context.reserve((long) keyBytes * count);
        int[] larger = new int[slots.length * 2];
        int mask = larger.length - 1;
        for (int group = 0; group < count; group++) {
            int slot = groupHashes[group] & mask;
            while (larger[slot] != 0) {
                slot = (slot + 1) & mask;
            }
            larger[slot] = group + 1;
        }
        slots = larger;
        groupHashes = Arrays.copyOf(groupHashes, larger.length);
    }

    @Override
    long growthBytes(int more) {
        // As growing says, doubled for each time that it may take.
        long bytes = 0;
        for (long slotCount = slots.length, groups = count + (long) more; groups * 2 > slotCount; slotCount *= 2) {
            bytes += keyBytes * slotCount / 2;
        }
        return bytes;
    }

    @Override
    int count() {
        return count;
    }

    @Override
    ColumnVector key(int part) {
        return keys[part];
    }
}
