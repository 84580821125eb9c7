package io.aletheia.query.exec;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.ValueType;
import java.util.List;

/** A step of a plan. Immutable; what a run needs is made by {@link #open}. */
abstract class Operator implements ExecutablePlan {
    private final List<ValueType> types;

    Operator(List<ValueType> types) {
        this.types = List.copyOf(types);
    }

    @Override
    public final List<ValueType> types() {
        return types;
    }

    /** A batch of the same columns with a selection of its own. */
    static Batch selected(Batch batch, int[] selection, int count) {
        return batch.selected(selection, count);
    }

    /** A batch of other columns with the rows of a batch: its selection if it has one. */
    static Batch rowsOf(Batch batch, ColumnVector[] columns) {
        var same = new Batch(columns);
        same.setRowsOf(batch);
        return same;
    }

    /** A batch's columns in an array of the caller's. */
    static ColumnVector[] columns(Batch batch) {
        ColumnVector[] columns = new ColumnVector[batch.width()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = batch.column(i);
        }
        return columns;
    }

    /** The batch's rows but the first ones, and no more than a number of them. */
    static Batch slice(Batch batch, int from, int count) {
        int[] selection = new int[count];
        for (int i = 0; i < count; i++) {
            selection[i] = batch.row(from + i);
        }
        return selected(batch, selection, count);
    }
}
