package io.aletheia.engine.store;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.ColumnVector;
import org.jspecify.annotations.Nullable;

/**
 * The versions of one entity: what a point lookup reads. Allocates little: a lookup expects one row, and of one instant there is no other. Not
 * thread-safe.
 */
final class EntityVersions implements BatchSource {
    private static final int ROWS_EXPECTED = 8;

    private final TableStore table;
    private final VersionFilter filter;
    private final Projection projection;
    private final long entityId;
    private final ColumnVector[] vectors;
    private final Batch batch;

    /** Null if an instant is asked about, which is found without. */
    private final @Nullable VersionChain chain;

    private boolean over;

    // Without leading positions there is a vector at every position.
    @SuppressWarnings("NullAway")
    EntityVersions(TableStore table, VersionFilter filter, Projection projection, long entityId) {
        this.table = table;
        this.filter = filter;
        this.projection = projection;
        this.entityId = entityId;
        this.vectors = projection.vectors(0, filter.isInstant() ? 1 : ROWS_EXPECTED);
        this.batch = new Batch(vectors);
        if (filter.isInstant()) {
            chain = null;
        } else {
            chain = new VersionChain(table, filter, projection);
            chain.begin(entityId);
        }
    }

    @Override
    public @Nullable Batch next() {
        if (over) {
            return null;
        }
        int size;
        if (chain == null) {
            over = true;
            size = copyInstant();
        } else {
            for (ColumnVector vector : vectors) {
                vector.clear();
            }
            size = chain.copy(vectors, 0, 0);
        }
        if (size == 0) {
            return null;
        }
        batch.setSize(size);
        return batch;
    }

    /** Open versions never overlap and no row is written twice, so an instant on both axes has one answer at most. */
    private int copyInstant() {
        int row = entityId <= 0
                ? EntityHeads.NONE
                : filter.findInstant(table.entities().head(entityId));
        if (row == EntityHeads.NONE) {
            return 0;
        }
        Page page = table.rows().page(row);
        if (projection.wantsBounds()) {
            filter.match(page, row);
        }
        projection.read(page, row, filter, 0, entityId, 0, 0, vectors, 0, 0);
        return 1;
    }

    @Override
    public void close() {
        over = true;
    }
}
