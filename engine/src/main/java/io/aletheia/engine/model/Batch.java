package io.aletheia.engine.model;

import org.jspecify.annotations.Nullable;

/**
 * Rows in columns: the unit in which data moves from the store through the operators to the driver. A batch is valid until its
 * producer is asked for the next one. Its columns may be filled only when they are asked for, and then only in the rows that the
 * asking batch has; so whoever narrows a batch asks the narrower one. Not thread-safe.
 */
public final class Batch {
    /** How many rows a producer puts into a full batch. */
    public static final int ROWS = 2048;

    private static final ColumnVector[] NO_COLUMNS = {};

    private final ColumnVector[] columns;
    private final @Nullable LazyColumns lazy;
    private final @Nullable Batch whole;
    private int size;
    private int limit;
    private int @Nullable [] selection;

    /** A batch over columns, without rows. */
    public Batch(ColumnVector... columns) {
        this.columns = columns;
        this.lazy = null;
        this.whole = null;
    }

    /**
     * A batch, without rows yet, over columns that are filled when they are asked for.
     *
     * @param whole the batch of which this one is to have some or all rows, by the same row numbers; null if there is none
     */
    public Batch(LazyColumns lazy, @Nullable Batch whole) {
        this.columns = NO_COLUMNS;
        this.lazy = lazy;
        this.whole = whole;
    }

    /** How many columns there are. */
    public int width() {
        return lazy == null ? columns.length : lazy.width();
    }

    /** The column at a position from 0, filled in the rows of this batch. */
    public ColumnVector column(int position) {
        return lazy == null ? columns[position] : lazy.column(position, this);
    }

    /** The column at a position from 0, filled in the rows of another batch that is a part of this one. */
    public ColumnVector column(int position, Batch part) {
        return lazy == null ? columns[position] : lazy.column(position, part);
    }

    /** Whether this batch is another or was made of it, so that all of its rows are rows of the other. */
    public boolean isPartOf(Batch other) {
        Batch each = this;
        while (each != null && each != other) {
            each = each.whole;
        }
        return each != null;
    }

    /** Some of the rows, in an array that stays as it is while the batch made is used. */
    public Batch selected(int[] rows, int count) {
        Batch selected = lazy == null ? new Batch(columns) : new Batch(lazy, this);
        selected.setSelection(rows, count, limit);
        return selected;
    }

    /** Whether columns are filled only when they are asked for. */
    public boolean isLazy() {
        return lazy != null;
    }

    /** The same rows with columns that are all filled. */
    public Batch filled() {
        if (lazy == null) {
            return this;
        }
        ColumnVector[] vectors = new ColumnVector[width()];
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = column(i);
        }
        var filled = new Batch(vectors);
        filled.setRowsOf(this);
        return filled;
    }

    /** How many rows there are. */
    public int size() {
        return size;
    }

    /** Greater than the number of every row in the vectors. */
    public int limit() {
        return limit;
    }

    /** The vectors' row that holds the batch's row {@code index}, from 0 to {@code size - 1}. */
    public int row(int index) {
        return selection == null ? index : selection[index];
    }

    /** The selection vector: the vectors' rows that count, in order; null when all rows from 0 to {@code size - 1} do. */
    public int @Nullable [] selection() {
        return selection;
    }

    /** Says that the vectors' rows from 0 to {@code size - 1} count. */
    public void setSize(int size) {
        this.size = size;
        this.limit = size;
        this.selection = null;
    }

    /** Says that only the first {@code size} entries of the selection vector count. */
    public void setSelection(int[] selection, int size) {
        int most = 0;
        for (int i = 0; i < size; i++) {
            most = Math.max(most, selection[i] + 1);
        }
        setSelection(selection, size, most);
    }

    /** Says that only the first {@code size} entries of the selection vector count, all of which are less than the limit. */
    public void setSelection(int[] selection, int size, int limit) {
        this.selection = selection;
        this.size = size;
        this.limit = limit;
    }

    /** Says that the rows are those of another batch. */
    public void setRowsOf(Batch other) {
        this.selection = other.selection;
        this.size = other.size;
        this.limit = other.limit;
    }
}
