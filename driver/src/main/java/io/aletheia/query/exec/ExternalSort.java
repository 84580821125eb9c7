package io.aletheia.query.exec;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.SpillFile;
import io.aletheia.engine.model.ValueType;
import io.aletheia.query.spill.BlockCodec;
import io.aletheia.query.spill.SpilledRows;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sorts rows, stably: in memory while they have room there, else in sorted runs in a temporary file, which are merged. See Knuth, The Art
 * of Computer Programming 3, section 5.4. Not thread-safe.
 */
final class ExternalSort implements AutoCloseable {
    /** A run has at least so many rows, lest there be more runs than can be merged. */
    private static final int RUN_ROWS_MIN = 1 << 10;

    /** So many runs are merged at once, at most. */
    private static final int MERGED_MAX = 32;

    /** What sorting takes for a row beside the row itself. */
    private static final int INDEX_BYTES = 8;

    private final List<ValueType> types;
    private final RowOrder order;
    private final ExecutionContext context;
    private final RowStore store;
    private List<SpilledRows> runs = new ArrayList<>();
    private @Nullable SpillFile file;

    ExternalSort(List<ValueType> types, RowOrder order, ExecutionContext context) {
        this.types = types;
        this.order = order;
        this.context = context;
        this.store = new RowStore(types, context);
    }

    /** Adds a batch's rows. */
    void add(Batch batch) {
        if (store.size() >= RUN_ROWS_MIN && context.canSpill()) {
            long more = store.bytes(batch.size()) + (long) INDEX_BYTES * (store.size() + batch.size());
            if (!context.hasRoom(more)) {
                endRun();
            }
        }
        store.append(batch);
    }

    /** The rows in order, without those before a position and from another on. This is closed with the source. */
    BatchSource sorted(long from, long to) {
        if (runs.isEmpty()) {
            int[] sorted = order.sorted(store, context);
            return new RowStoreSource(
                    store, sorted, (int) Math.min(from, sorted.length), (int) Math.min(to, sorted.length));
        }
        endRun();
        while (runs.size() > MERGED_MAX) {
            List<SpilledRows> merged = new ArrayList<>();
            for (int i = 0; i < runs.size(); i += MERGED_MAX) {
                merged.add(merge(runs.subList(i, Math.min(runs.size(), i + MERGED_MAX))));
            }
            runs = merged;
        }
        var merged = new MergedRows(types, order, sources(runs), context);
        return new LimitOperator.LimitSource(merged, from, to - from, context) {
            @Override
            public void close() {
                super.close();
                ExternalSort.this.close();
            }
        };
    }

    private SpilledRows newRun() {
        if (file == null) {
            file = context.spillFile();
        }
        return new SpilledRows(file, new BlockCodec(types));
    }

    private void endRun() {
        if (store.size() == 0) {
            return;
        }
        int[] sorted = order.sorted(store, context);
        SpilledRows run = newRun();
        try (var source = new RowStoreSource(store, sorted, 0, sorted.length)) {
            append(source, run);
        }
        runs.add(run);
        context.release(4L * sorted.length);
        store.clear();
    }

    private SpilledRows merge(List<SpilledRows> some) {
        if (some.size() == 1) {
            return some.get(0);
        }
        SpilledRows run = newRun();
        try (var source = new MergedRows(types, order, sources(some), context)) {
            append(source, run);
        }
        return run;
    }

    private void append(BatchSource source, SpilledRows run) {
        for (Batch batch = source.next(); batch != null; batch = source.next()) {
            context.checkCancelled();
            run.append(batch);
        }
    }

    private static List<BatchSource> sources(List<SpilledRows> runs) {
        return runs.stream().map(SpilledRows::source).toList();
    }

    @Override
    public void close() {
        if (file != null) {
            file.close();
        }
    }

    /** Sorted rows of several sources, by a heap of the sources' first rows; of equal rows those of the earlier source come first. */
    private static final class MergedRows implements BatchSource {
        private final RowOrder order;
        private final ExecutionContext context;
        private final List<BatchSource> sources;
        private final ColumnVector[] merged;
        private final ColumnVector[][] columns;
        private final int[] sizes;
        private final int[] positions;
        /** Numbers of the sources that have rows left, the least row's at 0. */
        private final int[] heap;

        private int heapSize;
        private boolean begun;

        MergedRows(List<ValueType> types, RowOrder order, List<BatchSource> sources, ExecutionContext context) {
            this.order = order;
            this.context = context;
            this.sources = sources;
            this.merged = Columns.make(types);
            this.columns = new ColumnVector[sources.size()][];
            this.sizes = new int[sources.size()];
            this.positions = new int[sources.size()];
            this.heap = new int[sources.size()];
        }

        @Override
        public @Nullable Batch next() {
            context.checkCancelled();
            if (!begun) {
                begin();
            }
            int count = 0;
            for (ColumnVector column : merged) {
                column.clear();
                column.ensureCapacity(Batch.ROWS);
            }
            while (heapSize > 0 && count < Batch.ROWS) {
                int source = heap[0];
                for (int k = 0; k < merged.length; k++) {
                    merged[k].copyFrom(columns[source][k], positions[source], count);
                }
                count++;
                positions[source]++;
                if (positions[source] == sizes[source] && !fetch(source)) {
                    heap[0] = heap[--heapSize];
                }
                sink(0);
            }
            if (count == 0) {
                return null;
            }
            var batch = new Batch(merged);
            batch.setSize(count);
            return batch;
        }

        private void begin() {
            begun = true;
            for (int source = 0; source < sources.size(); source++) {
                if (fetch(source)) {
                    heap[heapSize++] = source;
                }
            }
            for (int at = heapSize / 2 - 1; at >= 0; at--) {
                sink(at);
            }
        }

        private boolean fetch(int source) {
            Batch batch = sources.get(source).next();
            if (batch == null) {
                return false;
            }
            columns[source] = Operator.columns(batch);
            sizes[source] = batch.size();
            positions[source] = 0;
            return true;
        }

        private void sink(int from) {
            int at = from;
            while (true) {
                int least = at;
                for (int child = 2 * at + 1; child <= 2 * at + 2 && child < heapSize; child++) {
                    least = isBefore(heap[child], heap[least]) ? child : least;
                }
                if (least == at) {
                    return;
                }
                int moved = heap[at];
                heap[at] = heap[least];
                heap[least] = moved;
                at = least;
            }
        }

        private boolean isBefore(int a, int b) {
            int compared = order.compare(columns[a], positions[a], columns[b], positions[b]);
            return compared < 0 || (compared == 0 && a < b);
        }

        @Override
        public void close() {
            heapSize = 0;
            begun = true;
        }
    }
}
