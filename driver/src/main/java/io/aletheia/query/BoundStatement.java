package io.aletheia.query;

import io.aletheia.engine.Transaction;
import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.ValueType;
import io.aletheia.grammar.AletheiaSql;
import io.aletheia.grammar.tree.Statement;
import io.aletheia.query.exec.ExecutionContext;
import io.aletheia.query.plan.PlannedColumn;
import io.aletheia.query.statement.Bound;
import io.aletheia.query.statement.BoundChange;
import io.aletheia.query.statement.BoundQuery;
import io.aletheia.query.statement.ChangeResult;
import io.aletheia.query.statement.Environment;
import io.aletheia.query.statement.ParameterPlan;
import io.aletheia.query.statement.Returning;
import io.aletheia.query.statement.StatementBinder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A query or a change of rows, bound to the catalog and bound anew when the catalog or a setting has changed, or when a value's type
 * decides what the statement means. Keeps nothing of a run, so one is enough for a text. Confined to the session's thread.
 */
final class BoundStatement implements Prepared {
    private final EngineSession session;
    private final String sql;
    /** Parses the statement once more, for binding changes the tree. */
    private final Supplier<Statement> parser;

    private final boolean measured;
    private Environment environment;
    private Bound bound;
    private List<ResultColumn> columns;
    /** What the statement wants of its parameters when nothing is known of their values. */
    private ParameterPlan plain;
    /** The types of values that the statement is bound with; empty if none were known. */
    private List<@Nullable ValueType> boundTypes = List.of();

    BoundStatement(EngineSession session, String sql, Statement parsed) {
        this(session, sql, parsed, () -> AletheiaSql.parse(sql), false);
    }

    /** The same; if it is to be measured, it is for one run. */
    BoundStatement(EngineSession session, String sql, Statement parsed, boolean measured) {
        this(session, sql, parsed, () -> AletheiaSql.parse(sql), measured);
    }

    /** A statement that is not exactly its text. */
    BoundStatement(EngineSession session, String sql, Statement parsed, Supplier<Statement> parser) {
        this(session, sql, parsed, parser, false);
    }

    private BoundStatement(
            EngineSession session, String sql, Statement parsed, Supplier<Statement> parser, boolean measured) {
        this.session = session;
        this.sql = sql;
        this.parser = parser;
        this.measured = measured;
        this.environment = session.environment();
        this.bound = binder(environment).bind(sql, parsed, boundTypes);
        this.columns = columns(bound);
        this.plain = bound.parameters();
    }

    private StatementBinder binder(Environment present) {
        StatementBinder binder = measured ? StatementBinder.measuring(present) : new StatementBinder(present);
        return binder.cancelledBy(session::checkRunning);
    }

    /** Whether something has changed, so that the next run binds anew. */
    boolean isStale() {
        return !session.environment().equals(environment) || (bound instanceof BoundQuery query && query.isOutdated());
    }

    /** What is bound now. */
    Bound bound() {
        return bound;
    }

    /** Binds anew if something has changed. */
    void refresh() {
        Environment present = session.environment();
        if (!present.equals(environment)) {
            rebind(present, List.of());
        } else if (bound instanceof BoundQuery query && query.isOutdated()) {
            rebind(present, boundTypes);
        }
    }

    private void rebind(Environment present, List<@Nullable ValueType> types) {
        session.beginPlanning(sql);
        bound = binder(present).bind(sql, parser.get(), types);
        columns = columns(bound);
        environment = present;
        boundTypes = types;
        plain = types.isEmpty() ? bound.parameters() : plain;
    }

    private static List<ResultColumn> columns(Bound bound) {
        if (bound instanceof BoundQuery query) {
            return columns(query.columns());
        }
        Returning returning = returning(bound);
        return returning == null ? List.of() : columns(returning.columns());
    }

    private static @Nullable Returning returning(Bound bound) {
        return bound instanceof BoundChange change ? change.returning() : null;
    }

    private static List<ResultColumn> columns(List<PlannedColumn> planned) {
        var columns = new ArrayList<ResultColumn>();
        for (PlannedColumn column : planned) {
            columns.add(new ResultColumn(
                    column.label(),
                    column.column() == null ? column.label() : column.column(),
                    column.type(),
                    column.nullable(),
                    column.generated(),
                    column.schema(),
                    column.table()));
        }
        return columns;
    }

    @Override
    public String sql() {
        return sql;
    }

    @Override
    public Kind kind() {
        return bound instanceof BoundQuery || returning(bound) != null ? Kind.QUERY : Kind.UPDATE;
    }

    @Override
    public List<ResultColumn> columns() {
        return columns;
    }

    @Override
    public List<@Nullable ValueType> parameters() {
        return bound.parameters().told();
    }

    @Override
    public @Nullable TableDefinition target() {
        return bound instanceof BoundChange change ? change.target() : null;
    }

    @Override
    public Result execute(@Nullable Object[] parameters, Execution execution) {
        return session.run(sql, execution, interruption -> run(parameters, execution, interruption));
    }

    Result run(@Nullable Object[] given, Execution execution, Interruption interruption) {
        refresh();
        if (given.length == plain.count()) {
            boolean bySelf = plain.anyOpen() || ParameterValues.anyChanged(given, plain);
            List<@Nullable ValueType> types = bySelf ? ParameterValues.types(given, plain) : List.of();
            if (!types.equals(boundTypes)) {
                rebind(environment, types);
            }
        }
        if (bound instanceof BoundChange) {
            session.requireWritable();
        }
        if (!bound.isShortWay()) {
            interruption.isTimed();
        }
        @Nullable Object[] values = ParameterValues.convert(given, bound.parameters(), session.conversions());
        return bound instanceof BoundQuery query
                ? query(query, values, execution, interruption)
                : change((BoundChange) bound, values, execution, interruption);
    }

    private Result query(BoundQuery query, @Nullable Object[] values, Execution execution, Interruption interruption) {
        SessionTransaction transactions = session.transactions();
        boolean lasting = transactions.isLasting();
        Transaction transaction = transactions.forStatement();
        try {
            BatchSource source = query.open(transaction, context(transaction, values, interruption));
            return Result.rows(new QueryRows(
                    columns,
                    source,
                    interruption,
                    execution.maxRows(),
                    transactions,
                    lasting ? null : transaction,
                    query.isSettled()));
        } catch (RuntimeException | Error e) {
            if (!lasting) {
                transaction.close();
            }
            throw e;
        }
    }

    private Result change(
            BoundChange change, @Nullable Object[] values, Execution execution, Interruption interruption) {
        @Nullable Object[] all = Arrays.copyOf(values, values.length + change.ownParameters());
        var clipped = new ClippedEdges();
        Returning returning = change.returning();
        if (returning != null) {
            List<@Nullable Object[]> rows = returned(change, returning, all, execution, interruption, clipped);
            return Result.rows(new ListRows(columns, rows)).with(clipped.warning());
        }
        ChangeResult result = session.write(transaction -> clipped.count(
                transaction,
                () -> change.run(
                        transaction, context(transaction, all, interruption), all, execution.generatedKeys())));
        Cursor keys =
                execution.generatedKeys() == null ? null : new ListRows(columns(result.keyColumns()), result.keys());
        return Result.count(result.count(), keys).with(clipped.warning());
    }

    private List<@Nullable Object[]> returned(
            BoundChange change,
            Returning returning,
            @Nullable Object[] values,
            Execution execution,
            Interruption interruption,
            ClippedEdges clipped) {
        boolean ownTransaction = !session.transactions().isLasting();
        try (var returned = new ReturnedRows(
                returning, ownTransaction, transaction -> context(transaction, values, interruption))) {
            session.write(
                    transaction -> {
                        returned.run(change, transaction, values, clipped);
                        return returned;
                    },
                    ReturnedRows::complete);
            return returned.rows(execution.maxRows());
        }
    }

    private ExecutionContext context(Transaction transaction, @Nullable Object[] values, Interruption interruption) {
        return session.context(transaction, values, interruption);
    }
}
