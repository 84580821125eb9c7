package io.aletheia.engine.tx;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.LongVector;

/**
 * Drops the rows of touched entities from committed batches whose last column is the entity id, and that column with them. No
 * row is copied. Not thread-safe.
 */
final class UntouchedRows {
    private final OwnVersions own;
    private final NarrowedBatch narrowed = new NarrowedBatch();
    private int[] selection = new int[Batch.ROWS];

    UntouchedRows(OwnVersions own) {
        this.own = own;
    }

    /** The rows that stay, valid as long as the batch is. */
    Batch of(Batch rows) {
        int entityColumn = rows.width() - 1;
        LongVector entityIds = (LongVector) rows.column(entityColumn);
        if (selection.length < rows.size()) {
            selection = new int[rows.size()];
        }
        int kept = 0;
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.row(i);
            if (!own.isTouched(entityIds.values()[row])) {
                selection[kept++] = row;
            }
        }
        return narrowed.of(rows, entityColumn, selection, kept);
    }
}
