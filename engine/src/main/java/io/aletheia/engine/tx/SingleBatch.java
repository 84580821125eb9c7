package io.aletheia.engine.tx;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.BatchSource;
import org.jspecify.annotations.Nullable;

/** One batch. Not thread-safe. */
final class SingleBatch implements BatchSource {
    private @Nullable Batch batch;

    SingleBatch(Batch batch) {
        this.batch = batch;
    }

    @Override
    public @Nullable Batch next() {
        Batch result = batch;
        batch = null;
        return result;
    }

    @Override
    public void close() {
        batch = null;
    }
}
