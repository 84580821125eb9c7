package io.aletheia.engine.store;

import io.aletheia.engine.model.Operation;
import java.util.Arrays;
import java.util.List;

/**
 * Finds which operations of a commit are about the same entity, since an entity's strips are split once per commit. Reused for
 * commit after commit. Not thread-safe.
 */
final class EntityGroups {
    /** No further operation. */
    static final int NONE = -1;

    /** Larger arrays are given back after the commit that needed them. */
    private static final int OPERATIONS_KEPT = 1 << 16;

    private int[] next = new int[16];
    private boolean[] first = new boolean[16];
    private int[] lasts = new int[64];
    private boolean alone;

    /** Looks at the puts and deletes of a commit. */
    void group(List<Operation> operations) {
        int count = operations.size();
        alone = ascends(operations);
        if (alone) {
            return;
        }
        if (next.length < count || next.length > OPERATIONS_KEPT) {
            next = new int[count];
            first = new boolean[count];
            lasts = new int[Integer.highestOneBit(count) * 4];
        }
        // Only as many slots as this commit needs, so that a small one does not pay for a large one before it.
        int slots = Integer.highestOneBit(count) * 4;
        Arrays.fill(lasts, 0, slots, 0);
        int mask = slots - 1;
        for (int i = 0; i < count; i++) {
            Operation operation = operations.get(i);
            long entity = entityOf(operation);
            next[i] = NONE;
            first[i] = true;
            if (entity == 0) {
                continue;
            }
            int table = tableOf(operation);
            int slot = (int) (((entity * 31 + table) * 0x9E37_79B9_7F4A_7C15L) >>> 32) & mask;
            while (lasts[slot] != 0) {
                int last = lasts[slot] - 1;
                if (entityOf(operations.get(last)) == entity && tableOf(operations.get(last)) == table) {
                    next[last] = i;
                    first[i] = false;
                    break;
                }
                slot = (slot + 1) & mask;
            }
            lasts[slot] = i + 1;
        }
    }

    /** Whether no earlier operation is about the same entity. */
    boolean isFirst(int index) {
        return alone || first[index];
    }

    /** The next operation about the same entity; {@link #NONE} if there is none. */
    int next(int index) {
        return alone ? NONE : next[index];
    }

    /** Whether every entity comes once because ids ascend within tables, as they do when rows are loaded. */
    private static boolean ascends(List<Operation> operations) {
        int table = 0;
        long entity = 0;
        for (int i = 0; i < operations.size(); i++) {
            Operation operation = operations.get(i);
            long nextEntity = entityOf(operation);
            if (nextEntity == 0) {
                continue;
            }
            int nextTable = tableOf(operation);
            if (nextTable < table || (nextTable == table && nextEntity <= entity)) {
                return false;
            }
            table = nextTable;
            entity = nextEntity;
        }
        return true;
    }

    /** 0 if the operation is about a table. */
    private static long entityOf(Operation operation) {
        if (operation instanceof Operation.Put put) {
            return put.entityId();
        }
        return operation instanceof Operation.Delete delete ? delete.entityId() : 0;
    }

    private static int tableOf(Operation operation) {
        return operation instanceof Operation.Put put ? put.tableId() : ((Operation.Delete) operation).tableId();
    }
}
