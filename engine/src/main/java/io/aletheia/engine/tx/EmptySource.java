package io.aletheia.engine.tx;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.BatchSource;
import org.jspecify.annotations.Nullable;

/** No rows. Immutable. */
enum EmptySource implements BatchSource {
    INSTANCE;

    @Override
    public @Nullable Batch next() {
        return null;
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
