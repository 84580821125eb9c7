package io.aletheia.engine.tx;

import java.util.Arrays;

/**
 * From entity ids to positions in the write set, in two arrays without an object per entry. Ids are positive, positions are not
 * negative; {@link #NONE} stands for an entity that is not there, and setting it is how one is taken out. Not thread-safe.
 */
final class EntityMap {
    /** What an entity has that is not there. */
    static final int NONE = -1;

    private static final int SLOTS_AT_FIRST = 4;
    private static final int BLOCK_BITS = 5;
    private static final int BLOCK_MASK = (1 << BLOCK_BITS) - 1;

    private long[] ids = new long[SLOTS_AT_FIRST];
    private int[] positions = new int[SLOTS_AT_FIRST];
    private int used;

    /** The position; {@link #NONE} if the entity is not there, as 0 never is. */
    int get(long id) {
        if (id == 0) {
            return NONE;
        }
        int slot = slot(ids, id);
        return ids[slot] == id ? positions[slot] : NONE;
    }

    /** Sets the position and returns what it was. */
    int set(long id, int position) {
        int slot = slot(ids, id);
        if (ids[slot] == id) {
            int before = positions[slot];
            positions[slot] = position;
            return before;
        }
        ids[slot] = id;
        positions[slot] = position;
        if (++used * 2 > ids.length) {
            grow();
        }
        return NONE;
    }

    private void grow() {
        long[] oldIds = ids;
        int[] oldPositions = positions;
        ids = new long[oldIds.length * 2];
        positions = new int[ids.length];
        Arrays.fill(positions, NONE);
        used = 0;
        for (int i = 0; i < oldIds.length; i++) {
            if (oldIds[i] != 0 && oldPositions[i] != NONE) {
                int slot = slot(ids, oldIds[i]);
                ids[slot] = oldIds[i];
                positions[slot] = oldPositions[i];
                used++;
            }
        }
    }

    /**
     * The slot that holds the id, or the empty one where it belongs; linear probing. Neighbouring ids, such as those of new
     * entities, stand in neighbouring slots: only the block of ids is hashed.
     */
    private static int slot(long[] ids, long id) {
        int mask = ids.length - 1;
        long block = (id >>> BLOCK_BITS) * 0x9E3779B97F4A7C15L;
        int slot = (((int) (block >>> 32) << BLOCK_BITS) | ((int) id & BLOCK_MASK)) & mask;
        while (ids[slot] != 0 && ids[slot] != id) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }
}
