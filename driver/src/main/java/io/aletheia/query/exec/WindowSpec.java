package io.aletheia.query.exec;

import java.util.List;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rex.RexWindowExclusion;
import org.jspecify.annotations.Nullable;

/**
 * One window and the functions over it, their operands as columns of the extended input. Immutable.
 *
 * @param partition the columns whose equal values make a partition
 * @param order the order within a partition
 * @param isRows whether the frame counts rows rather than values
 * @param start where the frame starts
 * @param end where it ends
 * @param exclusion which rows around the current one the frame leaves out
 * @param calls the functions in the order of the result
 */
record WindowSpec(
        List<Integer> partition,
        List<RelFieldCollation> order,
        boolean isRows,
        Bound start,
        Bound end,
        RexWindowExclusion exclusion,
        List<Call> calls) {
    /** The forms of a bound. */
    enum BoundKind {
        UNBOUNDED_PRECEDING,
        PRECEDING,
        CURRENT_ROW,
        FOLLOWING,
        UNBOUNDED_FOLLOWING
    }

    /**
     * A bound of a frame.
     *
     * @param column PRECEDING and FOLLOWING: for ROWS the column with the distance, for RANGE the column with the order key that
     *     the frame reaches to; otherwise -1
     */
    record Bound(BoundKind kind, int column) {}

    /**
     * A function.
     *
     * @param function name, operands and type
     * @param ignoreNulls whether functions that take a row's value pass over nulls
     */
    record Call(AggregateFunction function, boolean ignoreNulls) {
        /** The column of an operand. */
        int operand(int position) {
            return function.arguments().get(position);
        }

        /** The column of an operand that need not be given. */
        @Nullable
        Integer optionalOperand(int position) {
            return position < function.arguments().size() ? operand(position) : null;
        }
    }
}
