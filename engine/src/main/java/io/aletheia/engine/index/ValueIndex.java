package io.aletheia.engine.index;

import io.aletheia.engine.model.EntityFinder;
import io.aletheia.engine.model.ValueOrder;
import io.aletheia.engine.model.ValueRange;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * From values of columns to the entities that have or ever had them, in the order of the values. Entries are never removed, so
 * who asks for any time on either axis finds at least whom he looks for, and has to look at the versions themselves. A row whose
 * first value is null has no entry, since neither an equality nor a range is true for it. One writer; readers on any thread,
 * lock-free.
 */
public final class ValueIndex implements EntityFinder {
    /*
     * Layout: an entry is the first value's prefix (see ValuePrefix), the entity, the row in which the entity had the values
     * first, and the values themselves where the prefix does not say all of them. It never reads the row again: what a row says
     * may be taken away when nobody can ask for it any more, while the order of the entries has to stay. Entries are ordered by
     * values, then by entity, and an entity has one entry for the same values however often it was written with them. They stand
     * in leaves of some hundred; an array of leaves in order is the only thing above.
     *
     * Concurrency: a new entry goes to the tail of its leaf, whose size is published with release after the entry and its row are in
     * place. A leaf whose tail is full is made anew, in order, and takes the former one's place in the array; where it is divided,
     * a new array takes the place of the former. A reader who holds a former leaf or array finds every entry that was there when
     * he took it, and that is all that his snapshot knows.
     */
    private static final int LEAF_MAX = 512;
    private static final VarHandle LEAF = MethodHandles.arrayElementVarHandle(IndexLeaf[].class);

    /** Reads values that stand in the table. */
    public interface Rows {
        /** The value of a column in a row. */
        @Nullable
        Object value(int row, int column);
    }

    /** What is told of each entry. */
    public interface Visitor {
        /** The entity has had the values of the row. */
        void visit(int entity, int row);
    }

    /** A place in the order: before, behind or at an entity among those with values. */
    private static final class Place {
        private final @Nullable Object[] values;
        private final long entity;
        private final long prefix;
        private final boolean whole;

        Place(@Nullable Object[] values, long entity) {
            Object first = values[0];
            if (first == null) {
                throw new IllegalArgumentException("null has no place in an index");
            }
            this.values = values;
            this.entity = entity;
            this.prefix = ValuePrefix.of(first);
            this.whole = ValuePrefix.isWhole(first, prefix);
        }
    }

    private final Rows rows;
    private final int[] columns;

    /** Elements are read with acquire and written with release, since a leaf gives way to its successor. */
    private volatile IndexLeaf[] leaves = {IndexLeaf.empty()};

    /** An empty index over columns of a table. */
    public ValueIndex(List<Integer> columns, Rows rows) {
        this.rows = rows;
        this.columns = columns.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Notes that the entity has the values of a row, which is in place. Writer only. */
    public void add(int entity, int row) {
        @Nullable Object[] values = values(row);
        if (values[0] == null) {
            return;
        }
        var place = new Place(values, entity);
        IndexLeaf[] all = leaves;
        int number = leafOf(all, place);
        IndexLeaf leaf = all[number];
        int before = before(leaf, place);
        if (!contains(leaf, before, place) && !leaf.append(place.prefix, entity, row, kept(place), before)) {
            makeAnew(all, number);
            add(entity, row);
        }
    }

    /** Whether the entity has an entry with the values of a row. */
    public boolean contains(int entity, int row) {
        @Nullable Object[] values = values(row);
        if (values[0] == null) {
            return false;
        }
        var place = new Place(values, entity);
        IndexLeaf[] all = leaves;
        IndexLeaf leaf = leaf(all, leafOf(all, place));
        return contains(leaf, before(leaf, place), place);
    }

    /** Tells of all entries, in order but for those that came last. */
    public void forEach(Visitor visitor) {
        IndexLeaf[] all = leaves;
        for (int i = 0; i < all.length; i++) {
            IndexLeaf leaf = leaf(all, i);
            int size = leaf.size();
            for (int entry = 0; entry < size; entry++) {
                visitor.visit(leaf.entity(entry), leaf.row(entry));
            }
        }
    }

    @Override
    public long[] find(ValueRange range) {
        var found = new Ids();
        walk(range, Integer.MAX_VALUE, found);
        return found.distinct();
    }

    @Override
    public int count(ValueRange range, int limit) {
        return walk(range, limit, null);
    }

    /** Counts the entries of a range, up to about a limit, and collects whom they lead to if asked for. */
    private int walk(ValueRange range, int limit, @Nullable Ids found) {
        Place low = place(range.first(), Long.MIN_VALUE);
        Place high = place(range.last(), Long.MAX_VALUE);
        IndexLeaf[] all = leaves;
        int start = low == null ? 0 : leafOf(all, low);
        int end = high == null ? all.length - 1 : leafOf(all, high);
        int count = 0;
        for (int i = start; i <= end && count < limit; i++) {
            IndexLeaf leaf = leaf(all, i);
            int size = leaf.size();
            Place from = i == start ? low : null;
            Place to = i == end ? high : null;
            int first = from == null ? 0 : before(leaf, from);
            int last = to == null ? leaf.sorted() : before(leaf, to);
            count += Math.max(0, last - first);
            for (int entry = first; found != null && entry < last; entry++) {
                found.add(leaf.entity(entry));
            }
            for (int entry = leaf.sorted(); entry < size; entry++) {
                boolean within = (from == null || compare(leaf, entry, from) > 0)
                        && (to == null || compare(leaf, entry, to) < 0);
                count += within ? 1 : 0;
                if (within && found != null) {
                    found.add(leaf.entity(entry));
                }
            }
        }
        return Math.min(count, limit);
    }

    private static @Nullable Place place(Object[] values, long entity) {
        return values.length == 0 ? null : new Place(values, entity);
    }

    private @Nullable Object[] values(int row) {
        @Nullable Object[] values = new @Nullable Object[columns.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = rows.value(row, columns[i]);
        }
        return values;
    }

    private static IndexLeaf leaf(IndexLeaf[] all, int number) {
        return (IndexLeaf) LEAF.getAcquire(all, number);
    }

    /** The last leaf that begins before a place, or the first leaf. */
    private int leafOf(IndexLeaf[] all, Place place) {
        int low = 0;
        int high = all.length - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            // A place that is an entry of its own stands at most first in its leaf, never behind the one before.
            if (compare(leaf(all, middle), 0, place) <= 0) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** How many of the leaf's entries in order are before a place. */
    private int before(IndexLeaf leaf, Place place) {
        int low = 0;
        int high = leaf.sorted();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (compare(leaf, middle, place) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Whether there is an entry at a place, before which so many are in order. Most entities need no look at the values. */
    private boolean contains(IndexLeaf leaf, int before, Place place) {
        if (before < leaf.sorted() && leaf.entity(before) == place.entity && compare(leaf, before, place) == 0) {
            return true;
        }
        int size = leaf.size();
        for (int entry = leaf.sorted(); entry < size; entry++) {
            if (leaf.entity(entry) == place.entity && compare(leaf, entry, place) == 0) {
                return true;
            }
        }
        return false;
    }

    private int compare(IndexLeaf leaf, int entry, Place place) {
        int order = Long.compare(leaf.prefix(entry), place.prefix);
        if (order != 0) {
            return order;
        }
        @Nullable Object[] values = leaf.values(entry);
        for (int i = place.whole ? 1 : 0; values != null && i < place.values.length; i++) {
            order = ValueOrder.compare(values[i], place.values[i]);
            if (order != 0) {
                return order;
            }
        }
        return Long.compare(leaf.entity(entry), place.entity);
    }

    private int compare(IndexLeaf leaf, int entry, int other) {
        int order = Long.compare(leaf.prefix(entry), leaf.prefix(other));
        @Nullable Object[] left = leaf.values(entry);
        @Nullable Object[] right = leaf.values(other);
        for (int i = 0; order == 0 && left != null && right != null && i < left.length; i++) {
            order = ValueOrder.compare(left[i], right[i]);
        }
        return order != 0 ? order : Integer.compare(leaf.entity(entry), leaf.entity(other));
    }

    /** What an entry keeps of its values: nothing if its prefix says all. */
    private static @Nullable Object @Nullable [] kept(Place place) {
        return place.whole && place.values.length == 1 ? null : place.values;
    }

    /** Puts the entries of a leaf's tail in order, and divides the leaf if it is large. Writer only. */
    private void makeAnew(IndexLeaf[] all, int number) {
        IndexLeaf leaf = all[number];
        int sorted = leaf.sorted();
        int size = leaf.size();
        int[] tail = new int[size - sorted];
        for (int i = 0; i < tail.length; i++) {
            int at = i;
            while (at > 0 && isBefore(leaf, sorted + i, tail[at - 1])) {
                tail[at] = tail[at - 1];
                at--;
            }
            tail[at] = sorted + i;
        }
        int[] entries = new int[size];
        int taken = 0;
        int next = 0;
        for (int each : tail) {
            while (taken < leaf.place(each)) {
                entries[next++] = taken++;
            }
            entries[next++] = each;
        }
        while (taken < sorted) {
            entries[next++] = taken++;
        }
        if (size <= LEAF_MAX) {
            LEAF.setRelease(all, number, leaf.of(entries, 0, size));
            return;
        }
        IndexLeaf[] more = new IndexLeaf[all.length + 1];
        System.arraycopy(all, 0, more, 0, number);
        more[number] = leaf.of(entries, 0, size / 2);
        more[number + 1] = leaf.of(entries, size / 2, size);
        System.arraycopy(all, number + 1, more, number + 2, all.length - number - 1);
        leaves = more;
    }

    /** Whether an entry of the tail comes before another. */
    private boolean isBefore(IndexLeaf leaf, int entry, int other) {
        return leaf.place(entry) != leaf.place(other)
                ? leaf.place(entry) < leaf.place(other)
                : compare(leaf, entry, other) < 0;
    }

    /** Ids as they are found. */
    private static final class Ids {
        private long[] ids = new long[16];
        private int count;

        void add(int id) {
            if (count == ids.length) {
                ids = Arrays.copyOf(ids, count * 2);
            }
            ids[count++] = id;
        }

        long[] distinct() {
            Arrays.sort(ids, 0, count);
            int distinct = 0;
            for (int i = 0; i < count; i++) {
                if (i == 0 || ids[i] != ids[i - 1]) {
                    ids[distinct++] = ids[i];
                }
            }
            return Arrays.copyOf(ids, distinct);
        }
    }
}
