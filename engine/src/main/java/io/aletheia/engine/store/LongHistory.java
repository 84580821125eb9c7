package io.aletheia.engine.store;

import io.aletheia.engine.model.Time;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * The rows of one entity that has many, in parts, with what the rows of a part have in common, so that a walk from the newest row
 * to the oldest passes over parts that cannot matter. One writer, lock-free readers.
 */
final class LongHistory {
    /*
     * Layout: 32 rows, in the order of their writing, are a leaf; 32 leaves are a node, 32 nodes are a node above, and so on. Of
     * each leaf and node stand the least valid from, the greatest valid to, the least system from, the greatest time that an end
     * names, how many rows are open, how many are open or cut, and the newest row. Within a leaf the links between rows lead on.
     *
     * Concurrency: a reader's snapshot was published after all that it shows was written, so he sees at least that. What is
     * written later widens the bounds, which makes him pass over less; or it takes a row from the open ones, but the time of its
     * end, which is after his snapshot, was written before the count with a release store. Arrays grow by copies, published
     * through a volatile field; who holds the former ones misses only what came after his snapshot.
     */

    /** Which parts of a history cannot matter. */
    interface Passing {
        /**
         * Whether no row matters whose bounds lie within these.
         *
         * @param endTimeMax greatest time that an end of such a row names
         * @param someOpen whether the end of some row is open
         * @param someOpenOrCut whether the end of some row is open or cut
         */
        boolean passes(
                long validFromMin,
                long validToMax,
                long systemFromMin,
                long endTimeMax,
                boolean someOpen,
                boolean someOpenOrCut);
    }

    private static final int FANOUT_BITS = 5;
    private static final int LEVELS = 4;
    private static final int BOUNDS = 4;
    private static final int END_TIME_MAX = 3;
    private static final int COUNTS = 2;
    private static final int OPEN_OR_CUT = 1;
    private static final VarHandle INT = MethodHandles.arrayElementVarHandle(int[].class);

    private static final class Level {
        final long[] bounds;
        final int[] counts;
        final int[] newestRows;

        Level(int room) {
            this(new long[room * BOUNDS], new int[room * COUNTS], new int[room]);
        }

        private Level(long[] bounds, int[] counts, int[] newestRows) {
            this.bounds = bounds;
            this.counts = counts;
            this.newestRows = newestRows;
        }

        Level larger() {
            int room = newestRows.length * 2;
            return new Level(
                    Arrays.copyOf(bounds, room * BOUNDS),
                    Arrays.copyOf(counts, room * COUNTS),
                    Arrays.copyOf(newestRows, room));
        }
    }

    private volatile Level[] levels = {new Level(4), new Level(1), new Level(1), new Level(1)};

    /** Volatile: published after all that stands of the row. */
    private volatile int size;

    /** Adds the entity's newest row. Writer only. */
    void add(int row, long validFrom, long validTo, long systemFrom, long end) {
        int position = size;
        for (int level = 0; level < LEVELS; level++) {
            int shift = FANOUT_BITS * (level + 1);
            int node = position >>> shift;
            Level here = withRoomFor(level, node);
            int at = node * BOUNDS;
            long[] bounds = here.bounds;
            boolean isNew = (position & ((1 << shift) - 1)) == 0;
            bounds[at] = isNew ? validFrom : Math.min(bounds[at], validFrom);
            bounds[at + 1] = isNew ? validTo : Math.max(bounds[at + 1], validTo);
            bounds[at + 2] = isNew ? systemFrom : Math.min(bounds[at + 2], systemFrom);
            bounds[at + END_TIME_MAX] = Math.max(isNew ? Time.BEGINNING : bounds[at + END_TIME_MAX], timeOf(end));
            change(here, node, isOpen(end), isOpenOrCut(end));
            here.newestRows[node] = row;
        }
        size = position + 1;
    }

    /** Says that the end of a row changes. Writer only. */
    void end(int row, long former, long end) {
        int open = isOpen(end) - isOpen(former);
        int openOrCut = isOpenOrCut(end) - isOpenOrCut(former);
        int leaf = leafOf(row);
        for (int level = 0; level < LEVELS; level++) {
            Level here = levels[level];
            int node = leaf >>> (FANOUT_BITS * level);
            int at = node * BOUNDS + END_TIME_MAX;
            here.bounds[at] = Math.max(here.bounds[at], timeOf(end));
            change(here, node, open, openOrCut);
        }
    }

    /** Whether this says the same as a history made of the same rows anew. Writer only. */
    boolean agreesWith(LongHistory made) {
        boolean agrees = size == made.size;
        for (int level = 0; agrees && level < LEVELS; level++) {
            int nodes = ((size - 1) >>> (FANOUT_BITS * (level + 1))) + 1;
            Level here = levels[level];
            Level there = made.levels[level];
            agrees = Arrays.equals(here.bounds, 0, nodes * BOUNDS, there.bounds, 0, nodes * BOUNDS)
                    && Arrays.equals(here.counts, 0, nodes * COUNTS, there.counts, 0, nodes * COUNTS)
                    && Arrays.equals(here.newestRows, 0, nodes, there.newestRows, 0, nodes);
        }
        return agrees;
    }

    /** The leaf that a row lies in. */
    int leafOf(int row) {
        // The size first: the arrays have room for it.
        int leaves = ((size - 1) >>> FANOUT_BITS) + 1;
        int found = Arrays.binarySearch(levels[0].newestRows, 0, leaves, row);
        return found >= 0 ? found : -found - 1;
    }

    /** The newest row of a leaf; {@link EntityHeads#NONE} before the first leaf. */
    int newestRow(int leaf) {
        return leaf < 0 ? EntityHeads.NONE : levels[0].newestRows[leaf];
    }

    /** The newest leaf up to a given one that is not passed over; -1 if there is none. */
    int findLeaf(int upTo, Passing passing) {
        Level[] all = levels;
        int leaf = upTo;
        int level = LEVELS - 1;
        while (leaf >= 0) {
            int shift = FANOUT_BITS * level;
            int node = leaf >>> shift;
            if (passes(all[level], node, passing)) {
                leaf = (node << shift) - 1;
                // The node before may be passed over from as high as it begins.
                level = leaf < 0 ? 0 : levelThatEndsAt(leaf);
            } else if (level == 0) {
                return leaf;
            } else {
                level--;
            }
        }
        return leaf;
    }

    /** The highest level with a node whose last leaf is the given one. */
    private static int levelThatEndsAt(int leaf) {
        return Math.min(LEVELS - 1, Integer.numberOfTrailingZeros(leaf + 1) / FANOUT_BITS);
    }

    private static boolean passes(Level level, int node, Passing passing) {
        // The counts first: who sees that a row is no longer open sees the time of its end.
        boolean someOpen = (int) INT.getAcquire(level.counts, node * COUNTS) > 0;
        boolean someOpenOrCut = (int) INT.getAcquire(level.counts, node * COUNTS + OPEN_OR_CUT) > 0;
        long[] bounds = level.bounds;
        int at = node * BOUNDS;
        return passing.passes(
                bounds[at], bounds[at + 1], bounds[at + 2], bounds[at + END_TIME_MAX], someOpen, someOpenOrCut);
    }

    private static void change(Level level, int node, int open, int openOrCut) {
        int[] counts = level.counts;
        int at = node * COUNTS;
        INT.setRelease(counts, at, counts[at] + open);
        INT.setRelease(counts, at + OPEN_OR_CUT, counts[at + OPEN_OR_CUT] + openOrCut);
    }

    private Level withRoomFor(int level, int node) {
        Level here = levels[level];
        if (node < here.newestRows.length) {
            return here;
        }
        Level[] grown = levels.clone();
        grown[level] = here.larger();
        levels = grown;
        return grown[level];
    }

    private static int isOpen(long end) {
        return end == RowEnd.OPEN ? 1 : 0;
    }

    private static int isOpenOrCut(long end) {
        return end == RowEnd.OPEN || RowEnd.isCut(end) ? 1 : 0;
    }

    private static long timeOf(long end) {
        return end == RowEnd.OPEN ? Time.BEGINNING : SealedLayout.timeOf(end);
    }
}
