package io.aletheia.engine.tx;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.Probe;
import org.jspecify.annotations.Nullable;

/** Finds nothing for any id. Immutable. */
enum EmptyProbe implements Probe {
    INSTANCE;

    @Override
    public void start(long[] entityIds, int count) {
        // There is nothing to look for.
    }

    @Override
    public @Nullable Batch next() {
        return null;
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
