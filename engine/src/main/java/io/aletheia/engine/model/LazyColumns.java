package io.aletheia.engine.model;

/**
 * Columns of a {@link Batch} that are filled when they are asked for, so that nothing is copied for rows that a condition or a join
 * has left out by then. Not thread-safe.
 */
public interface LazyColumns {
    /** How many columns there are. */
    int width();

    /**
     * A column, filled at least in the rows of a batch. What it has in other rows means nothing, unless they were asked for before.
     *
     * @param position from 0
     * @param rows the batch over these columns, or one that {@linkplain Batch#isPartOf is part of} it
     */
    ColumnVector column(int position, Batch rows);
}
