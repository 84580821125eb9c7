package io.aletheia.engine.tx;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.ColumnVector;
import org.jspecify.annotations.Nullable;

/** Some rows and the first columns of batches, without a copy: the same vectors seen through a selection. Not thread-safe. */
final class NarrowedBatch {
    private @Nullable Batch result;
    private ColumnVector[] columns = new ColumnVector[0];

    /** The selected rows with the first {@code width} columns, valid as long as the batch is. */
    Batch of(Batch rows, int width, int[] selection, int selected) {
        Batch narrowed = narrowed(rows, width);
        narrowed.setSelection(selection, selected);
        return narrowed;
    }

    /** A batch of the first vectors; made anew only if the producer changed them. */
    private Batch narrowed(Batch rows, int width) {
        boolean same = result != null && columns.length == width;
        for (int i = 0; same && i < width; i++) {
            same = columns[i] == rows.column(i);
        }
        Batch known = result;
        if (same && known != null) {
            return known;
        }
        columns = new ColumnVector[width];
        for (int i = 0; i < width; i++) {
            columns[i] = rows.column(i);
        }
        Batch made = new Batch(columns.clone());
        result = made;
        return made;
    }
}
