package io.aletheia.query.exec;

import io.aletheia.engine.model.Batch;
import io.aletheia.query.expression.Rows;

/** Which pairs of a left and a right row may match: by a hash table, or all. Not thread-safe. */
interface JoinCandidates {
    /** Keeps the right side's rows. Called batch by batch before all else. */
    void build(Batch right, Rows rows);

    /** How many bytes would be reserved, roughly, if so many more rows of the right side came. */
    long growthBytes(int rows);

    /** Says that all of the right side's rows are kept. */
    default void complete() {}

    /** Begins with the rows of a left batch. */
    void begin(Batch left, Rows rows);

    /**
     * The next pairs: numbers of rows of the left batch and of the kept right rows.
     *
     * @return how many were written, at most the arrays' length; 0 when the batch has no more
     */
    int next(int[] leftRows, int[] rightRows);

    /** Whether no left row matches more than one right row. */
    boolean isSingle();

    /** The right side's rows. */
    RowStore right();
}
