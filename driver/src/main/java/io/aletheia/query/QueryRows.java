package io.aletheia.query;

import io.aletheia.engine.Transaction;
import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.DatabaseException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a running query: at most so many, each fetch open to interruption. Lets go of its transaction, if that is its own, when it
 * is closed. An error is that of the fetch which meets it, whatever else the session does meanwhile. Not thread-safe.
 */
final class QueryRows implements Cursor {
    private final List<ResultColumn> columns;
    private final Interruption interruption;
    private final SessionTransaction transactions;
    private final @Nullable Transaction own;
    private final boolean settled;
    private BatchSource source;
    private @Nullable DatabaseException failure;
    private @Nullable Holder holder;
    private long rowsLeft;
    private boolean closed;

    /**
     * Rows.
     *
     * @param maxRows most rows; 0 for all
     * @param transactions where these rows are known while they are open
     * @param own the transaction that ends with these rows; null if it is the session's
     * @param settled whether what the transaction writes later cannot show in them
     */
    QueryRows(
            List<ResultColumn> columns,
            BatchSource source,
            Interruption interruption,
            long maxRows,
            SessionTransaction transactions,
            @Nullable Transaction own,
            boolean settled) {
        this.columns = columns;
        this.source = source;
        this.interruption = interruption;
        this.rowsLeft = maxRows == 0 ? Long.MAX_VALUE : maxRows;
        this.transactions = transactions;
        this.own = own;
        this.settled = settled;
        if (own == null) {
            transactions.opened(this);
        }
    }

    @Override
    public List<ResultColumn> columns() {
        return columns;
    }

    @Override
    public void heldBy(Holder newHolder) {
        holder = newHolder;
    }

    @Override
    public @Nullable Batch next() {
        if (failure != null) {
            throw failure;
        }
        if (closed || rowsLeft <= 0) {
            return null;
        }
        Batch batch = fetch();
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
        interruption.progressed(batch.size());
        return batch;
    }

    private @Nullable Batch fetch() {
        try {
            interruption.check();
            interruption.is(Interruption.State.RUNNING);
            Batch lazy = source.next();
            // Whoever reads it may do so when the transaction has ended.
            Batch batch = lazy == null ? null : lazy.filled();
            interruption.is(batch == null ? Interruption.State.ENDED : Interruption.State.FETCHING);
            return batch;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError | AssertionError e) {
            DatabaseException error = Failures.of(e);
            failure = error;
            interruption.is(Interruption.State.ENDED);
            throw error;
        }
    }

    /** Whether what the transaction writes later cannot show in these rows. */
    boolean isSettled() {
        return settled;
    }

    /** Reads the rest into memory, so that the transaction can end or go on while these rows stay open. */
    void detach() {
        if (closed || rowsLeft <= 0 || failure != null || source instanceof Kept) {
            return;
        }
        if (holder != null) {
            holder.keepBatch();
        }
        List<Batch> rest = new ArrayList<>();
        long left = rowsLeft;
        DatabaseException error = null;
        try {
            for (Batch batch = next(); batch != null; batch = next()) {
                rest.add(copy(batch));
            }
        } catch (DatabaseException e) {
            // Whoever reads that far gets it. What the session does now does not depend on it.
            error = e;
        }
        source.close();
        source = new Kept(rest, error);
        rowsLeft = left;
        failure = null;
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
            interruption.is(Interruption.State.ENDED);
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
        private final @Nullable DatabaseException error;
        private int position;

        /** Batches, and the error that comes after the last; null if they end without one. */
        Kept(List<Batch> batches, @Nullable DatabaseException error) {
            this.batches = batches;
            this.error = error;
        }

        @Override
        public @Nullable Batch next() {
            if (position < batches.size()) {
                return batches.get(position++);
            }
            if (error != null) {
                throw error;
            }
            return null;
        }

        @Override
        public void close() {
            position = batches.size();
        }
    }
}
