package io.aletheia.query;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.ValueType;
import io.aletheia.grammar.AletheiaSql;
import io.aletheia.grammar.tree.ExplainOptions;
import io.aletheia.grammar.tree.Statement;
import io.aletheia.query.exec.Measure;
import io.aletheia.query.exec.PlanStep;
import io.aletheia.query.statement.StatementBinder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * EXPLAIN: how a statement would run. EXPLAIN ANALYZE runs it, with all that it writes, and tells what each operator did; the statement is
 * bound anew for that, with operators that measure themselves. Confined to the session's thread.
 */
final class ExplainStatement implements Prepared {
    private static final List<ResultColumn> COLUMNS = List.of(ResultColumn.of("PLAN", ValueType.VARCHAR));

    private final EngineSession session;
    private final String sql;
    private final ExplainOptions options;
    /** The text of the statement that is explained. */
    private final String inner;
    /** The same at the place where it stands, so that errors are placed in the whole text. */
    private final String placed;

    private final List<@Nullable ValueType> parameters;

    ExplainStatement(EngineSession session, String sql, Statement.Explain explain) {
        this.session = session;
        this.sql = sql;
        this.options = explain.options();
        int start = explain.statement().source().start();
        this.inner = explain.statement().source().text();
        this.placed = sql.substring(0, start).replaceAll("[^\\r\\n\\t]", " ") + inner;
        // Errors of the statement that is explained appear while preparing.
        this.parameters = bind(false).parameters();
        if (!options.analyze()) {
            step();
        }
    }

    private BoundStatement bind(boolean measured) {
        return new BoundStatement(session, placed, AletheiaSql.parse(placed), measured);
    }

    private PlanStep step() {
        return new StatementBinder(session.environment()).explain(placed, AletheiaSql.parse(placed));
    }

    @Override
    public String sql() {
        return sql;
    }

    @Override
    public Kind kind() {
        return Kind.QUERY;
    }

    @Override
    public List<ResultColumn> columns() {
        return COLUMNS;
    }

    @Override
    public List<@Nullable ValueType> parameters() {
        return parameters;
    }

    @Override
    public Result execute(@Nullable Object[] values, Execution execution) {
        return session.run(sql, execution, interruption -> {
            interruption.isTimed();
            Explanation explanation = options.analyze() ? analyzed(values, execution, interruption) : planned();
            var text = new ExplanationText(options, explanation);
            List<@Nullable Object[]> rows = new ArrayList<>();
            for (String line : options.json() ? List.of(text.json()) : text.lines()) {
                rows.add(new @Nullable Object[] {line});
            }
            return Result.rows(new ListRows(COLUMNS, rows));
        });
    }

    private Explanation planned() {
        boolean cached = session.isPlanned(inner);
        long start = System.nanoTime();
        BoundStatement bound = bind(false);
        long planNanos = System.nanoTime() - start;
        return new Explanation(step(), bound.bound().isShortWay(), cached, planNanos, -1);
    }

    private Explanation analyzed(@Nullable Object[] values, Execution execution, Interruption interruption) {
        boolean cached = session.isPlanned(inner);
        long start = System.nanoTime();
        BoundStatement bound = bind(true);
        long bindNanos = System.nanoTime() - start;
        long runStart = System.nanoTime();
        long rows = run(bound, values, execution, interruption);
        long runNanos = System.nanoTime() - runStart;
        PlanStep step = bound.bound().explain();
        if (step.measure() == null) {
            var whole = new Measure();
            whole.started(0);
            whole.gave(rows, runNanos);
            step = step.measured(whole);
        }
        return new Explanation(step, bound.bound().isShortWay(), cached, bindNanos, runNanos);
    }

    /** Runs a statement to its end and tells how many rows it gave or changed. */
    private static long run(
            BoundStatement bound, @Nullable Object[] values, Execution execution, Interruption interruption) {
        // The rows that may be returned of the plan are not those of the statement.
        var whole = new Execution(0, execution.timeoutMillis(), null);
        Result result = bound.run(values, whole, interruption);
        Cursor cursor = result.rows();
        if (cursor == null) {
            return result.updateCount();
        }
        long rows = 0;
        try (cursor) {
            for (Batch batch = cursor.next(); batch != null; batch = cursor.next()) {
                rows += batch.size();
            }
        }
        return rows;
    }
}
