package io.aletheia.engine.store;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.LazyColumns;
import io.aletheia.engine.model.LazyVectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads all versions of a table, or of a part of its pages, that a filter lets through, page after page. Columns are copied when
 * they are asked for. Not thread-safe.
 */
final class TableScan implements BatchSource {
    /** A batch that has so many rows ends with a page, since what has rows of one page only can be copied in part. */
    private static final int ROWS_ENOUGH = Batch.ROWS / 4;

    private final VersionRows rows;
    private final VersionFilter filter;
    private final Projection projection;
    private final @Nullable EntitySet hidden;
    private final Selection selection;
    private final Copies copies;
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
        this.copies = new Copies(projection.vectors(0, selection.capacity()));
        this.batch = new Batch(copies, null);
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
        copies.empty();
        while (nextRow < limit && selection.room() > 1 && !(endsPage() && selection.size() >= ROWS_ENOUGH)) {
            Page page = rows.page(nextRow);
            int firstRow = nextRow & ~Page.MASK;
            int to = Math.min(Page.ROWS, limit - firstRow);
            selection.enterPage(page);
            int offset = filter.select(page, firstRow, nextRow & Page.MASK, to, hidden, selection);
            nextRow = firstRow + offset;
        }
        if (selection.size() == 0) {
            return null;
        }
        batch.setSize(selection.size());
        return batch;
    }

    /** Whether the next row is the first of a page. */
    private boolean endsPage() {
        return (nextRow & Page.MASK) == 0;
    }

    @Override
    public void close() {
        nextRow = endRow;
    }

    /** What is copied of the batch at hand. */
    private final class Copies extends LazyVectors implements LazyColumns {
        Copies(ColumnVector[] vectors) {
            super(vectors);
        }

        @Override
        public ColumnVector column(int position, Batch rows) {
            return filled(position, batch, rows);
        }

        @Override
        protected void fill(int position, ColumnVector vector, Batch rows) {
            int[] some = rows.selection();
            if (some != null && selection.pageCount() == 1) {
                projection.gather(position, selection.chooseSome(some, rows.size()), selection, vector);
                return;
            }
            for (int i = 0; i < selection.pageCount(); i++) {
                projection.gather(position, selection.choosePage(i), selection, vector);
            }
        }
    }
}
