package io.aletheia.engine.tx;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.LongVector;
import org.jspecify.annotations.Nullable;

/**
 * Drops the rows of touched entities from committed batches whose last column is the entity id, and that column with them. No
 * row is copied. Not thread-safe.
 */
final class UntouchedRows {
    private final OwnVersions own;
    private int[] selection = new int[Batch.ROWS];
    private @Nullable Batch result;
    private ColumnVector[] resultColumns = new ColumnVector[0];

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
        Batch narrowed = narrowed(rows, entityColumn);
        narrowed.setSelection(selection, kept);
        return narrowed;
    }

    /** A batch of the same vectors without the last; made anew only if the producer changed its vectors. */
    private Batch narrowed(Batch rows, int width) {
        boolean same = result != null && resultColumns.length == width;
        for (int i = 0; same && i < width; i++) {
            same = resultColumns[i] == rows.column(i);
        }
        Batch known = result;
        if (same && known != null) {
            return known;
        }
        resultColumns = new ColumnVector[width];
        for (int i = 0; i < width; i++) {
            resultColumns[i] = rows.column(i);
        }
        Batch made = new Batch(resultColumns.clone());
        result = made;
        return made;
    }
}
