package io.aletheia.query.exec;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.LazyColumns;
import io.aletheia.engine.model.LazyVectors;
import java.util.Objects;

/**
 * Left rows with the one right row that each of them matches. The left columns are handed on as they are, and right values are copied
 * to the left row's place when they are asked for. Not thread-safe.
 */
final class JoinedRows extends LazyVectors implements LazyColumns {
    private final int leftWidth;
    private final int leftAndRight;
    private int[] rightRows = new int[0];
    private Batch left = new Batch();
    private RowStore right;
    private Batch joined = new Batch();

    /** Over vectors for the right columns. */
    JoinedRows(ColumnVector[] vectors, int leftWidth, RowStore right) {
        super(vectors);
        this.leftWidth = leftWidth;
        this.leftAndRight = leftWidth + vectors.length;
        this.right = right;
    }

    /** The rows of pairs in which no left row is twice; their numbers are read only until the next call. */
    Batch of(Batch leftBatch, RowStore rightStore, int[] lefts, int[] rights, int count) {
        empty();
        left = leftBatch;
        right = rightStore;
        if (rightRows.length < leftBatch.limit()) {
            rightRows = new int[leftBatch.limit()];
        }
        for (int i = 0; i < count; i++) {
            rightRows[lefts[i]] = rights[i];
        }
        joined = new Batch(this, leftBatch);
        joined.setSelection(lefts, count, leftBatch.limit());
        return joined;
    }

    @Override
    public int width() {
        return leftAndRight;
    }

    @Override
    public ColumnVector column(int position, Batch rows) {
        return position < leftWidth ? left.column(position, rows) : filled(position - leftWidth, joined, rows);
    }

    @Override
    protected void fill(int position, ColumnVector vector, Batch rows) {
        int[] places = Objects.requireNonNull(rows.selection());
        Columns.scatter(right.column(position), rightRows, places, rows.size(), rows.limit(), vector);
    }
}
