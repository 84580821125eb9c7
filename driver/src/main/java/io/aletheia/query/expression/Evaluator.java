package io.aletheia.query.expression;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.LongVector;

/**
 * An expression bound to one run of a statement, with the vectors that it fills again and again. A result vector holds the
 * value for row r of the input in its own row r, so a result can stand beside the input's columns under the same selection.
 * Not thread-safe.
 */
public abstract class Evaluator {
    /**
     * The values for some rows of a batch. Only those rows are evaluated, so an error in another row does not appear. The
     * vector is valid until the next call and may be a column of the batch itself.
     *
     * @throws io.aletheia.engine.model.DatabaseException whatever the functions throw
     */
    public abstract ColumnVector evaluate(Batch batch, Rows rows);

    /**
     * Of a BOOLEAN expression: writes the numbers of the rows for which it is TRUE (not UNKNOWN) in order.
     *
     * @param selected room for {@code rows.count()} numbers; may be the array of {@code rows} itself
     * @return how many rows were written
     */
    public int select(Batch batch, Rows rows, int[] selected) {
        LongVector truth = (LongVector) evaluate(batch, rows);
        long[] values = truth.values();
        int[] index = rows.index();
        int count = 0;
        if (truth.mayHaveNulls()) {
            for (int i = 0; i < rows.count(); i++) {
                int row = index[i];
                if (values[row] != 0 && !truth.isNull(row)) {
                    selected[count++] = row;
                }
            }
        } else {
            for (int i = 0; i < rows.count(); i++) {
                int row = index[i];
                selected[count] = row;
                count += values[row] != 0 ? 1 : 0;
            }
        }
        return count;
    }
}
