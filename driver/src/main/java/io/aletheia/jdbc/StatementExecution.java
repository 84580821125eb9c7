package io.aletheia.jdbc;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.jdbc.types.RowsCursor;
import io.aletheia.query.Cursor;
import io.aletheia.query.Execution;
import io.aletheia.query.Prepared;
import io.aletheia.query.Result;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a statement runs, what it gave, and how it is cancelled. Not thread-safe but for {@link #cancel}, which takes no lock: the
 * statement counts its executions, and a cancel is meant for the one that it finds, so that it can neither miss a fetch of its
 * rows nor hit the next execution.
 */
abstract class StatementExecution extends StatementSettings {
    private static final VarHandle ACTIVITY;

    static {
        try {
            ACTIVITY = MethodHandles.lookup().findVarHandle(StatementExecution.class, "activity", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Twice the number of the present execution, plus one while the statement's thread is inside the session. */
    @SuppressWarnings(
            "unused") // by ACTIVITY: written with release by the statement's thread, read with acquire by cancel
    private int activity;

    /** The number of the execution that was cancelled last; volatile, for cancel writes it from another thread. */
    private volatile int cancelledExecution;

    private int executionNumber = 1;
    private @Nullable AletheiaResultSet current;
    private long updateCount = -1;
    private @Nullable AletheiaResultSet keys;
    private @Nullable ArrayDeque<Outcome> further;
    private @Nullable List<AletheiaResultSet> kept;
    private boolean restarting;

    /** What one statement of several gave. */
    record Outcome(
            @Nullable AletheiaResultSet rows,
            long updateCount,
            @Nullable AletheiaResultSet keys) {}

    StatementExecution(AletheiaConnection connection, boolean scrollable) throws SQLException {
        super(connection, scrollable);
    }

    // Running

    /** Forgets what the execution before gave and begins a new one. */
    final void start() throws SQLException {
        checkOpen();
        connection.checkOpen();
        closeResults();
        forgetWarnings();
        executionNumber++;
    }

    final int executionNumber() {
        return executionNumber;
    }

    private void enter() {
        ACTIVITY.setRelease(this, executionNumber << 1 | 1);
    }

    private void leave() {
        ACTIVITY.setRelease(this, executionNumber << 1);
    }

    /** Makes a text ready to run. */
    final Prepared prepare(String sql) throws SQLException {
        enter();
        try {
            return connection.session().prepare(sql);
        } catch (RuntimeException | StackOverflowError | AssertionError e) {
            throw failure(e, sql);
        } finally {
            leave();
        }
    }

    /** Runs it once. */
    final Result run(Prepared prepared, @Nullable Object[] parameters, Execution execution) throws SQLException {
        if (prepared.kind() == Prepared.Kind.OTHER) {
            // It may be COMMIT.
            connection.keepBatches();
        }
        if (cancelledExecution == executionNumber) {
            // It was cancelled while it was prepared.
            throw SqlErrors.of(ErrorCode.CANCELLED, "the statement was cancelled");
        }
        enter();
        try {
            var result = prepared.execute(parameters, execution);
            var warning = result.warning();
            if (warning != null) {
                warn(warning);
            }
            warnOfCommit();
            return result;
        } catch (RuntimeException | StackOverflowError | AssertionError e) {
            throw failure(e, prepared.sql());
        } finally {
            leave();
        }
    }

    /** Notes what is to be known of the commit that was just made. */
    final void warnOfCommit() {
        var warning = connection.session().takeCommitWarning();
        if (warning != null) {
            warn(warning);
        }
    }

    private SQLException failure(Throwable error, String sql) {
        return SqlErrors.toSqlException(error, sql, connection.session().lastErrorPosition());
    }

    /** Pulls the next rows of an execution's cursor. */
    final @Nullable Batch fetch(Cursor cursor, int execution) throws SQLException {
        if (cancelledExecution == execution) {
            // Nobody will read on, so the end of the transaction need not either.
            release(cursor);
            throw SqlErrors.of(ErrorCode.CANCELLED, "the statement was cancelled");
        }
        enter();
        try {
            return cursor.next();
        } catch (RuntimeException | StackOverflowError | AssertionError e) {
            throw SqlErrors.toSqlException(e);
        } finally {
            leave();
        }
    }

    /** Lets go of a cursor. */
    final void release(Cursor cursor) throws SQLException {
        try {
            cursor.close();
        } catch (RuntimeException | StackOverflowError | AssertionError e) {
            throw SqlErrors.toSqlException(e);
        }
    }

    /** Does nothing if nothing runs, also if the statement is closed: who cancels from another thread cannot know. */
    @Override
    public final void cancel() throws SQLException {
        if (closed) {
            return;
        }
        int seen = (int) ACTIVITY.getAcquire(this);
        cancelledExecution = seen >> 1;
        if ((seen & 1) != 0) {
            try {
                connection.session().cancel();
            } catch (RuntimeException e) {
                throw SqlErrors.toSqlException(e);
            }
        }
    }

    /** Refuses a statement of the wrong kind before it runs. */
    static void checkIsQuery(Prepared prepared) throws SQLException {
        if (prepared.kind() != Prepared.Kind.QUERY) {
            throw SqlErrors.toSqlException(
                    new DatabaseException(ErrorCode.NOT_A_QUERY, "the statement returns no rows: use executeUpdate"),
                    prepared.sql(),
                    null);
        }
    }

    /** Refuses a statement of the wrong kind before it runs. */
    static void checkIsNoQuery(Prepared prepared) throws SQLException {
        if (prepared.kind() == Prepared.Kind.QUERY) {
            throw SqlErrors.toSqlException(
                    new DatabaseException(ErrorCode.IS_A_QUERY, "the statement returns rows: use executeQuery"),
                    prepared.sql(),
                    null);
        }
    }

    // Results

    /** Shows rows as the present result. */
    final AletheiaResultSet show(Cursor rows, ColumnSet columns) throws SQLException {
        var result = new AletheiaResultSet(this, rows, columns, scrollable);
        current = result;
        updateCount = -1;
        return result;
    }

    /** Shows what a statement gave as the present result. */
    final void show(Result result) throws SQLException {
        show(outcome(result));
    }

    private void show(Outcome outcome) {
        current = outcome.rows();
        updateCount = outcome.updateCount();
        keys = outcome.keys();
    }

    /** What a statement gave, as objects of JDBC. */
    final Outcome outcome(Result result) throws SQLException {
        var generated = result.generatedKeys();
        var keyRows = generated == null
                ? null
                : new AletheiaResultSet(this, generated, new ColumnSet(generated.columns()), scrollable);
        var cursor = result.rows();
        return cursor == null
                ? new Outcome(null, result.updateCount(), keyRows)
                : new Outcome(
                        new AletheiaResultSet(this, cursor, new ColumnSet(cursor.columns()), scrollable), -1, keyRows);
    }

    /** Shows the first of several results; getMoreResults shows the others. */
    final void show(ArrayDeque<Outcome> outcomes) {
        further = outcomes;
        show(outcomes.removeFirst());
    }

    /** Shows keys collected over a batch. */
    final void showKeys(RowsCursor rows) throws SQLException {
        keys = new AletheiaResultSet(this, rows, new ColumnSet(rows.columns()), scrollable);
    }

    final boolean hasRows() {
        return current != null;
    }

    /** The present rows, kept until the next execution but no longer shown as a result. */
    final AletheiaResultSet takeRows() throws SQLException {
        var rows = current;
        if (rows == null) {
            throw SqlErrors.of(ErrorCode.INTERNAL, "there are no rows");
        }
        kept = new ArrayList<>(List.of(rows));
        current = null;
        return rows;
    }

    @Override
    public final @Nullable ResultSet getResultSet() throws SQLException {
        checkOpen();
        return current;
    }

    @Override
    public final long getLargeUpdateCount() throws SQLException {
        checkOpen();
        return updateCount;
    }

    @Override
    public final int getUpdateCount() throws SQLException {
        return narrowed(getLargeUpdateCount());
    }

    /** The count as JDBC's older methods return it: SUCCESS_NO_INFO if an int has no room. */
    static int narrowed(long count) {
        return count > Integer.MAX_VALUE ? SUCCESS_NO_INFO : (int) count;
    }

    @Override
    public final ResultSet getGeneratedKeys() throws SQLException {
        checkOpen();
        var rows = keys;
        if (rows == null) {
            var none = new RowsCursor(List.of(), List.of());
            rows = new AletheiaResultSet(this, none, new ColumnSet(List.of()), scrollable);
            keys = rows;
        }
        return rows;
    }

    @Override
    public final boolean getMoreResults() throws SQLException {
        return getMoreResults(CLOSE_CURRENT_RESULT);
    }

    @Override
    public final boolean getMoreResults(int what) throws SQLException {
        checkOpen();
        if (what != CLOSE_CURRENT_RESULT && what != KEEP_CURRENT_RESULT && what != CLOSE_ALL_RESULTS) {
            throw SqlErrors.of(ErrorCode.INVALID_ARGUMENT, "there is no way " + what + " to treat the present result");
        }
        var before = current;
        var next = further == null ? null : further.pollFirst();
        show(next == null ? new Outcome(null, -1, keys) : next);
        if (before != null && what == KEEP_CURRENT_RESULT) {
            if (kept == null) {
                kept = new ArrayList<>();
            }
            kept.add(before);
        } else if (before != null) {
            before.close();
        }
        if (what == CLOSE_ALL_RESULTS) {
            closeKept();
        }
        return current != null;
    }

    private void closeKept() throws SQLException {
        var open = kept;
        kept = null;
        if (open != null) {
            for (var rows : open) {
                rows.close();
            }
        }
    }

    /** Closes all that the execution before gave. The statement stays open, whatever it was asked to do on completion. */
    final void closeResults() throws SQLException {
        updateCount = -1;
        if (keys == null && further == null && kept == null && (current == null || current.isClosed())) {
            current = null;
            return;
        }
        var open = new ArrayDeque<Outcome>();
        open.add(new Outcome(current, -1, keys));
        if (further != null) {
            open.addAll(further);
        }
        current = null;
        keys = null;
        further = null;
        restarting = true;
        try {
            closeKept();
            close(open);
        } finally {
            restarting = false;
        }
    }

    /** Makes what was fetched independent of the transaction, which is about to end. */
    final void keepBatches() {
        if (current != null) {
            current.keepBatch();
        }
        if (kept != null) {
            kept.forEach(AletheiaResultSet::keepBatch);
        }
    }

    /** Closes results that nobody will see. */
    static void close(Iterable<Outcome> outcomes) throws SQLException {
        for (var outcome : outcomes) {
            if (outcome.rows() != null) {
                outcome.rows().close();
            }
            if (outcome.keys() != null) {
                outcome.keys().close();
            }
        }
    }

    /** Called by a result set that was closed: with the last one, the statement closes too if it was asked to. */
    final void resultClosed() throws SQLException {
        if (closesOnCompletion() && !closed && !restarting && isComplete()) {
            close();
        }
    }

    private boolean isComplete() {
        return (current == null || current.isClosed())
                && (further == null || further.isEmpty())
                && (keys == null || keys.isClosed())
                && (kept == null || kept.stream().allMatch(AletheiaResultSet::isClosed));
    }

    @Override
    public final boolean isClosed() {
        return closed || connection.isClosed();
    }

    @Override
    public final void close() throws SQLException {
        if (closed) {
            return;
        }
        closed = true;
        connection.forget(this);
        closeResults();
    }
}
