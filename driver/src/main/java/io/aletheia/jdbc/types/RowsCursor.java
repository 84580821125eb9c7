package io.aletheia.jdbc.types;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.ColumnVector;
import io.aletheia.query.Cursor;
import io.aletheia.query.ResultColumn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows that are in memory, as a cursor of one batch: for metadata, generated keys and array elements. Each row has one object
 * per column in the form that {@code ValueType.Kind} names; any {@code Number} will do for an integer. Not thread-safe.
 */
public final class RowsCursor implements Cursor {
    private final List<ResultColumn> columns;
    private @Nullable Batch batch;

    /** A cursor over the rows in their order. */
    public RowsCursor(List<ResultColumn> columns, List<@Nullable Object[]> rows) {
        this.columns = List.copyOf(columns);
        this.batch = rows.isEmpty() ? null : batch(this.columns, rows);
    }

    private static Batch batch(List<ResultColumn> columns, List<@Nullable Object[]> rows) {
        var vectors = new ColumnVector[columns.size()];
        for (int i = 0; i < vectors.length; i++) {
            var vector = ColumnVector.of(columns.get(i).type());
            vector.ensureCapacity(rows.size());
            for (int row = 0; row < rows.size(); row++) {
                vector.setObject(row, rows.get(row)[i]);
            }
            vectors[i] = vector;
        }
        var batch = new Batch(vectors);
        batch.setSize(rows.size());
        return batch;
    }

    @Override
    public List<ResultColumn> columns() {
        return columns;
    }

    @Override
    public @Nullable Batch next() {
        var next = batch;
        batch = null;
        return next;
    }

    @Override
    public void close() {
        batch = null;
    }
}
