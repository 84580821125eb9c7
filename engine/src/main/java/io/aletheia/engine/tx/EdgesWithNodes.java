package io.aletheia.engine.tx;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.LongVector;
import io.aletheia.engine.model.Probe;
import org.jspecify.annotations.Nullable;

/**
 * Leaves out edges of which a node is not there: what reads of an instant see of a table with the policy IGNORE. The batches that
 * come in have the source's and the target's entity id as their last two columns, which go no further. Not thread-safe.
 */
final class EdgesWithNodes {
    private static final int NODE_COLUMNS = 2;

    private final Probe sources;
    private final Probe targets;
    private final NarrowedBatch narrowed = new NarrowedBatch();
    private long[] nodes = new long[Batch.ROWS];
    private boolean[] found = new boolean[Batch.ROWS];
    private int[] selection = new int[Batch.ROWS];

    /** Edges whose nodes these probes find, which see what the edges' reader sees. */
    EdgesWithNodes(Probe sources, Probe targets) {
        this.sources = sources;
        this.targets = targets;
    }

    /** The batches of a source that hold any such edge. */
    BatchSource of(BatchSource edges) {
        return new BatchSource() {
            @Override
            public @Nullable Batch next() {
                for (Batch rows = edges.next(); rows != null; rows = edges.next()) {
                    Batch kept = keep(rows);
                    if (kept.size() > 0) {
                        return kept;
                    }
                }
                return null;
            }

            @Override
            public void close() {
                closeWith(edges);
            }
        };
    }

    /** The answers of a probe that hold any such edge. */
    Probe of(Probe edges) {
        return new Probe() {
            @Override
            public void start(long[] entityIds, int count) {
                edges.start(entityIds, count);
            }

            @Override
            public @Nullable Batch next() {
                for (Batch rows = edges.next(); rows != null; rows = edges.next()) {
                    Batch kept = keep(rows);
                    if (kept.size() > 0) {
                        return kept;
                    }
                }
                return null;
            }

            @Override
            public void close() {
                closeWith(edges);
            }
        };
    }

    private Batch keep(Batch rows) {
        int width = rows.width() - NODE_COLUMNS;
        int size = rows.size();
        if (selection.length < size) {
            nodes = new long[size];
            found = new boolean[size];
            selection = new int[size];
        }
        for (int i = 0; i < size; i++) {
            selection[i] = rows.row(i);
        }
        int kept = keep(sources, (LongVector) rows.column(width), size);
        kept = keep(targets, (LongVector) rows.column(width + 1), kept);
        return narrowed.of(rows, width, selection, kept);
    }

    /** Keeps those of the first {@code size} selected rows whose node is there, and returns how many they are. */
    private int keep(Probe probe, LongVector nodeIds, int size) {
        for (int i = 0; i < size; i++) {
            nodes[i] = nodeIds.values()[selection[i]];
            found[i] = false;
        }
        probe.start(nodes, size);
        for (Batch there = probe.next(); there != null; there = probe.next()) {
            LongVector positions = (LongVector) there.column(0);
            for (int i = 0; i < there.size(); i++) {
                found[(int) positions.values()[there.row(i)]] = true;
            }
        }
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (found[i]) {
                selection[kept++] = selection[i];
            }
        }
        return kept;
    }

    private void closeWith(AutoCloseable edges) {
        try (targets;
                sources) {
            if (edges instanceof BatchSource source) {
                source.close();
            } else if (edges instanceof Probe probe) {
                probe.close();
            }
        }
    }
}
