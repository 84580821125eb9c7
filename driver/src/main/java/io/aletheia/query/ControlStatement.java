package io.aletheia.query;

import io.aletheia.engine.Transaction;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.ValueType;
import io.aletheia.engine.model.WorkProgress;
import io.aletheia.grammar.AletheiaSql;
import io.aletheia.grammar.tree.Copy;
import io.aletheia.grammar.tree.DataChange;
import io.aletheia.grammar.tree.Definition;
import io.aletheia.grammar.tree.Maintenance;
import io.aletheia.grammar.tree.SessionControl;
import io.aletheia.grammar.tree.Statement;
import io.aletheia.grammar.tree.TransactionControl;
import io.aletheia.query.statement.TableDefiner;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement that is neither query nor change of rows: run straight from its syntax tree. Confined to the session's thread. */
final class ControlStatement implements Prepared, Statement.Visitor<Result> {
    private final EngineSession session;
    private final String sql;
    private final Kind kind;
    private final List<ResultColumn> columns;
    private Interruption interruption;

    ControlStatement(EngineSession session, String sql, Statement statement) {
        this.session = session;
        this.sql = sql;
        this.interruption = new Interruption(sql, 0);
        if (statement.parameterCount() > 0) {
            throw unsupported("a parameter in this statement");
        }
        if (statement instanceof SessionControl.Show show) {
            new SessionControls(session).show(show);
            columns = List.of(ResultColumn.of(SessionControls.label(show), ValueType.VARCHAR));
        } else if (statement instanceof Maintenance.CheckDatabase) {
            columns = CheckRows.COLUMNS;
        } else if (statement instanceof Maintenance.CheckWal) {
            columns = LogCheckRows.COLUMNS;
        } else if (statement instanceof Maintenance.Checkpoint checkpoint && checkpoint.purge()) {
            columns = ErasureRows.COLUMNS;
        } else {
            refuse(statement);
            columns = List.of();
        }
        this.kind = columns.isEmpty() ? Kind.OTHER : Kind.QUERY;
    }

    private static void refuse(Statement statement) {
        if (statement instanceof Statement.Call) {
            throw unsupported("CALL by other than prepareCall (there are no procedures; SELECT calls a function)");
        } else if (statement instanceof Copy.To) {
            throw unsupported("COPY TO");
        }
    }

    private static DatabaseException unsupported(String what) {
        return new DatabaseException(ErrorCode.UNSUPPORTED, what + " is not supported yet");
    }

    @Override
    public String sql() {
        return sql;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public List<ResultColumn> columns() {
        return columns;
    }

    @Override
    public List<@Nullable ValueType> parameters() {
        return List.of();
    }

    @Override
    public Result execute(@Nullable Object[] parameters, Execution execution) {
        return session.run(sql, execution, running -> {
            running.isTimed();
            interruption = running;
            if (parameters.length > 0) {
                throw new DatabaseException(
                        ErrorCode.PARAMETER_MISSING,
                        "the statement has no parameters, but " + parameters.length + " values were given");
            }
            return AletheiaSql.parse(sql).accept(this);
        });
    }

    @Override
    public Result visit(Definition definition) {
        session.requireWritable();
        Interruption running = interruption;
        return session.write(transaction -> {
            transaction.watch(rows -> {
                running.progressed(rows);
                running.check();
            });
            try {
                return define(transaction, definition);
            } finally {
                transaction.watch(WorkProgress.NOBODY);
            }
        });
    }

    private Result define(Transaction transaction, Definition definition) {
        new TableDefiner(transaction, session.environment()).run(definition, sql);
        return Result.count(0, null);
    }

    @Override
    public Result visit(Maintenance maintenance) {
        if (maintenance instanceof Maintenance.CheckDatabase) {
            return Result.rows(
                    new ListRows(columns, CheckRows.of(session.database().check())));
        }
        if (maintenance instanceof Maintenance.CheckWal) {
            return Result.rows(
                    new ListRows(columns, LogCheckRows.of(session.database().checkLog())));
        }
        if (maintenance instanceof Maintenance.Checkpoint checkpoint && checkpoint.purge()) {
            return Result.rows(
                    new ListRows(columns, ErasureRows.of(session.database().purge())));
        }
        if (maintenance instanceof Maintenance.FlushWal) {
            session.database().awaitDurable();
        } else {
            session.database().checkpoint();
        }
        return Result.count(0, null);
    }

    @Override
    public Result visit(SessionControl control) {
        if (control instanceof SessionControl.Show show) {
            List<@Nullable Object[]> rows = new ArrayList<>();
            rows.add(new @Nullable Object[] {new SessionControls(session).show(show)});
            return Result.rows(new ListRows(columns, rows));
        }
        return control.acceptSession(new SessionControls(session));
    }

    @Override
    public Result visit(TransactionControl control) {
        return control.acceptTransaction(new TransactionControls(session, interruption));
    }

    @Override
    public Result visit(Statement.Query query) {
        throw new IllegalStateException("a query is bound");
    }

    @Override
    public Result visit(Statement.Explain explain) {
        throw new IllegalStateException("EXPLAIN is a statement of its own");
    }

    @Override
    public Result visit(DataChange change) {
        throw new IllegalStateException("a change is bound");
    }

    @Override
    public Result visit(Copy copy) {
        throw new IllegalStateException("COPY is a statement of its own");
    }

    @Override
    public Result visit(Statement.Call call) {
        throw unsupported("CALL by other than prepareCall (there are no procedures; SELECT calls a function)");
    }
}
