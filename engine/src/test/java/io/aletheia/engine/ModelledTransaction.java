package io.aletheia.engine;

import io.aletheia.engine.model.ErrorCode;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A transaction under way with what {@link RectangleModel}s make of it: nodes, and edges each of which always joins the same two
 * of them. Says before each write whether it must be refused, and before the commit whether another one stands in its way.
 */
final class ModelledTransaction {
    static final int NODE_KEYS = 4;
    static final int EDGE_KEYS = 5;

    /** What the transaction did to one table. */
    static final class Part {
        private final RectangleModel model;
        /** The cells that versions are made or ended in, by key. */
        private final Map<Long, boolean[]> touched = new HashMap<>();
        /** The cells that operations are about, whether or not anything was there, by key. */
        private final Map<Long, boolean[]> claimed = new HashMap<>();

        private final Map<Long, @Nullable Long[]> cells = new HashMap<>();

        private Part(RectangleModel model) {
            this.model = model;
        }

        private void copyFrom(Part other) {
            touched.clear();
            claimed.clear();
            cells.clear();
            other.touched.forEach((key, value) -> touched.put(key, value.clone()));
            other.claimed.forEach((key, value) -> claimed.put(key, value.clone()));
            other.cells.forEach((key, value) -> cells.put(key, value.clone()));
        }

        /** The cells of a key as the transaction sees them. */
        @Nullable
        Long[] cells(long key) {
            return cells.computeIfAbsent(key, model::current);
        }

        private boolean isAnyIn(long key, int from, int to) {
            boolean any = false;
            for (int cell = from; cell < to; cell++) {
                any |= cells(key)[cell] != null;
            }
            return any;
        }

        private void write(long key, int cell, @Nullable Long value) {
            cells(key)[cell] = value;
            touched.computeIfAbsent(key, k -> new boolean[model.cells()])[cell] = true;
            claim(key, cell);
        }

        private void claim(long key, int cell) {
            claimed.computeIfAbsent(key, k -> new boolean[model.cells()])[cell] = true;
        }

        private void update(long key, int from, int to, long value) {
            for (int cell = from; cell < to; cell++) {
                if (cells(key)[cell] != null) {
                    write(key, cell, value);
                }
            }
        }

        private void delete(long key, int from, int to) {
            if (!isAnyIn(key, from, to)) {
                return;
            }
            for (int cell = from; cell < to; cell++) {
                claim(key, cell);
                if (cells(key)[cell] != null) {
                    write(key, cell, null);
                }
            }
        }

        /** What is in a cell if this is committed on top of what is committed by then. */
        private @Nullable Long afterCommit(long key, int cell) {
            boolean[] mine = touched.get(key);
            return mine != null && mine[cell] ? cells(key)[cell] : model.current(key)[cell];
        }

        /** Whether the first changed a cell that this wrote about. To be asked before the first is committed. */
        private boolean meets(Part first) {
            for (Map.Entry<Long, boolean[]> entry : first.touched.entrySet()) {
                boolean[] mine = claimed.get(entry.getKey());
                @Nullable Long[] before = model.current(entry.getKey());
                @Nullable Long[] after = first.cells(entry.getKey());
                for (int cell = 0; mine != null && cell < model.cells(); cell++) {
                    boolean changed = entry.getValue()[cell] && (before[cell] != null || after[cell] != null);
                    if (changed && mine[cell]) {
                        return true;
                    }
                }
            }
            return false;
        }
    }

    private final Transaction transaction;
    private final boolean clips;
    private final Part nodes;
    private final Part edges;

    /** A transaction over two tables; {@code clips} says whether edges are cut to their nodes rather than refused. */
    ModelledTransaction(Transaction transaction, RectangleModel nodes, RectangleModel edges, boolean clips) {
        this.transaction = transaction;
        this.clips = clips;
        this.nodes = new Part(nodes);
        this.edges = new Part(edges);
    }

    static long source(long edge) {
        return 1 + edge % NODE_KEYS;
    }

    static long target(long edge) {
        return 1 + edge * 7 % NODE_KEYS;
    }

    Transaction transaction() {
        return transaction;
    }

    Part part(boolean ofEdges) {
        return ofEdges ? edges : nodes;
    }

    /** What is written so far, to go back to. */
    ModelledTransaction copy() {
        var copy = new ModelledTransaction(transaction, nodes.model, edges.model, clips);
        copy.restore(this);
        return copy;
    }

    void restore(ModelledTransaction saved) {
        nodes.copyFrom(saved.nodes);
        edges.copyFrom(saved.edges);
    }

    /** Why an insert, or an upsert if it overwrites, must be refused; null if it must not. */
    @Nullable
    ErrorCode refusalOfPut(boolean ofEdge, long key, int from, int to, boolean overwrites) {
        if (!overwrites && part(ofEdge).isAnyIn(key, from, to)) {
            return ErrorCode.DUPLICATE_KEY;
        }
        int present = 0;
        for (int cell = from; ofEdge && cell < to; cell++) {
            present += hasNodes(key, cell) ? 1 : 0;
        }
        boolean refused = ofEdge && (clips ? present == 0 : present < to - from);
        return refused ? ErrorCode.MISSING_ENDPOINT : null;
    }

    void put(boolean ofEdge, long key, int from, int to, long value) {
        for (int cell = from; cell < to; cell++) {
            if (!ofEdge || hasNodes(key, cell)) {
                part(ofEdge).write(key, cell, value);
            }
        }
    }

    void update(boolean ofEdge, long key, int from, int to, long value) {
        part(ofEdge).update(key, from, to, value);
    }

    /** Why a delete must be refused; null if it must not. */
    @Nullable
    ErrorCode refusalOfDelete(boolean ofEdge, long key, int from, int to) {
        if (ofEdge || clips) {
            return null;
        }
        for (long edge = 1; edge <= EDGE_KEYS; edge++) {
            if (joins(edge, key) && edges.isAnyIn(edge, from, to)) {
                return ErrorCode.MISSING_ENDPOINT;
            }
        }
        return null;
    }

    void delete(boolean ofEdge, long key, int from, int to) {
        for (long edge = 1; !ofEdge && edge <= EDGE_KEYS; edge++) {
            if (joins(edge, key)) {
                edges.delete(edge, from, to);
            }
        }
        part(ofEdge).delete(key, from, to);
    }

    /** Whether the commit must be refused if the first is committed before. To be asked before that. */
    boolean meets(ModelledTransaction first) {
        return nodes.meets(first.nodes) || edges.meets(first.edges);
    }

    /** Whether an edge would be without a node if this were committed on top of what is committed. */
    boolean wouldLeaveEdgeWithoutNode() {
        for (long edge = 1; edge <= EDGE_KEYS; edge++) {
            for (int cell = 0; cell < nodes.model.cells(); cell++) {
                boolean dangles = edges.afterCommit(edge, cell) != null
                        && (nodes.afterCommit(source(edge), cell) == null
                                || nodes.afterCommit(target(edge), cell) == null);
                if (dangles) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Commits, and lets the models follow. Returns the system time; 0 if nothing was written. */
    long commit() {
        long systemTime = transaction.commit();
        if (systemTime != 0) {
            for (Part part : new Part[] {nodes, edges}) {
                part.touched.keySet().forEach(key -> Objects.requireNonNull(part.cells.get(key)));
                part.model.commit(part.touched, part.cells, systemTime);
            }
        }
        return systemTime;
    }

    private static boolean joins(long edge, long node) {
        return source(edge) == node || target(edge) == node;
    }

    private boolean hasNodes(long edge, int cell) {
        return nodes.cells(source(edge))[cell] != null && nodes.cells(target(edge))[cell] != null;
    }
}
