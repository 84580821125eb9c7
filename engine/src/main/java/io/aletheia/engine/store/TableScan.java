package io.aletheia.engine.store;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.ColumnVector;
import org.jspecify.annotations.Nullable;

/** Reads all versions of a table, or of a part of its pages, that a filter lets through, page after page. Not thread-safe. */
final class TableScan implements BatchSource {
    private final VersionRows rows;
    private final VersionFilter filter;
    private final Projection projection;
    private final @Nullable EntitySet hidden;
    private final Selection selection;
    private final ColumnVector[] vectors;
    private final Batch batch;
    private final int endRow;
    private int nextRow;

    // Without leading positions there is a vector at every position.
    @SuppressWarnings("NullAway")
    TableScan(
            VersionRows rows,
            VersionFilter filter,
            Projection projection,
            @Nullable EntitySet hidden,
            int part,
            int parts) {
        this.rows = rows;
        this.filter = filter;
        this.projection = projection;
        this.hidden = hidden;
        // Twice the rows, since a row can stand for two versions; a small table needs no large vectors.
        this.nextRow = firstRow(part, parts, filter.rowLimit());
        this.endRow = firstRow(part + 1, parts, filter.rowLimit());
        int capacity = (int) Math.min(Batch.ROWS, 2L * filter.rowLimit());
        this.selection = new Selection(capacity, projection.wantsBounds());
        this.vectors = projection.vectors(0, selection.capacity());
        this.batch = new Batch(vectors);
    }

    /** Where a part begins, at the beginning of a page; the part behind the last begins at the end. */
    private static int firstRow(int part, int parts, int rowLimit) {
        int pages = (int) (((long) rowLimit + Page.ROWS - 1) / Page.ROWS);
        return (int) Math.min(rowLimit, (long) pages * part / parts * Page.ROWS);
    }

    @Override
    public @Nullable Batch next() {
        int limit = endRow;
        selection.clear();
        for (ColumnVector vector : vectors) {
            vector.clear();
        }
        while (nextRow < limit && selection.room() > 1) {
            Page page = rows.page(nextRow);
            int firstRow = nextRow & ~Page.MASK;
            int to = Math.min(Page.ROWS, limit - firstRow);
            selection.enterPage();
            int offset = filter.select(page, firstRow, nextRow & Page.MASK, to, hidden, selection);
            nextRow = firstRow + offset;
            if (selection.size() > selection.pageStart()) {
                projection.gather(page, selection, vectors);
            }
        }
        if (selection.size() == 0) {
            return null;
        }
        batch.setSize(selection.size());
        return batch;
    }

    @Override
    public void close() {
        nextRow = endRow;
    }
}
