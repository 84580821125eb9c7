package io.aletheia.query.expression;

import io.aletheia.engine.model.Batch;

/**
 * The rows of a batch that an expression is to be evaluated for: row numbers of the vectors. Always an array, so that one loop
 * serves selected and unselected batches. The array is read, never written, and may be longer than {@code count}.
 */
public final class Rows {
    /** A batch without columns, for expressions that name none. */
    public static final Batch NO_COLUMNS = new Batch();

    private static volatile int[] identity = ascending(Batch.ROWS);

    private final int[] index;
    private final int count;
    private final int limit;

    private Rows(int[] index, int count, int limit) {
        this.index = index;
        this.count = count;
        this.limit = limit;
    }

    /** Numbers of the rows, the first {@link #count} of which count. */
    public int[] index() {
        return index;
    }

    /** Whether these are the rows from 0 on, none left out, so that a loop need not look them up. */
    public boolean isAll() {
        return index == identity;
    }

    /** How many rows. */
    public int count() {
        return count;
    }

    /** Greater than every row number. */
    public int limit() {
        return limit;
    }

    /** The rows from 0 to {@code count - 1}. */
    public static Rows all(int count) {
        int[] index = identity;
        if (index.length < count) {
            index = ascending(Math.max(count, index.length * 2));
            identity = index;
        }
        return new Rows(index, count, count);
    }

    /** The rows of a batch. */
    public static Rows of(Batch batch) {
        int[] selection = batch.selection();
        return selection == null ? all(batch.size()) : new Rows(selection, batch.size(), batch.limit());
    }

    /** Rows by their numbers, all of which are less than the limit. */
    public static Rows of(int[] index, int count, int limit) {
        return new Rows(index, count, limit);
    }

    /** Some of these rows. */
    public Rows narrowed(int[] narrowedIndex, int narrowedCount) {
        return new Rows(narrowedIndex, narrowedCount, limit);
    }

    private static int[] ascending(int count) {
        int[] index = new int[count];
        for (int i = 0; i < count; i++) {
            index[i] = i;
        }
        return index;
    }
}
