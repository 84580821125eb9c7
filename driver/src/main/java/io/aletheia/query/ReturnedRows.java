package io.aletheia.query;

import io.aletheia.engine.Savepoint;
import io.aletheia.engine.Transaction;
import io.aletheia.query.exec.ExecutionContext;
import io.aletheia.query.statement.BoundChange;
import io.aletheia.query.statement.CommitStamp;
import io.aletheia.query.statement.Returning;
import io.aletheia.query.statement.WrittenStrip;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one run of a change with RETURNING. They are made while the commit is still to come, so that an error in them undoes the
 * statement, and once more with the commit's stamp if they depend on it. For one run; not thread-safe.
 */
final class ReturnedRows implements AutoCloseable {
    private final Returning returning;
    private final boolean completed;
    private final Function<Transaction, ExecutionContext> contexts;
    private List<WrittenStrip> strips = List.of();
    private List<@Nullable Object[]> rows = List.of();
    /** What was there before the change, for when its own transaction is over. */
    private @Nullable Transaction before;

    /**
     * Nothing yet.
     *
     * @param ownTransaction whether the statement is a transaction of its own, whose commit is waited for
     * @param contexts what expressions are evaluated in
     */
    ReturnedRows(Returning returning, boolean ownTransaction, Function<Transaction, ExecutionContext> contexts) {
        this.returning = returning;
        this.completed = ownTransaction && returning.readsTimes();
        this.contexts = contexts;
    }

    /** Runs the change and makes the rows. */
    void run(BoundChange change, Transaction transaction, @Nullable Object[] values, ClippedEdges clipped) {
        Savepoint start = transaction.savepoint();
        if (completed) {
            before = transaction.withoutWrites();
        }
        ExecutionContext context = contexts.apply(transaction);
        strips = clipped.count(
                transaction,
                () -> change.run(transaction, context, values, null).strips());
        var open = new CommitStamp(transaction.nowMicros(), 0);
        rows = returning.readsTables()
                ? transaction.before(start, () -> returning.rows(strips, context, open))
                : returning.rows(strips, context, open);
    }

    /** The commit has come. */
    void complete(CommitStamp stamp) {
        if (before != null) {
            rows = returning.rows(strips, contexts.apply(before), stamp);
        }
    }

    /** The rows, up to a number; all of them if that is 0. */
    List<@Nullable Object[]> rows(long rowsMax) {
        return rowsMax == 0 || rowsMax >= rows.size() ? rows : rows.subList(0, (int) rowsMax);
    }

    @Override
    public void close() {
        if (before != null) {
            before.close();
        }
    }
}
