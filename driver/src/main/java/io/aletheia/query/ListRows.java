package io.aletheia.query;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.ColumnVector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows that are in memory already. Not thread-safe. */
final class ListRows implements Cursor {
    private final List<ResultColumn> columns;
    private final List<@Nullable Object[]> rows;
    private int position;

    ListRows(List<ResultColumn> columns, List<@Nullable Object[]> rows) {
        this.columns = columns;
        this.rows = rows;
    }

    @Override
    public List<ResultColumn> columns() {
        return columns;
    }

    @Override
    public @Nullable Batch next() {
        int count = Math.min(Batch.ROWS, rows.size() - position);
        if (count <= 0) {
            return null;
        }
        ColumnVector[] vectors = new ColumnVector[columns.size()];
        for (int column = 0; column < vectors.length; column++) {
            vectors[column] = ColumnVector.of(columns.get(column).type());
            vectors[column].ensureCapacity(count);
            for (int row = 0; row < count; row++) {
                vectors[column].setObject(row, rows.get(position + row)[column]);
            }
        }
        position += count;
        var batch = new Batch(vectors);
        batch.setSize(count);
        return batch;
    }

    @Override
    public void close() {
        position = rows.size();
    }
}
