package io.aletheia.query.exec;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.ColumnVector;
import io.aletheia.query.expression.Rows;

/** The state of one aggregate function for all groups. Not thread-safe. */
abstract class Accumulator {
    /** Makes room for groups from 0 to {@code groups - 1}, new ones as before their first row. */
    abstract void grow(int groups);

    /**
     * Adds rows.
     *
     * @param batch the input, for functions that need other columns than their operand
     * @param operand the operand's values; for COUNT(*) any column
     * @param groups by row number the group
     */
    abstract void add(Batch batch, ColumnVector operand, Rows rows, int[] groups);

    /**
     * Adds rows that are all of group 0.
     *
     * @param groups zeros, one a row
     */
    void addToOne(Batch batch, ColumnVector operand, Rows rows, int[] groups) {
        add(batch, operand, rows, groups);
    }

    /**
     * Adds what another of the same function has gathered of rows that come after all of these; only of functions that can be divided,
     * see {@link AggregateFunction#isDivisible}.
     *
     * @param groups by group of the other the group here
     * @param count how many groups the other has
     */
    void merge(Accumulator other, int[] groups, int count) {
        throw new IllegalStateException(getClass().getSimpleName() + " cannot be put together of parts");
    }

    /** Writes the groups' results to rows 0 to {@code groups - 1}. */
    abstract void result(ColumnVector result, int groups);
}
