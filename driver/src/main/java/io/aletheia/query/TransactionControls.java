package io.aletheia.query;

import io.aletheia.engine.Isolation;
import io.aletheia.grammar.tree.TransactionControl;
import org.jspecify.annotations.Nullable;

/** Runs BEGIN, COMMIT, ROLLBACK, savepoints and SET TRANSACTION. For one statement. */
final class TransactionControls implements TransactionControl.Visitor<Result> {
    private static final Result DONE = Result.count(0, null);

    private final EngineSession session;
    private final SessionTransaction transactions;
    private final Interruption interruption;

    TransactionControls(EngineSession session, Interruption interruption) {
        this.session = session;
        this.transactions = session.transactions();
        this.interruption = interruption;
    }

    @Override
    public Result visit(TransactionControl.Begin begin) {
        TransactionDefaults defaults = begin.defaults().isEmpty()
                ? TransactionDefaults.NONE
                : new TimeControls(session, interruption).transaction(begin.defaults());
        transactions.begin(
                isolation(begin.characteristics()), begin.characteristics().readOnly(), defaults);
        return DONE;
    }

    /** The weakest level of ours that is as strong as the one asked for; null if none was. */
    private static @Nullable Isolation isolation(TransactionControl.Characteristics characteristics) {
        TransactionControl.Isolation asked = characteristics.isolation();
        if (asked == null) {
            return null;
        }
        return switch (asked) {
            case READ_UNCOMMITTED, READ_COMMITTED, REPEATABLE_READ -> Isolation.SNAPSHOT;
            case SERIALIZABLE -> Isolation.SERIALIZABLE;
        };
    }

    @Override
    public Result visit(TransactionControl.Commit commit) {
        transactions.end(true);
        return DONE;
    }

    @Override
    public Result visit(TransactionControl.Rollback rollback) {
        if (rollback.savepoint() == null) {
            transactions.end(false);
        } else {
            transactions.rollbackTo(rollback.savepoint().getSimple());
        }
        return DONE;
    }

    @Override
    public Result visit(TransactionControl.SetSavepoint savepoint) {
        transactions.savepoint(savepoint.name().getSimple());
        return DONE;
    }

    @Override
    public Result visit(TransactionControl.ReleaseSavepoint savepoint) {
        transactions.release(savepoint.name().getSimple());
        return DONE;
    }

    @Override
    public Result visit(TransactionControl.SetTransaction set) {
        if (set.systemTime() != null) {
            session.requireWritable();
            transactions.setSystemTime(session.instant(set.systemTime(), interruption));
            return DONE;
        }
        Isolation isolation = isolation(set.characteristics());
        Boolean readOnly = set.characteristics().readOnly();
        if (set.session()) {
            if (isolation != null) {
                transactions.setIsolation(isolation);
            }
            if (readOnly != null) {
                transactions.setReadOnly(readOnly);
            }
        } else {
            transactions.setNext(isolation, readOnly);
        }
        return DONE;
    }
}
