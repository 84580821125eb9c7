package io.aletheia.query;

import io.aletheia.engine.model.BatchSource;
import java.util.List;

/** The rows of a result, pulled in batches. Column i of a batch has the type of {@code columns().get(i)}. Not thread-safe. */
public interface Cursor extends BatchSource {
    /** Who looks at the batch that was given last. */
    interface Holder {
        /** The cursor is about to read on by itself, which voids that batch: what is wanted of it has to be copied now. */
        void keepBatch();
    }

    /** What the columns are. */
    List<ResultColumn> columns();

    /** Says who holds its batches. A cursor that reads only when it is asked to has no use for that. */
    default void heldBy(Holder holder) {}
}
