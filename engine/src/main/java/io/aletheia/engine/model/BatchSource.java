package io.aletheia.engine.model;

import org.jspecify.annotations.Nullable;

/** Something that batches are pulled from, one after the other. Not thread-safe. */
public interface BatchSource extends AutoCloseable {
    /** The next batch, never empty, valid until the next call; null at the end. */
    @Nullable
    Batch next();

    @Override
    void close();
}
