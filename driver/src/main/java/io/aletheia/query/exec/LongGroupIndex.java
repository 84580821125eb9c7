package io.aletheia.query.exec;

import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.LongVector;
import io.aletheia.engine.model.ValueType;
import io.aletheia.query.expression.Rows;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Keys of one column of integers, dates or times, without an object. As long as the keys lie close together their distance from the
 * least one is the place where a key's number stands; when they no longer do, there is open addressing on the numbers themselves.
 */
final class LongGroupIndex extends GroupIndex {
    private static final int SLOTS_AT_FIRST = 64;
    private static final int SLOT_BYTES = 12;
    private static final int PLACES_AT_FIRST = 1 << 10;

    /** So many places there may be in any case: they stay in the processor's cache. */
    private static final int PLACES_ENOUGH = 1 << 16;

    /** So many places a key may take beyond that, which is about what slots take. */
    private static final int PLACES_PER_KEY = 8;

    private static final int PLACES_MAX = 1 << 28;

    /** So many searches are worth as many places, whatever few keys there are: a place is found without a guess. */
    private static final int PLACES_SEARCHED_MAX = 1 << 21;

    private final ExecutionContext context;
    private final LongVector keys;

    /** Numbers by places. */
    private static final class Places {
        /** The key that has the first place. */
        private final long base;
        /** Number of the group plus one by the key's distance from the base, 0 where there is no key. */
        private final int[] groups;

        Places(long base, int[] groups) {
            this.base = base;
            this.groups = groups;
        }
    }

    /** Null if keys lie far apart. Whoever searches may put it in place of slots, which stay. */
    private volatile @Nullable Places places = new Places(0, new int[0]);

    private long least = Long.MAX_VALUE;
    private long greatest = Long.MIN_VALUE;
    /** How many keys were looked for without places; threads that search count roughly. */
    private long searches;

    private long[] slotKeys = new long[0];
    /** Number of the group plus one; 0 in an empty slot. */
    private int[] slotGroups = new int[0];

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
        int at = 0;
        while (at < rows.count()) {
            Places known = places;
            if (known != null && !nulls) {
                at = placed(known, values, rows, at, groups);
                if (at == rows.count()) {
                    return;
                }
            }
            int row = index[at++];
            groups[row] = nulls && column.isNull(row) ? assignNull() : assign(values[row]);
        }
    }

    /** Numbers rows as long as their keys have a place; returns the first that has none. */
    private static int placed(Places known, long[] values, Rows rows, int from, int[] groups) {
        long base = known.base;
        int[] numbers = known.groups;
        int at = from;
        if (rows.isAll()) {
            for (; at < rows.count(); at++) {
                long distance = values[at] - base;
                if (distance < 0 || distance >= numbers.length) {
                    return at;
                }
                int group = numbers[(int) distance] - 1;
                if (group < 0) {
                    return at;
                }
                groups[at] = group;
            }
            return at;
        }
        int[] index = rows.index();
        for (; at < rows.count(); at++) {
            long distance = values[index[at]] - base;
            if (distance < 0 || distance >= numbers.length) {
                return at;
            }
            int group = numbers[(int) distance] - 1;
            if (group < 0) {
                return at;
            }
            groups[index[at]] = group;
        }
        return at;
    }

    private int assignNull() {
        if (nullGroup == NONE) {
            nullGroup = count;
            keys.setObject(count++, null);
        }
        return nullGroup;
    }

    private int assign(long key) {
        Places known = places;
        if (known != null) {
            long distance = key - known.base;
            if (distance < 0 || distance >= known.groups.length) {
                int former = known.groups.length;
                known = placesWith(known, key);
                places = known;
                distance = known == null ? 0 : key - known.base;
                context.release(known == null ? 4L * former : 0);
            }
            if (known != null) {
                if (known.groups[(int) distance] == 0) {
                    known.groups[(int) distance] = add(key) + 1;
                }
                return known.groups[(int) distance] - 1;
            }
            hashAll(SLOTS_AT_FIRST);
        }
        int slot = slot(key);
        if (slotGroups[slot] != 0) {
            return slotGroups[slot] - 1;
        }
        slotKeys[slot] = key;
        int group = add(key);
        slotGroups[slot] = group + 1;
        if (count * 2 > slotKeys.length) {
            grow();
        }
        return group;
    }

    private int add(long key) {
        least = Math.min(least, key);
        greatest = Math.max(greatest, key);
        keys.ensureCapacity(count + 1);
        keys.set(count, key);
        return count++;
    }

    /**
     * Places for the keys and one more; null if that lies too far away. A distance may pass the greatest number and go on from the
     * least: even so each key has one of its own.
     */
    private @Nullable Places placesWith(Places known, long key) {
        if (known.groups.length == 0) {
            context.reserve(4L * PLACES_AT_FIRST);
            return new Places(key - PLACES_AT_FIRST / 4, new int[PLACES_AT_FIRST]);
        }
        int former = known.groups.length;
        // Negative if it is greater than the greatest number.
        long span = key < known.base ? known.base - key + former : key - known.base + 1;
        if (span < 0 || span > Math.min(PLACES_MAX, Math.max(PLACES_ENOUGH, (long) PLACES_PER_KEY * count))) {
            return null;
        }
        int length = (int) Math.max(span, Math.min(PLACES_MAX, 2L * former));
        context.reserve(4L * (length - former));
        if (key >= known.base) {
            return new Places(known.base, Arrays.copyOf(known.groups, length));
        }
        int down = length - former;
        int[] more = new int[length];
        System.arraycopy(known.groups, 0, more, down, former);
        return new Places(known.base - down, more);
    }

    /** Places for all keys, if there are not more than so many between the least and the greatest. */
    private @Nullable Places placesOfAll(long most) {
        // Negative if it is greater than the greatest number.
        long span = greatest - least + 1;
        if (span <= 0 || span > Math.min(most, PLACES_MAX)) {
            return null;
        }
        int[] groups = new int[(int) span];
        context.reserve(4L * span);
        for (int group = 0; group < count; group++) {
            if (group != nullGroup) {
                groups[(int) (keys.values()[group] - least)] = group + 1;
            }
        }
        return new Places(least, groups);
    }

    /** The slot of a key, or the empty one where it would stand. */
    private int slot(long key) {
        int mask = slotKeys.length - 1;
        int slot = hash(key) & mask;
        while (slotGroups[slot] != 0 && slotKeys[slot] != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    @Override
    void find(ColumnVector[] columns, Rows rows, int[] groups, boolean nullsMatch) {
        LongVector column = (LongVector) columns[0];
        long[] values = column.values();
        int[] index = rows.index();
        if (column.mayHaveNulls()) {
            for (int i = 0; i < rows.count(); i++) {
                int row = index[i];
                groups[row] = column.isNull(row) ? (nullsMatch ? nullGroup : NONE) : find(values[row]);
            }
            return;
        }
        Places known = places;
        if (known == null) {
            known = placesForSearches(rows.count());
        }
        if (known == null) {
            for (int i = 0; i < rows.count(); i++) {
                groups[index[i]] = slotGroups[slot(values[index[i]])] - 1;
            }
            return;
        }
        long base = known.base;
        int[] numbers = known.groups;
        for (int i = 0; i < rows.count(); i++) {
            long distance = values[index[i]] - base;
            groups[index[i]] = distance >= 0 && distance < numbers.length ? numbers[(int) distance] - 1 : NONE;
        }
    }

    /** Places once so many keys have been looked for that these are worth them; null until then. */
    private @Nullable Places placesForSearches(int more) {
        searches += more;
        long span = greatest - least;
        if (span < 0 || span >= PLACES_SEARCHED_MAX || searches < Math.max(span, PLACES_ENOUGH)) {
            return null;
        }
        synchronized (this) {
            if (places == null) {
                places = placesOfAll(PLACES_SEARCHED_MAX);
            }
            return places;
        }
    }

    @Override
    GroupIndex reader() {
        // Finding writes nothing.
        return this;
    }

    private int find(long key) {
        Places known = places;
        if (known == null) {
            return slotGroups[slot(key)] - 1;
        }
        long distance = key - known.base;
        return distance >= 0 && distance < known.groups.length ? known.groups[(int) distance] - 1 : NONE;
    }

    private void grow() {
        Places all = placesOfAll(Math.max(PLACES_ENOUGH, (long) PLACES_PER_KEY * count));
        if (all == null) {
            hashAll(slotKeys.length * 2);
        } else {
            places = all;
            context.release((long) slotKeys.length * SLOT_BYTES);
            slotKeys = new long[0];
            slotGroups = new int[0];
        }
    }

    /** Puts all keys into so many slots, or more if these were too few. */
    private void hashAll(int slotsMin) {
        int length = Math.max(slotsMin, Integer.highestOneBit(Math.max(1, count)) * 4);
        context.reserve((long) (length - slotKeys.length) * SLOT_BYTES + 8L * count);
        slotKeys = new long[length];
        slotGroups = new int[length];
        for (int group = 0; group < count; group++) {
            if (group != nullGroup) {
                int slot = slot(keys.values()[group]);
                slotKeys[slot] = keys.values()[group];
                slotGroups[slot] = group + 1;
            }
        }
    }

    private static int hash(long key) {
        long mixed = key * 0x9E3779B97F4A7C15L;
        return (int) (mixed ^ (mixed >>> 32));
    }

    @Override
    long growthBytes(int more) {
        long groups = count + (long) more;
        Places known = places;
        long slots = Math.max(slotKeys.length, SLOTS_AT_FIRST);
        // Places become twice as many, or slots if a key lies too far away; and slots may become places.
        long bytes = known == null ? 4L * PLACES_PER_KEY * groups : 4L * Math.max(known.groups.length, PLACES_ENOUGH);
        for (; groups * 2 > slots; slots *= 2) {
            bytes += slots * SLOT_BYTES + 4L * slots;
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
