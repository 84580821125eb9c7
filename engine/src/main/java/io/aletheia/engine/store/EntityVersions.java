package io.aletheia.engine.store;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.ColumnVector;
import org.jspecify.annotations.Nullable;

/** The versions of one entity: what a point lookup reads. Allocates little: a lookup expects one row. Not thread-safe. */
final class EntityVersions implements BatchSource {
    private static final int ROWS_EXPECTED = 8;

    private final VersionChain chain;
    private final ColumnVector[] vectors;
    private final Batch batch;

    // Without leading positions there is a vector at every position.
    @SuppressWarnings("NullAway")
    EntityVersions(VersionChain chain, VersionFilter filter, Projection projection, long entityId) {
        this.chain = chain;
        this.vectors = projection.vectors(0, filter.isInstant() ? 1 : ROWS_EXPECTED);
        this.batch = new Batch(vectors);
        chain.begin(entityId);
    }

    @Override
    public @Nullable Batch next() {
        for (ColumnVector vector : vectors) {
            vector.clear();
        }
        int size = chain.copy(vectors, 0, 0);
        if (size == 0) {
            return null;
        }
        batch.setSize(size);
        return batch;
    }

    @Override
    public void close() {
        chain.begin(0);
    }
}
