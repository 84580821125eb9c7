package io.aletheia.query;

import io.aletheia.engine.Transaction;
import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.ColumnVector;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a running query: at most so many, each fetch open to interruption. Lets go of its transaction, if that is its own, when it
 * is closed. Not thread-safe.
 */
final class QueryRows implements Cursor {
    private final List<ResultColumn> columns;
    private final Interruption interruption;
    private final SessionTransaction transactions;
    private final @Nullable Transaction own;
    private BatchSource source;
    private long rowsLeft;
    private boolean closed;

    /**
     * Rows.
     *
     * @param maxRows most rows; 0 for all
     * @param transactions where these rows are known while they are open
     * @param own the transaction that ends with these rows; null if it is the session's
     */
    QueryRows(
            List<ResultColumn> columns,
            BatchSource source,
            Interruption interruption,
            long maxRows,
            SessionTransaction transactions,
            @Nullable Transaction own) {
        this.columns = columns;
        this.source = source;
        this.interruption = interruption;
        this.rowsLeft = maxRows == 0 ? Long.MAX_VALUE : maxRows;
        this.transactions = transactions;
        this.own = own;
        if (own == null) {
            transactions.opened(this);
        }
    }

    @Override
    public List<ResultColumn> columns() {
        return columns;
    }

    @Override
    public @Nullable Batch next() {
        if (closed || rowsLeft <= 0) {
            return null;
        }
        Batch batch = Failures.guarded(() -> {
            interruption.check();
            return source.next();
        });
        if (batch == null) {
            rowsLeft = 0;
            return null;
        }
        if (batch.size() > rowsLeft) {
            int[] selection = batch.selection();
            if (selection == null) {
                batch.setSize((int) rowsLeft);
            } else {
                batch.setSelection(selection, (int) rowsLeft);
            }
        }
        rowsLeft -= batch.size();
        return batch;
    }

    /** Reads the rest into memory, so that the transaction can end while these rows stay open. */
    void detach() {
        if (closed || rowsLeft <= 0) {
            return;
        }
        List<Batch> rest = new ArrayList<>();
        long left = rowsLeft;
        for (Batch batch = next(); batch != null; batch = next()) {
            rest.add(copy(batch));
        }
        source.close();
        source = new Kept(rest);
        rowsLeft = left;
    }

    private static Batch copy(Batch batch) {
        ColumnVector[] vectors = new ColumnVector[batch.width()];
        for (int column = 0; column < vectors.length; column++) {
            ColumnVector from = batch.column(column);
            vectors[column] = ColumnVector.of(from.type());
            vectors[column].ensureCapacity(batch.size());
            for (int i = 0; i < batch.size(); i++) {
                vectors[column].copyFrom(from, batch.row(i), i);
            }
        }
        var copy = new Batch(vectors);
        copy.setSize(batch.size());
        return copy;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            try {
                source.close();
            } finally {
                if (own == null) {
                    transactions.closed(this);
                } else {
                    own.close();
                }
            }
        }
    }

    /** Batches in memory. */
    private static final class Kept implements BatchSource {
        private final List<Batch> batches;
        private int position;

        Kept(List<Batch> batches) {
            this.batches = batches;
        }

        @Override
        public @Nullable Batch next() {
            return position == batches.size() ? null : batches.get(position++);
        }

        @Override
        public void close() {
            position = batches.size();
        }
    }
}
