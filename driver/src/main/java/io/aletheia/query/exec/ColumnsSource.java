package io.aletheia.query.exec;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.ColumnVector;
import org.jspecify.annotations.Nullable;

/** The rows of columns in their order, in batches that share the columns. */
final class ColumnsSource implements BatchSource {
    private final ColumnVector[] columns;
    private final int end;
    private int at;

    /** The rows before the end. */
    ColumnsSource(ColumnVector[] columns, int end) {
        this.columns = columns;
        this.end = end;
    }

    @Override
    public @Nullable Batch next() {
        int count = Math.min(Batch.ROWS, end - at);
        if (count <= 0) {
            return null;
        }
        int[] selection = new int[count];
        for (int i = 0; i < count; i++) {
            selection[i] = at++;
        }
        var batch = new Batch(columns);
        batch.setSelection(selection, count, at);
        return batch;
    }

    @Override
    public void close() {
        at = end;
    }
}
