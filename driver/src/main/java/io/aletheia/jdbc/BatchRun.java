package io.aletheia.jdbc;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.jdbc.types.RowsCursor;
import io.aletheia.query.Cursor;
import io.aletheia.query.Result;
import io.aletheia.query.ResultColumn;
import io.aletheia.query.Session;
import io.aletheia.query.Setting;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One run of a batch. In autocommit mode the whole batch is one transaction, so one commit. At an error it stops, or goes on to
 * the end if the connection's {@code batchErrors} is CONTINUE; either way what had succeeded is committed and has its count, the
 * rest is EXECUTE_FAILED or missing. Only if that commit fails nothing was done, and all are EXECUTE_FAILED.
 */
final class BatchRun {
    /** Runs one element of the batch. */
    interface Step {
        Result run(int index) throws SQLException;
    }

    private final Session session;
    private final long[] counts;
    private final List<@Nullable Object[]> keyRows = new ArrayList<>();
    private @Nullable List<ResultColumn> keyColumns;
    private int done;

    BatchRun(Session session, int size) {
        this.session = session;
        this.counts = new long[size];
    }

    /** Runs all elements and returns their counts. */
    long[] run(Step step) throws SQLException {
        SQLException failure = null;
        try {
            boolean goesOn = session.setting(Setting.BATCH_ERRORS).equals("CONTINUE");
            session.beginBatch();
            while (done < counts.length && (failure == null || (goesOn && mayGoOn(failure)))) {
                failure = runNext(step, failure, goesOn);
            }
        } catch (RuntimeException e) {
            failure = SqlErrors.toSqlException(e);
        }
        try {
            session.endBatch(true);
        } catch (RuntimeException e) {
            var commitFailure = SqlErrors.toSqlException(e);
            if (failure != null) {
                commitFailure.addSuppressed(failure);
            }
            Arrays.fill(counts, Statement.EXECUTE_FAILED);
            throw failed(commitFailure, counts);
        }
        if (failure != null) {
            throw failed(failure, Arrays.copyOf(counts, done));
        }
        return counts;
    }

    private @Nullable SQLException runNext(Step step, @Nullable SQLException failure, boolean goesOn) {
        try {
            var result = step.run(done);
            counts[done] = result.updateCount();
            addKeys(result.generatedKeys());
            done++;
            return failure;
        } catch (SQLException e) {
            if (goesOn) {
                counts[done++] = Statement.EXECUTE_FAILED;
            }
            if (failure == null) {
                return e;
            }
            failure.setNextException(e);
            return failure;
        }
    }

    /** A cancelled statement and a lost connection end the batch even where it is to go on. */
    private static boolean mayGoOn(SQLException failure) {
        SQLException last = failure;
        for (var next = failure; next != null; next = next.getNextException()) {
            last = next;
        }
        var state = last.getSQLState();
        return !state.startsWith("08") && !state.equals(ErrorCode.CANCELLED.sqlState());
    }

    private static BatchUpdateException failed(SQLException failure, long[] counts) {
        var error = new BatchUpdateException(
                failure.getMessage(), failure.getSQLState(), failure.getErrorCode(), counts, failure);
        error.setNextException(failure);
        return error;
    }

    private void addKeys(@Nullable Cursor keys) throws SQLException {
        if (keys == null) {
            return;
        }
        try (keys) {
            keyColumns = keys.columns();
            for (var batch = keys.next(); batch != null; batch = keys.next()) {
                for (int r = 0; r < batch.size(); r++) {
                    var values = new @Nullable Object[batch.width()];
                    for (int c = 0; c < values.length; c++) {
                        values[c] = batch.column(c).object(batch.row(r));
                    }
                    keyRows.add(values);
                }
            }
        } catch (DatabaseException e) {
            throw SqlErrors.toSqlException(e);
        }
    }

    /** The keys of all elements that succeeded; null if none gave any. */
    @Nullable
    RowsCursor keys() {
        return keyColumns == null ? null : new RowsCursor(keyColumns, keyRows);
    }

    /** Counts as the older method returns them. */
    static int[] narrowed(long[] counts) {
        var narrowed = new int[counts.length];
        for (int i = 0; i < counts.length; i++) {
            narrowed[i] = StatementExecution.narrowed(counts[i]);
        }
        return narrowed;
    }
}
