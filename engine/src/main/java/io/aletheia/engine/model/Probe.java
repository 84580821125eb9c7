package io.aletheia.engine.model;

import org.jspecify.annotations.Nullable;

/**
 * An access path that is asked for many ids at once: the versions of entities, or the edges at nodes. Not thread-safe; reused
 * for batch after batch.
 */
public interface Probe extends AutoCloseable {
    /**
     * Begins to answer for ids. The array is read until {@link #next} has returned null.
     *
     * @param entityIds entity ids; 0 finds nothing
     * @param count how many of them count
     */
    void start(long[] entityIds, int count);

    /**
     * The next rows: column 0 is a {@link LongVector} with the position in {@code entityIds} that the row answers, in ascending
     * order; the asked-for columns follow. Valid until the next call; null at the end.
     */
    @Nullable
    Batch next();

    @Override
    void close();
}
