package io.aletheia.engine.tx;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.ValueType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows at hand as batches. Not thread-safe. */
final class RowBatches implements BatchSource {
    private final List<ValueType> types;
    private final List<@Nullable Object[]> rows;
    private int next;

    /** Rows of values in the forms that the types' kinds name. */
    RowBatches(List<ValueType> types, List<@Nullable Object[]> rows) {
        this.types = types;
        this.rows = rows;
    }

    @Override
    public @Nullable Batch next() {
        int size = Math.min(Batch.ROWS, rows.size() - next);
        if (size <= 0) {
            return null;
        }
        ColumnVector[] columns = new ColumnVector[types.size()];
        for (int c = 0; c < columns.length; c++) {
            columns[c] = ColumnVector.of(types.get(c));
            columns[c].ensureCapacity(size);
            for (int i = 0; i < size; i++) {
                columns[c].setObject(i, rows.get(next + i)[c]);
            }
        }
        next += size;
        var batch = new Batch(columns);
        batch.setSize(size);
        return batch;
    }

    @Override
    public void close() {
        next = rows.size();
    }
}
