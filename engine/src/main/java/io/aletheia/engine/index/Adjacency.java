package io.aletheia.engine.index;

import io.aletheia.engine.model.EdgeCursor;

/**
 * The edges of one edge table at each node in one direction: pairs of neighbour and edge, as entity ids, in the order of their
 * making. Pairs are only ever added. One writer; readers on any thread, lock-free.
 */
public final class Adjacency {
    /*
     * Layout: a node has three ints: its first block, its last block, how many pairs it has. A block is one int, the address of
     * the next block, followed by its pairs. Blocks stand in one growing array of ints, so nothing of a node is an object. The
     * k-th block of any node has room for 2, 2, 4, 8, ... pairs up to PAIRS_MAX, so a block need not say how large it is, a node
     * of small degree wastes little, and a node of great degree is a list of blocks and never copied.
     *
     * Concurrency: pairs and links are written first, then the node's count with a release store. A reader takes the count once
     * with an acquire load and reads that many pairs; nothing that he reads is ever written again. The last block is the
     * writer's own business.
     */
    private static final int INTS_PER_NODE = 3;
    private static final int FIRST = 0;
    private static final int LAST = 1;
    private static final int COUNT = 2;
    private static final int PAIRS_AT_FIRST = 2;
    private static final int PAIRS_MAX = 1024;

    private final PagedInts nodes = new PagedInts();
    private final PagedInts blocks = new PagedInts();
    /** Address 0 means none. */
    private long blocksEnd = 1;

    /** Adds an edge at a node. Writer only. */
    public void add(long nodeId, long neighbourId, long edgeId) {
        long node = nodeId * INTS_PER_NODE;
        int count = nodes.get(node + COUNT);
        int last = nodes.get(node + LAST);
        int used = usedOfLast(count);
        if (count == 0 || used == capacityOfLast(count)) {
            int block = allocate(count == 0 ? PAIRS_AT_FIRST : capacityAfter(count));
            if (count == 0) {
                nodes.set(node + FIRST, block);
            } else {
                blocks.set(last, block);
            }
            nodes.set(node + LAST, block);
            last = block;
            used = 0;
        }
        long pair = last + 1L + 2L * used;
        blocks.set(pair, (int) neighbourId);
        blocks.set(pair + 1, (int) edgeId);
        nodes.publish(node + COUNT, count + 1);
    }

    /** How many edges were ever made at a node. */
    public int degree(long nodeId) {
        return nodes.get(nodeId * INTS_PER_NODE + COUNT);
    }

    /** The edges made at a node so far. */
    public EdgeCursor at(long nodeId) {
        var cursor = new Cursor();
        cursor.moveTo(nodeId);
        return cursor;
    }

    /** A cursor that stands nowhere yet, to be used for node after node. */
    public Cursor cursor() {
        return new Cursor();
    }

    private int allocate(int pairs) {
        long block = blocksEnd;
        blocksEnd = block + 1 + 2L * pairs;
        if (blocksEnd > Integer.MAX_VALUE) {
            throw new IllegalStateException("adjacency is full: ints=" + blocksEnd + " max=" + Integer.MAX_VALUE);
        }
        return (int) block;
    }

    /** Room of a node's block that begins after {@code before} pairs: as many as there are, within the bound. */
    private static int capacityAfter(int before) {
        return before == 0 ? PAIRS_AT_FIRST : Math.min(before, PAIRS_MAX);
    }

    /** Where the block begins that holds pair {@code count - 1}, counted in pairs of the node. */
    private static int startOfLast(int count) {
        if (count <= PAIRS_AT_FIRST) {
            return 0;
        }
        int index = count - 1;
        return index < PAIRS_MAX ? Integer.highestOneBit(index) : index & -PAIRS_MAX;
    }

    private static int usedOfLast(int count) {
        return count - startOfLast(count);
    }

    private static int capacityOfLast(int count) {
        return capacityAfter(startOfLast(count));
    }

    /** Walks the pairs of one node. Not thread-safe. */
    public final class Cursor implements EdgeCursor {
        private int left;
        private long block;
        private int pair;
        private int pairs;
        private int before;
        private long neighbourId;
        private long edgeId;

        private Cursor() {}

        /** Begins with the edges made at a node so far. */
        public void moveTo(long nodeId) {
            long node = nodeId * INTS_PER_NODE;
            left = nodes.get(node + COUNT);
            block = left == 0 ? 0 : nodes.get(node + FIRST);
            pair = 0;
            pairs = PAIRS_AT_FIRST;
            before = 0;
        }

        @Override
        public boolean next() {
            if (left == 0) {
                return false;
            }
            if (pair == pairs) {
                block = blocks.get(block);
                before += pairs;
                pairs = capacityAfter(before);
                pair = 0;
            }
            long at = block + 1 + 2L * pair++;
            neighbourId = blocks.get(at);
            edgeId = blocks.get(at + 1);
            left--;
            return true;
        }

        @Override
        public long neighbourId() {
            return neighbourId;
        }

        @Override
        public long edgeId() {
            return edgeId;
        }
    }
}
