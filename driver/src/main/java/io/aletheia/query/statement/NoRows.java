package io.aletheia.query.statement;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.BatchSource;
import org.jspecify.annotations.Nullable;

/** Nothing. Stateless. */
final class NoRows implements BatchSource {
    static final NoRows INSTANCE = new NoRows();

    private NoRows() {}

    @Override
    public @Nullable Batch next() {
        return null;
    }

    @Override
    public void close() {
        // There is nothing to give back.
    }
}
