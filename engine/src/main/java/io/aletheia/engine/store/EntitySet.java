package io.aletheia.engine.store;

import java.util.Arrays;

/** A set of entity ids of one table: open addressing over {@code long}s. Not thread-safe while it is added to. */
public final class EntitySet {
    private static final int SLOTS_AT_FIRST = 16;

    private long[] slots = new long[SLOTS_AT_FIRST];
    private int size;

    /** Adds an entity id, which is positive; false if it was there. */
    public boolean add(long entityId) {
        if (entityId <= 0) {
            throw new IllegalArgumentException("an entity id is positive: entityId=" + entityId);
        }
        if (!insert(slots, entityId)) {
            return false;
        }
        if (++size * 2 > slots.length) {
            long[] larger = new long[slots.length * 2];
            for (long member : slots) {
                if (member != 0) {
                    insert(larger, member);
                }
            }
            slots = larger;
        }
        return true;
    }

    /** Whether the entity is in the set. */
    public boolean contains(long entityId) {
        int mask = slots.length - 1;
        for (int slot = slotOf(entityId, mask); slots[slot] != 0; slot = (slot + 1) & mask) {
            if (slots[slot] == entityId) {
                return true;
            }
        }
        return false;
    }

    /** How many entities are in the set. */
    public int size() {
        return size;
    }

    /** The members in ascending order, as a copy. */
    public long[] toArray() {
        long[] members = new long[size];
        int at = 0;
        for (long member : slots) {
            if (member != 0) {
                members[at++] = member;
            }
        }
        Arrays.sort(members);
        return members;
    }

    private static boolean insert(long[] slots, long entityId) {
        int mask = slots.length - 1;
        int slot = slotOf(entityId, mask);
        while (slots[slot] != 0) {
            if (slots[slot] == entityId) {
                return false;
            }
            slot = (slot + 1) & mask;
        }
        slots[slot] = entityId;
        return true;
    }

    private static int slotOf(long entityId, int mask) {
        return (int) ((entityId * 0x9E37_79B9_7F4A_7C15L) >>> 32) & mask;
    }
}
