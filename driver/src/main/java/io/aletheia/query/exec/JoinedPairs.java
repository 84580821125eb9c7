package io.aletheia.query.exec;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.LazyColumns;
import io.aletheia.engine.model.LazyVectors;

/** Pairs of left and right rows, one behind the other, whose values are copied when they are asked for. Not thread-safe. */
final class JoinedPairs extends LazyVectors implements LazyColumns {
    private final int leftWidth;
    private final int[] leftRows;
    private final int[] rightRows;
    private Batch left = new Batch();
    private RowStore right;
    private Batch pairs = new Batch();

    /** Over vectors for the left columns and then the right ones, and the arrays in which the pairs come. */
    JoinedPairs(ColumnVector[] vectors, int leftWidth, int[] leftRows, int[] rightRows, RowStore right) {
        super(vectors);
        this.leftWidth = leftWidth;
        this.leftRows = leftRows;
        this.rightRows = rightRows;
        this.right = right;
    }

    /** The first pairs in the arrays. */
    Batch of(Batch leftBatch, RowStore rightStore, int count) {
        empty();
        left = leftBatch;
        right = rightStore;
        pairs = new Batch(this, null);
        pairs.setSize(count);
        return pairs;
    }

    @Override
    public ColumnVector column(int position, Batch rows) {
        return filled(position, pairs, rows);
    }

    @Override
    protected void fill(int position, ColumnVector vector, Batch rows) {
        vector.clear();
        boolean isLeft = position < leftWidth;
        ColumnVector from = isLeft ? left.column(position) : right.column(position - leftWidth);
        int[] numbers = isLeft ? leftRows : rightRows;
        int[] selection = rows.selection();
        if (selection == null) {
            Columns.gather(from, numbers, rows.size(), vector, 0);
        } else {
            Columns.scatter(from, numbers, selection, rows.size(), rows.limit(), vector);
        }
    }
}
