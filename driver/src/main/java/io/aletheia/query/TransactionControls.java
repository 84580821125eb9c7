package io.aletheia.query;

import io.aletheia.engine.Isolation;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.DurabilityMode;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.grammar.tree.Option;
import io.aletheia.grammar.tree.TransactionControl;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeName;
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
        // Before anything is begun, so that a wrong word begins nothing.
        DurabilityMode durability = durability(begin.characteristics());
        transactions.begin(
                isolation(begin.characteristics()), begin.characteristics().readOnly(), defaults);
        if (durability != null) {
            transactions.setTransactionDurability(durability);
        }
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

    /** The mode asked for; null if none was. INVALID_ARGUMENT (22023) if there is no such. */
    private static @Nullable DurabilityMode durability(TransactionControl.Characteristics characteristics) {
        String asked = characteristics.durability();
        if (asked == null) {
            return null;
        }
        try {
            return DurabilityMode.valueOf(Setting.DURABILITY.canonical(asked));
        } catch (DatabaseException e) {
            // Of a connection's property it would be one of connecting.
            throw new DatabaseException(ErrorCode.INVALID_ARGUMENT, String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public Result visit(TransactionControl.Commit commit) {
        String comment = null;
        for (Option option : commit.options()) {
            if (!option.name().equals("COMMENT")) {
                throw new DatabaseException(
                        ErrorCode.UNSUPPORTED, "COMMIT WITH " + option.name() + " is not supported yet");
            }
            comment = text(option);
        }
        transactions.end(true, comment);
        return DONE;
    }

    @Override
    public Result visit(TransactionControl.Rollback rollback) {
        if (rollback.savepoint() == null) {
            transactions.end(false, null);
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
        DurabilityMode durability = durability(set.characteristics());
        Boolean readOnly = set.characteristics().readOnly();
        if (set.session()) {
            if (isolation != null) {
                transactions.setIsolation(isolation);
            }
            if (readOnly != null) {
                transactions.setReadOnly(readOnly);
            }
            if (durability != null) {
                session.set(Setting.DURABILITY, durability.name());
            }
        } else {
            if (isolation != null || readOnly != null) {
                transactions.setNext(isolation, readOnly);
            }
            if (durability != null) {
                transactions.setTransactionDurability(durability);
            }
        }
        return DONE;
    }

    private static String text(Option option) {
        SqlNode value = option.value();
        if (value instanceof SqlLiteral literal && literal.getTypeName() == SqlTypeName.CHAR) {
            return literal.getValueAs(String.class);
        }
        throw new DatabaseException(ErrorCode.INVALID_ARGUMENT, option.name() + " is a string, not " + value);
    }
}
