package io.aletheia.engine.index;

import io.aletheia.engine.model.ValueOrder;
import io.aletheia.engine.model.ValueType;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * From primary key to entity id. Keys are never removed, since an entity keeps its id for ever; a key of an entity that was erased
 * can be that of another besides. One writer; readers on any thread, lock-free.
 */
public final class KeyIndex {
    /*
     * Layout: open addressing with linear probing over longs, key hash in the upper 32 bits, entity id in the lower; 0 is a free
     * slot. The keys themselves stand in the rows of the table and are compared there only when all 32 bits of the hash agree.
     * Growing needs the hashes alone.
     *
     * Concurrency: the writer fills a free slot with a release store after the entity's row is in place, so a reader who finds
     * the slot can read the row. Slots are never changed again. To grow, the writer copies all into a larger array and publishes
     * that through the volatile field; a reader who still holds the old array finds every key that was there when he took it.
     */

    /** Compares keys with those that stand in the table. */
    public interface Keys {
        /** Whether the entity has this key. */
        boolean matches(long entityId, @Nullable Object[] key);
    }

    /** The greatest entity id that a slot can hold. */
    public static final long ENTITY_ID_MAX = Integer.MAX_VALUE;

    private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(long[].class);
    private static final int SLOTS_AT_FIRST = 16;

    private final Keys keys;
    private volatile long[] slots = new long[SLOTS_AT_FIRST];
    private int size;

    /** An empty index over the keys of a table. */
    public KeyIndex(Keys keys) {
        this.keys = keys;
    }

    /** The entity id of a key; 0 if the key is not there. */
    public long find(@Nullable Object[] key) {
        int hash = hash(key);
        long[] all = slots;
        int mask = all.length - 1;
        for (int at = hash & mask; ; at = (at + 1) & mask) {
            long slot = (long) SLOT.getAcquire(all, at);
            if (slot == 0) {
                return 0;
            }
            if ((int) (slot >>> 32) == hash) {
                long entityId = slot & 0xffff_ffffL;
                if (keys.matches(entityId, key)) {
                    return entityId;
                }
            }
        }
    }

    /** The least entity id of a key among those that are not left out; 0 if there is none. */
    public long find(@Nullable Object[] key, LongPredicate leftOut) {
        int hash = hash(key);
        long[] all = slots;
        int mask = all.length - 1;
        long least = 0;
        for (int at = hash & mask; ; at = (at + 1) & mask) {
            long slot = (long) SLOT.getAcquire(all, at);
            if (slot == 0) {
                return least;
            }
            long entityId = slot & 0xffff_ffffL;
            if ((int) (slot >>> 32) == hash
                    && (least == 0 || entityId < least)
                    && !leftOut.test(entityId)
                    && keys.matches(entityId, key)) {
                least = entityId;
            }
        }
    }

    /** Adds the key of an entity whose row is in place; no other entity that is there has it yet. Writer only. */
    public void add(@Nullable Object[] key, long entityId) {
        addHash(hash(key), entityId);
    }

    /** As {@link #add(Object[], long)} with a key that is one {@code Long}. Writer only. */
    public void add(long key, long entityId) {
        addHash(spread(key), entityId);
    }

    private void addHash(int hash, long entityId) {
        if (entityId <= 0 || entityId > ENTITY_ID_MAX) {
            throw new IllegalArgumentException("entityId=" + entityId + " max=" + ENTITY_ID_MAX);
        }
        long[] all = slots;
        if ((size + 1L) * 4 > all.length * 3L) {
            all = grow(all, Math.multiplyExact(all.length, 2));
        }
        insert(all, ((long) hash << 32) | entityId);
        size++;
    }

    /** How many keys were added. Writer only. */
    public int size() {
        return size;
    }

    /** Makes room for so many keys in all. Writer only. */
    public void reserve(int count) {
        int length = slots.length;
        while (count * 4L > length * 3L) {
            length = Math.multiplyExact(length, 2);
        }
        if (length > slots.length) {
            grow(slots, length);
        }
    }

    private long[] grow(long[] all, int length) {
        long[] larger = new long[length];
        for (long slot : all) {
            if (slot != 0) {
                insert(larger, slot);
            }
        }
        slots = larger;
        return larger;
    }

    private static void insert(long[] all, long slot) {
        int mask = all.length - 1;
        int at = (int) (slot >>> 32) & mask;
        while (all[at] != 0) {
            at = (at + 1) & mask;
        }
        SLOT.setRelease(all, at, slot);
    }

    private static int hash(@Nullable Object[] key) {
        long hash = key.length == 1 ? hash(key[0]) : 0;
        if (key.length > 1) {
            for (Object part : key) {
                hash = (hash + hash(part)) * 0x9E37_79B9_7F4A_7C15L;
            }
        }
        return spread(hash);
    }

    private static int spread(long value) {
        long hash = value * 0x9E37_79B9_7F4A_7C15L;
        hash ^= hash >>> 32;
        return (int) ((hash * 0xD6E8_FEB8_6659_FD93L) >>> 32);
    }

    /** By the value alone, in the forms that {@link ValueType.Kind} names; the same for both zeros. */
    private static long hash(@Nullable Object part) {
        Object value = ValueOrder.keyForm(part);
        if (value instanceof Long number) {
            return number;
        }
        if (value instanceof byte[] bytes) {
            return Arrays.hashCode(bytes);
        }
        if (value instanceof float[] floats) {
            return Arrays.hashCode(floats);
        }
        return value == null ? 0 : value.hashCode();
    }
}
