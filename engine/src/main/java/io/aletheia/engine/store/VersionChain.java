package io.aletheia.engine.store;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.ColumnVector;

/** Copies the versions of one entity after another, newest row first, into vectors. Not thread-safe. */
final class VersionChain {
    private final TableStore table;
    private final VersionRows rows;
    private final VersionFilter filter;
    private final Projection projection;
    private int row = EntityHeads.NONE;

    VersionChain(TableStore table, VersionFilter filter, Projection projection) {
        this.table = table;
        this.rows = table.rows();
        this.filter = filter;
        this.projection = projection;
    }

    /** Begins with an entity; an id never used, 0 included, has no versions. */
    void begin(long entityId) {
        row = entityId <= 0 ? EntityHeads.NONE : table.entities().head(entityId);
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
        int next = at;
        while (row != EntityHeads.NONE && next + 2 <= Batch.ROWS) {
            Page page = rows.page(row);
            int count = row < filter.rowLimit() ? filter.match(page, row) : 0;
            for (int version = 0; version < count; version++) {
                ensureCapacity(out, next + 1);
                projection.read(page, row, filter, version, out, leading, next++);
            }
            // Open versions never overlap and no row is written twice, so an instant on both axes has one answer.
            row = count > 0 && filter.isInstant() ? EntityHeads.NONE : page.previous(row & Page.MASK);
        }
        return next;
    }

    private static void ensureCapacity(ColumnVector[] out, int count) {
        for (ColumnVector vector : out) {
            vector.ensureCapacity(count);
        }
    }
}
