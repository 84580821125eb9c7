package io.aletheia.jdbc;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.query.Cursor;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a result set and the position in them. A forward-only one holds the cursor's present batch and reads values out of
 * its vectors; a scrollable one first copies all rows into one batch. Not thread-safe.
 *
 * <p>{@link #current} has no columns unless the result set is open and on a row, so that a getter's check of the column's
 * position checks that too.
 */
abstract class ResultRows extends LabelledResultSet implements Cursor.Holder {
    private static final Batch NOTHING = new Batch();

    final StatementExecution statement;
    final ColumnSet columns;

    /** The batch of the present row; without columns if there is no present row. */
    Batch current = NOTHING;

    /** The row in the vectors of {@link #current}. */
    int row;

    /** Whether the value read last was null. */
    boolean wasNull;

    private final Cursor cursor;
    private final int executionNumber;
    private final boolean scrollable;
    private Batch batch = NOTHING;
    private @Nullable Batch peeked;
    private int index = -1;
    private int size;
    private long rowsBefore;
    private boolean exhausted;
    private boolean closed;
    private int fetchSize;
    private int fetchDirection = FETCH_FORWARD;
    private @Nullable SQLWarning warnings;

    ResultRows(StatementExecution statement, Cursor cursor, ColumnSet columns, boolean scrollable) throws SQLException {
        this.statement = statement;
        this.cursor = cursor;
        this.columns = columns;
        this.scrollable = scrollable;
        this.executionNumber = statement.executionNumber();
        this.fetchSize = statement.fetchSize;
        cursor.heldBy(this);
        if (scrollable) {
            materialise();
        }
    }

    private void materialise() throws SQLException {
        var vectors = new ColumnVector[columns.size()];
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = ColumnVector.of(columns.type(i + 1));
        }
        int rows = 0;
        for (Batch next = pull(); next != null; next = pull()) {
            try {
                copy(next, vectors, rows);
            } catch (RuntimeException e) {
                throw SqlErrors.toSqlException(e);
            }
            rows += next.size();
        }
        batch = new Batch(vectors);
        batch.setSize(rows);
        size = rows;
    }

    private static void copy(Batch source, ColumnVector[] target, int firstRow) {
        for (int i = 0; i < target.length; i++) {
            var column = source.column(i);
            target[i].ensureCapacity(firstRow + source.size());
            for (int r = 0; r < source.size(); r++) {
                target[i].copyFrom(column, source.row(r), firstRow + r);
            }
        }
    }

    /** The cursor's next batch; at the end the cursor is closed, so that what it holds is free before the user closes. */
    private @Nullable Batch pull() throws SQLException {
        if (exhausted) {
            return null;
        }
        // An error ends the rows too.
        exhausted = true;
        var next = statement.fetch(cursor, executionNumber);
        exhausted = next == null;
        if (exhausted) {
            statement.release(cursor);
        }
        return next;
    }

    @Override
    final void checkOpen() throws SQLException {
        if (closed) {
            throw SqlErrors.of(ErrorCode.CURSOR_STATE, "the result set is closed");
        }
    }

    /** The vector of a column of the present row; the one check that getters need. */
    final ColumnVector vector(int column) throws SQLException {
        var batchNow = current;
        if (column < 1 || column > batchNow.width()) {
            throw outside(column);
        }
        return batchNow.column(column - 1);
    }

    private SQLException outside(int column) throws SQLException {
        checkOpen();
        if (current == NOTHING) {
            return SqlErrors.of(
                    ErrorCode.CURSOR_STATE,
                    index < 0 && rowsBefore == 0
                            ? "the result set is before its first row: call next()"
                            : "the result set is after its last row");
        }
        columns.check(column);
        throw SqlErrors.of(ErrorCode.INTERNAL, "a batch has " + current.width() + " columns, not " + columns.size());
    }

    // Moves

    @Override
    public final boolean next() throws SQLException {
        int next = index + 1;
        if (next < size) {
            index = next;
            row = batch.row(next);
            current = batch;
            warnings = null;
            return true;
        }
        return nextBatch();
    }

    private boolean nextBatch() throws SQLException {
        checkOpen();
        warnings = null;
        current = NOTHING;
        if (scrollable) {
            index = size;
            return false;
        }
        var next = peeked;
        peeked = null;
        if (next == null) {
            next = pull();
        }
        rowsBefore += size;
        if (next == null) {
            batch = NOTHING;
            size = 0;
            index = -1;
            return false;
        }
        batch = next;
        size = next.size();
        index = 0;
        row = next.row(0);
        current = next;
        return true;
    }

    private boolean moveTo(long target) {
        warnings = null;
        index = (int) Math.max(-1, Math.min(size, target));
        boolean onRow = index >= 0 && index < size;
        current = onRow ? batch : NOTHING;
        row = onRow ? batch.row(index) : 0;
        return onRow;
    }

    private void checkScrollable() throws SQLException {
        checkOpen();
        if (!scrollable) {
            throw SqlErrors.of(
                    ErrorCode.NOT_SCROLLABLE,
                    "the result set only moves forward; ask for TYPE_SCROLL_INSENSITIVE when creating the statement");
        }
    }

    @Override
    public final boolean previous() throws SQLException {
        checkScrollable();
        return moveTo(index - 1L);
    }

    @Override
    public final boolean first() throws SQLException {
        checkScrollable();
        return moveTo(0);
    }

    @Override
    public final boolean last() throws SQLException {
        checkScrollable();
        return moveTo(size - 1L);
    }

    @Override
    public final boolean absolute(int target) throws SQLException {
        checkScrollable();
        return moveTo(target < 0 ? (long) size + target : target - 1L);
    }

    @Override
    public final boolean relative(int rows) throws SQLException {
        checkScrollable();
        return moveTo((long) index + rows);
    }

    @Override
    public final void beforeFirst() throws SQLException {
        checkScrollable();
        moveTo(-1);
    }

    @Override
    public final void afterLast() throws SQLException {
        checkScrollable();
        moveTo(size);
    }

    // Where it is

    @Override
    public final int getRow() throws SQLException {
        checkOpen();
        return current == NOTHING ? 0 : (int) Math.min(Integer.MAX_VALUE, rowsBefore + index + 1);
    }

    @Override
    public final boolean isFirst() throws SQLException {
        checkOpen();
        return current != NOTHING && rowsBefore + index == 0;
    }

    @Override
    public final boolean isBeforeFirst() throws SQLException {
        checkOpen();
        if (scrollable) {
            return index < 0 && size > 0;
        }
        return index < 0 && rowsBefore == 0 && peek();
    }

    @Override
    public final boolean isAfterLast() throws SQLException {
        checkOpen();
        return current == NOTHING && (scrollable ? index >= size && size > 0 : rowsBefore > 0);
    }

    @Override
    public final boolean isLast() throws SQLException {
        checkOpen();
        if (current == NOTHING || index + 1 < size) {
            return false;
        }
        if (scrollable) {
            return true;
        }
        if (peeked == null && !exhausted) {
            keepCurrentRow();
        }
        return !peek();
    }

    /** Whether there is another batch. What the present one holds is lost. */
    private boolean peek() throws SQLException {
        if (peeked == null) {
            peeked = pull();
        }
        return peeked != null;
    }

    /**
     * Copies what was fetched and not read yet, because the transaction ends or writes: its session then reads the rest of the rows,
     * which voids the present batch.
     */
    @Override
    public final void keepBatch() {
        if (peeked != null) {
            peeked = copyOf(peeked);
        } else if (!scrollable && !exhausted && batch != NOTHING) {
            boolean onRow = current != NOTHING;
            batch = copyOf(batch);
            if (onRow) {
                current = batch;
                row = index;
            }
        }
    }

    private Batch copyOf(Batch source) {
        var vectors = new ColumnVector[columns.size()];
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = ColumnVector.of(columns.type(i + 1));
        }
        copy(source, vectors, 0);
        var copy = new Batch(vectors);
        copy.setSize(source.size());
        return copy;
    }

    /** Copies the present row, because its batch is void when the next one is pulled. */
    private void keepCurrentRow() throws SQLException {
        try {
            var vectors = new ColumnVector[columns.size()];
            for (int i = 0; i < vectors.length; i++) {
                vectors[i] = ColumnVector.of(columns.type(i + 1));
                vectors[i].copyFrom(current.column(i), row, 0);
            }
            batch = new Batch(vectors);
        } catch (RuntimeException e) {
            throw SqlErrors.toSqlException(e);
        }
        batch.setSize(1);
        current = batch;
        rowsBefore += index;
        row = 0;
        index = 0;
        size = 1;
    }

    // What it is

    @Override
    public final int findColumn(@Nullable String label) throws SQLException {
        checkOpen();
        return columns.find(label);
    }

    @Override
    public final boolean wasNull() throws SQLException {
        checkOpen();
        return wasNull;
    }

    @Override
    public final ResultSetMetaData getMetaData() throws SQLException {
        checkOpen();
        return new AletheiaResultSetMetaData(columns, statement.connection);
    }

    @Override
    public final Statement getStatement() throws SQLException {
        checkOpen();
        return statement;
    }

    @Override
    public final int getType() throws SQLException {
        checkOpen();
        return scrollable ? TYPE_SCROLL_INSENSITIVE : TYPE_FORWARD_ONLY;
    }

    @Override
    public final int getConcurrency() throws SQLException {
        checkOpen();
        return CONCUR_READ_ONLY;
    }

    @Override
    public final int getHoldability() throws SQLException {
        checkOpen();
        return HOLD_CURSORS_OVER_COMMIT;
    }

    @Override
    public final int getFetchSize() throws SQLException {
        checkOpen();
        return fetchSize;
    }

    @Override
    public final void setFetchSize(int rows) throws SQLException {
        checkOpen();
        StatementSettings.checkNotNegative(rows, "the fetch size");
        fetchSize = rows;
    }

    @Override
    public final int getFetchDirection() throws SQLException {
        checkOpen();
        return fetchDirection;
    }

    @Override
    public final void setFetchDirection(int direction) throws SQLException {
        checkOpen();
        StatementSettings.checkFetchDirection(direction);
        if (direction != ResultSet.FETCH_FORWARD) {
            checkScrollable();
        }
        fetchDirection = direction;
    }

    @Override
    public final @Nullable SQLWarning getWarnings() throws SQLException {
        checkOpen();
        return warnings;
    }

    @Override
    public final void clearWarnings() throws SQLException {
        checkOpen();
        warnings = null;
    }

    @Override
    public final boolean isClosed() {
        return closed;
    }

    @Override
    public final void close() throws SQLException {
        if (closed) {
            return;
        }
        closed = true;
        current = NOTHING;
        batch = NOTHING;
        peeked = null;
        size = 0;
        index = -1;
        if (!exhausted) {
            exhausted = true;
            statement.release(cursor);
        }
        statement.resultClosed();
    }
}
