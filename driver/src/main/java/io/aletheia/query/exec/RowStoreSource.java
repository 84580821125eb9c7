package io.aletheia.query.exec;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.BatchSource;
import org.jspecify.annotations.Nullable;

/** The rows of a store in a given order, in batches that share the store's columns. */
final class RowStoreSource implements BatchSource {
    private final Batch batch;
    private final int[] order;
    private final int end;
    private final int[] selection = new int[Batch.ROWS];
    private int at;

    RowStoreSource(RowStore store, int[] order, int from, int end) {
        this.batch = store.view();
        this.order = order;
        this.at = from;
        this.end = end;
    }

    @Override
    public @Nullable Batch next() {
        int count = Math.min(Batch.ROWS, end - at);
        if (count <= 0) {
            return null;
        }
        System.arraycopy(order, at, selection, 0, count);
        at += count;
        batch.setSelection(selection, count);
        return batch;
    }

    @Override
    public void close() {
        at = end;
    }
}
