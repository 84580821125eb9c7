package io.aletheia.query.statement;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.ValueType;
import io.aletheia.grammar.AletheiaSql;
import io.aletheia.grammar.tree.DataChange;
import io.aletheia.grammar.tree.Statement;
import io.aletheia.grammar.tree.TimeSpecs;
import io.aletheia.query.exec.ExecutionContext;
import io.aletheia.query.exec.PlanCompiler;
import io.aletheia.query.exec.PlanStep;
import io.aletheia.query.plan.PlanErrors;
import io.aletheia.query.plan.QueryPlan;
import io.aletheia.query.plan.ResultLabels;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Binds queries and changes of rows. Thread-safe; all state belongs to one statement. */
public final class StatementBinder {
    /** What stands for the type of a parameter that nothing tells, until there is a value: the first that makes sense of the statement. */
    private static final List<ValueType> STAND_INS = List.of(
            ValueType.VARCHAR,
            ValueType.BIGINT,
            ValueType.DOUBLE,
            ValueType.TIMESTAMP,
            ValueType.BOOLEAN,
            ValueType.DATE,
            ValueType.array(ValueType.VARCHAR));

    private final Environment environment;
    private final boolean measured;
    private Runnable cancellation = () -> {};

    /** A binder of statements in an environment. */
    public StatementBinder(Environment environment) {
        this(environment, false);
    }

    private StatementBinder(Environment environment, boolean measured) {
        this.environment = environment;
        this.measured = measured;
    }

    /** The same; the cancellation is run often while a statement is bound, and ends that by what it throws. */
    public StatementBinder cancelledBy(Runnable newCancellation) {
        var binder = new StatementBinder(environment, measured);
        binder.cancellation = newCancellation;
        return binder;
    }

    /** A binder of statements whose runs are measured operator by operator. */
    public static StatementBinder measuring(Environment environment) {
        return new StatementBinder(environment, true);
    }

    /**
     * Binds a statement.
     *
     * @param sql its text
     * @param parsed the text parsed, not yet used otherwise, for binding changes the tree; a {@link Statement.Query} or a {@link
     *     DataChange}
     * @param bound types of the values of parameters, as far as they are known; empty for none
     * @throws RuntimeException a {@link DatabaseException}, or a {@link io.aletheia.query.plan.StatementError} with the place
     */
    public Bound bind(String sql, Statement parsed, List<@Nullable ValueType> bound) {
        try {
            return bind(sql, parsed, bound, STAND_INS.get(0));
        } catch (RuntimeException | Error first) {
            RuntimeException error =
                    PlanErrors.of(first, sql, environment.schemas().catalog());
            boolean allKnown = !bound.isEmpty() && !bound.contains(null);
            if (parsed.parameterCount() == 0 || allKnown) {
                throw error;
            }
            return bindWithOtherStandIns(sql, bound, error);
        }
    }

    private Bound bindWithOtherStandIns(String sql, List<@Nullable ValueType> bound, RuntimeException error) {
        for (ValueType standIn : STAND_INS.subList(1, STAND_INS.size())) {
            try {
                return bind(sql, AletheiaSql.parse(sql), bound, standIn);
            } catch (RuntimeException | Error e) {
                error.addSuppressed(e);
            }
        }
        throw error;
    }

    private Bound bind(String sql, Statement statement, List<@Nullable ValueType> bound, ValueType standIn) {
        int count = statement.parameterCount();
        var compiler = new QueryCompiler(environment, count, bound, standIn, measured).cancelledBy(cancellation);
        ExecutionContext binding = new ExecutionContext(null, new Object[0], 0, environment.zone(), () -> {});
        if (statement instanceof Statement.Query query) {
            return bind(sql, query, compiler, count, binding);
        }
        var parameters = new ParameterPlan(count);
        return ((DataChange) statement).acceptChange(new ChangeVisitor(compiler, parameters, binding, sql));
    }

    private BoundQuery bind(
            String sql, Statement.Query query, QueryCompiler compiler, int count, ExecutionContext binding) {
        if (query.sequenced() != null) {
            throw unsupported("SEQUENCED VALID_TIME");
        }
        TimeSpecs times = query.defaults().times();
        var parameters = new ParameterPlan(count);
        ClockSetting clock = ClockSetting.of(query.defaults().options(), compiler, parameters);
        // The fast lane takes a value for one of the key's type, which it need not be.
        if (!compiler.isBoundByValues() && query.defaults().isEmpty()) {
            BoundQuery point = PointSelect.bind(query.query(), environment, count, binding);
            if (point != null) {
                return point;
            }
        }
        ResultLabels.add(query.query(), sql);
        BoundQuery constants = query.defaults().isEmpty() && count == 0 ? ConstantSelect.bind(query.query()) : null;
        if (constants != null) {
            return constants;
        }
        QueryCompiler.Compiled compiled = compiler.compile(query.query(), times);
        parameters.use(compiled.query().parameters());
        return new BoundQuery(
                parameters,
                compiled.query().columns(),
                (transaction, context) -> compiled.plan().open(clock == null ? context : clock.in(context)),
                compiled.query().isSettled(),
                compiled.step(),
                compiled.query().basis());
    }

    /**
     * The plan of a statement, for a query made by the planner also where the short way would run it.
     *
     * @throws RuntimeException as {@link #bind}
     */
    public PlanStep explain(String sql, Statement parsed) {
        try {
            if (parsed instanceof Statement.Query query && query.sequenced() == null) {
                var compiler = new QueryCompiler(
                        environment,
                        query.parameterCount(),
                        Collections.nCopies(query.parameterCount(), null),
                        ValueType.VARCHAR);
                // What cannot be set is refused here too.
                ClockSetting.of(query.defaults().options(), compiler, new ParameterPlan(query.parameterCount()));
                QueryPlan plan = compiler.plan(query.query(), query.defaults().times());
                return PlanCompiler.explain(plan, false).step();
            }
        } catch (RuntimeException | Error e) {
            throw PlanErrors.of(e, sql, environment.schemas().catalog());
        }
        return bind(sql, parsed, List.of()).explain();
    }

    static DatabaseException unsupported(String what) {
        return new DatabaseException(ErrorCode.UNSUPPORTED, what + " is not supported yet");
    }

    private record ChangeVisitor(QueryCompiler compiler, ParameterPlan parameters, ExecutionContext binding, String sql)
            implements DataChange.Visitor<Bound> {
        @Override
        public Bound visit(DataChange.Insert insert) {
            return new InsertBinder(compiler, insert, parameters, binding, sql).bind();
        }

        @Override
        public Bound visit(DataChange.Update update) {
            return new StripChangeBinder(compiler, parameters, binding, sql).bind(update);
        }

        @Override
        public Bound visit(DataChange.Delete delete) {
            return new StripChangeBinder(compiler, parameters, binding, sql).bind(delete);
        }

        @Override
        public Bound visit(DataChange.Merge merge) {
            return new MergeBinder(compiler, merge, parameters, binding, sql).bind();
        }

        @Override
        public Bound visit(DataChange.Erase erase) {
            return new EraseBinder(compiler, parameters, binding, sql).bind(erase);
        }
    }
}
