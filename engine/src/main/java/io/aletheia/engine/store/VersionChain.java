package io.aletheia.engine.store;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.ColumnVector;
import org.jspecify.annotations.Nullable;

/** Copies the versions of one entity after another, newest row first, into vectors. Not thread-safe. */
final class VersionChain {
    private final VersionRows rows;
    private final EntityHeads entities;
    private final VersionFilter filter;
    private final Projection projection;
    private final @Nullable ChainWalk walk;
    private long entityId;
    private long sourceId;
    private long targetId;
    private int row = EntityHeads.NONE;

    VersionChain(TableStore table, VersionFilter filter, Projection projection) {
        this.rows = table.rows();
        this.entities = table.entities();
        this.filter = filter;
        this.projection = projection;
        // An instant is found without.
        this.walk = filter.isInstant() ? null : new ChainWalk(rows, filter);
    }

    /** Begins with an entity; an id never used, 0 included, has no versions. */
    void begin(long entity) {
        beginEdge(entity, 0, 0);
    }

    /** Begins with an edge whose nodes are known. */
    void beginEdge(long edge, long source, long target) {
        entityId = edge;
        sourceId = source;
        targetId = target;
        if (walk != null) {
            walk.begin();
        }
        row = edge <= 0 ? EntityHeads.NONE : entities.head(edge);
    }

    /** Whether all versions of the entity have been copied. */
    boolean isAtEnd() {
        return row == EntityHeads.NONE;
    }

    /**
     * Copies versions to position {@code at} and on, until the entity has no more or fewer than two places are left in a batch.
     *
     * @param leading the position of the first column's vector
     * @return the position after the last version
     */
    int copy(ColumnVector[] out, int leading, int at) {
        ChainWalk allRows = walk;
        if (allRows == null) {
            return copyInstant(out, leading, at);
        }
        int next = at;
        while (row != EntityHeads.NONE && next + 2 <= Batch.ROWS) {
            Page page = rows.page(row);
            int count = row < filter.rowLimit() ? filter.match(page, row) : 0;
            for (int version = 0; version < count; version++) {
                read(page, version, out, leading, next++);
            }
            row = allRows.next(page, row);
        }
        return next;
    }

    /** Open versions never overlap and no row is written twice, so an instant on both axes has one answer at most. */
    private int copyInstant(ColumnVector[] out, int leading, int at) {
        row = filter.findInstant(row);
        if (row == EntityHeads.NONE) {
            return at;
        }
        Page page = rows.page(row);
        if (projection.wantsBounds()) {
            filter.match(page, row);
        }
        read(page, 0, out, leading, at);
        row = EntityHeads.NONE;
        return at + 1;
    }

    private void read(Page page, int version, ColumnVector[] out, int leading, int at) {
        for (ColumnVector vector : out) {
            vector.ensureCapacity(at + 1);
        }
        projection.read(page, row, filter, version, entityId, sourceId, targetId, out, leading, at);
    }
}
