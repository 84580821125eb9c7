package io.aletheia.engine.tx;

import java.util.Arrays;

/**
 * From entity ids to positions in the write set, in arrays without an object per entry. Ids are positive, positions are not
 * negative; {@link #NONE} stands for an entity that is not there, and setting it is how one is taken out. Not thread-safe.
 *
 * <p>The ids of new entities follow each other, with small gaps where other transactions take some. So there is a run of ids that
 * grows at its end, whose positions stand in an array one behind the other; ids outside of it are in a hash table.
 */
final class EntityMap {
    /** What an entity has that is not there. */
    static final int NONE = -1;

    private static final int SLOTS_AT_FIRST = 4;
    private static final long[] NO_IDS = {};
    private static final int[] NO_POSITIONS = {};
    private static final int BLOCK_BITS = 5;
    private static final int BLOCK_MASK = (1 << BLOCK_BITS) - 1;

    /** An id so little beyond the run makes it longer. */
    private static final int GAP_MAX = 32;

    /** Java arrays end a little before 2^31. */
    private static final int RUN_MAX = Integer.MAX_VALUE - 16;

    private int[] run = new int[SLOTS_AT_FIRST];
    private int runLength;

    /** The first id of the run, once there is one. */
    private long runFirst;

    /** Empty until an id lies outside of the run. */
    private long[] ids = NO_IDS;

    private int[] positions = NO_POSITIONS;
    private int used;

    /** The position; {@link #NONE} if the entity is not there, as 0 never is. */
    int get(long id) {
        long distance = id - runFirst;
        if (distance >= 0 && distance < runLength) {
            return run[(int) distance];
        }
        return id == 0 || used == 0 ? NONE : getOutside(id);
    }

    /** Sets the position and returns what it was. */
    int set(long id, int position) {
        if (runLength == 0) {
            runFirst = id;
        }
        long distance = id - runFirst;
        if (distance < 0 || distance > runLength + (long) GAP_MAX || distance >= RUN_MAX) {
            return setOutside(id, position);
        }
        int at = (int) distance;
        if (at >= runLength) {
            lengthen(at + 1);
        }
        int before = run[at];
        run[at] = position;
        return before;
    }

    /** Makes the run longer; what lay outside of it and is within it now moves. */
    private void lengthen(int length) {
        if (length > run.length) {
            run = Arrays.copyOf(run, (int) Math.min(RUN_MAX, Math.max(length, run.length * 2L)));
        }
        for (int at = runLength; at < length; at++) {
            run[at] = used == 0 ? NONE : getOutside(runFirst + at);
        }
        runLength = length;
    }

    private int getOutside(long id) {
        int slot = slot(ids, id);
        return ids[slot] == id ? positions[slot] : NONE;
    }

    private int setOutside(long id, int position) {
        if (ids.length == 0) {
            ids = new long[SLOTS_AT_FIRST];
            positions = new int[SLOTS_AT_FIRST];
        }
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
