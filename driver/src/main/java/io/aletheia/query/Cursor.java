package io.aletheia.query;

import io.aletheia.engine.model.BatchSource;
import java.util.List;

/** The rows of a result, pulled in batches. Column i of a batch has the type of {@code columns().get(i)}. Not thread-safe. */
public interface Cursor extends BatchSource {
    /** What the columns are. */
    List<ResultColumn> columns();
}
