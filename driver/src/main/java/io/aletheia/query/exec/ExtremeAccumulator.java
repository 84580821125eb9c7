package io.aletheia.query.exec;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.ValueType;
import io.aletheia.query.expression.Rows;
import io.aletheia.query.expression.ValueOrder;
import java.util.Arrays;
import java.util.Comparator;

/** MIN, MAX, ANY_VALUE and SINGLE_VALUE: one of the group's values; null if there is none. */
final class ExtremeAccumulator extends Accumulator {
    /** Which value. */
    enum Choice {
        LEAST,
        GREATEST,
        /** The first that is not null. */
        ANY,
        /** The only one, null or not; CARDINALITY (21000) if there are more. */
        SINGLE
    }

    private final Choice choice;
    private final Comparator<Object> order;
    private final ColumnVector best;
    private boolean[] present = new boolean[16];

    ExtremeAccumulator(ValueType type, Choice choice) {
        this.choice = choice;
        this.order = ValueOrder.of(type);
        this.best = ColumnVector.of(type);
    }

    @Override
    void grow(int groups) {
        if (groups > present.length) {
            present = Arrays.copyOf(present, Math.max(groups, present.length * 2));
        }
        best.ensureCapacity(present.length);
    }

    @Override
    void add(Batch batch, ColumnVector operand, Rows rows, int[] groups) {
        int[] index = rows.index();
        boolean nulls = operand.mayHaveNulls();
        for (int i = 0; i < rows.count(); i++) {
            int row = index[i];
            int group = groups[row];
            if (choice == Choice.SINGLE) {
                single(operand, row, group);
            } else if (!nulls || !operand.isNull(row)) {
                if (!present[group] || isBetter(operand, row, group)) {
                    best.copyFrom(operand, row, group);
                    present[group] = true;
                }
            }
        }
    }

    private void single(ColumnVector operand, int row, int group) {
        if (present[group]) {
            throw new DatabaseException(
                    ErrorCode.CARDINALITY, "a subquery that stands for a value gave more than one row");
        }
        best.copyFrom(operand, row, group);
        present[group] = true;
    }

    private boolean isBetter(ColumnVector operand, int row, int group) {
        if (choice == Choice.ANY) {
            return false;
        }
        int compared = Columns.compare(order, operand, row, best, group);
        return choice == Choice.LEAST ? compared < 0 : compared > 0;
    }

    @Override
    void merge(Accumulator other, int[] groups, int count) {
        var more = (ExtremeAccumulator) other;
        for (int i = 0; i < count; i++) {
            int group = groups[i];
            if (more.present[i] && (!present[group] || isBetter(more.best, i, group))) {
                best.copyFrom(more.best, i, group);
                present[group] = true;
            }
        }
    }

    @Override
    void result(ColumnVector result, int groups) {
        for (int group = 0; group < groups; group++) {
            if (present[group]) {
                result.copyFrom(best, group, group);
            } else {
                result.setObject(group, null);
            }
        }
    }
}
