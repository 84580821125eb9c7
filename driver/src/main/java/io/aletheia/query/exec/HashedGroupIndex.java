package io.aletheia.query.exec;

import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.DecimalVector;
import io.aletheia.engine.model.LongVector;
import io.aletheia.engine.model.ValueType;
import io.aletheia.query.expression.Decimals;
import io.aletheia.query.expression.Rows;
import io.aletheia.query.expression.ValueOrder;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Keys of any number and kind of columns, also of none. */
final class HashedGroupIndex extends GroupIndex {
    private static final int SLOTS_AT_FIRST = 64;
    private static final int NULL_HASH = 0x5bd1e995;

    private final ExecutionContext context;
    private final List<ValueType> types;
    private final List<Comparator<Object>> orders;
    private final ColumnVector[] keys;
    private final int keyBytes;
    /** Number of the group plus one; 0 in an empty slot. */
    private int[] slots = new int[SLOTS_AT_FIRST];

    private int[] groupHashes = new int[SLOTS_AT_FIRST];
    private int[] rowHashes = new int[0];
    private int count;

    HashedGroupIndex(List<ValueType> types, ExecutionContext context) {
        this.types = types;
        this.orders = types.stream().map(ValueOrder::of).toList();
        this.keys = Columns.make(types);
        this.context = context;
        this.keyBytes = types.stream().mapToInt(Columns::bytes).sum() + 16;
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
        if (rowHashes.length < rows.limit()) {
            rowHashes = new int[rows.limit()];
        }
        int[] index = rows.index();
        for (int i = 0; i < rows.count(); i++) {
            rowHashes[index[i]] = 1;
        }
        for (int k = 0; k < columns.length; k++) {
            if (columns[k] instanceof LongVector longs && !longs.mayHaveNulls()) {
                hash(longs.values(), rows);
            } else {
                hash(columns[k], types.get(k), rows);
            }
        }
        for (int i = 0; i < rows.count(); i++) {
            int mixed = rowHashes[index[i]] * 0x9E3779B9;
            rowHashes[index[i]] = mixed ^ (mixed >>> 16);
        }
    }

    private void hash(long[] values, Rows rows) {
        int[] index = rows.index();
        for (int i = 0; i < rows.count(); i++) {
            int row = index[i];
            rowHashes[row] = 31 * rowHashes[row] + Long.hashCode(values[row]);
        }
    }

    private void hash(ColumnVector column, ValueType type, Rows rows) {
        int[] index = rows.index();
        for (int i = 0; i < rows.count(); i++) {
            int row = index[i];
            rowHashes[row] = 31 * rowHashes[row] + (column.isNull(row) ? NULL_HASH : hash(column, row, type));
        }
    }

    private static int hash(ColumnVector column, int row, ValueType type) {
        if (column instanceof LongVector longs) {
            return Long.hashCode(longs.values()[row]);
        }
        if (column instanceof DecimalVector decimals) {
            return Decimals.hash(decimals, row);
        }
        return Objects.requireNonNull(ValueOrder.key(type, column.object(row))).hashCode();
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
    int count() {
        return count;
    }

    @Override
    ColumnVector key(int part) {
        return keys[part];
    }
}
