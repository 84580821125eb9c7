package io.aletheia.engine.model;

import org.jspecify.annotations.Nullable;

/**
 * Rows in columns: the unit in which data moves from the store through the operators to the driver. A batch is valid until its
 * producer is asked for the next one. Not thread-safe.
 */
public final class Batch {
    /** How many rows a producer puts into a full batch. */
    public static final int ROWS = 2048;

    private final ColumnVector[] columns;
    private int size;
    private int @Nullable [] selection;

    /** A batch over columns, without rows. */
    public Batch(ColumnVector... columns) {
        this.columns = columns;
    }

    /** How many columns there are. */
    public int width() {
        return columns.length;
    }

    /** The column at a position from 0. */
    public ColumnVector column(int position) {
        return columns[position];
    }

    /** How many rows there are. */
    public int size() {
        return size;
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
        this.selection = null;
    }

    /** Says that only the first {@code size} entries of the selection vector count. */
    public void setSelection(int[] selection, int size) {
        this.selection = selection;
        this.size = size;
    }
}
