package io.aletheia.query.statement;

import io.aletheia.engine.Transaction;
import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.Portion;
import io.aletheia.engine.model.PseudoColumn;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.ValueType;
import io.aletheia.query.exec.ExecutablePlan;
import io.aletheia.query.exec.ExecutionContext;
import io.aletheia.query.exec.PlanStep;
import io.aletheia.query.expression.Conversion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** INSERT, UPSERT and PATCH. */
public final class BoundInsert extends BoundChange {
    /** Where the rows come from; one value per target column in each. */
    sealed interface Rows {
        /**
         * VALUES.
         *
         * @param cells a list per row
         */
        record Values(List<List<Cell>> cells) implements Rows {}

        /**
         * A query.
         *
         * @param plan gives the rows
         * @param conversions to the target columns' types
         * @param step the plan for EXPLAIN
         */
        record Query(ExecutablePlan plan, List<Conversion> conversions, Supplier<PlanStep> step) implements Rows {}
    }

    private final TableDefinition table;
    private final Placement placement;
    private final int[] targets;
    private final List<Cell> defaults;
    private final RowExpressions defaultExpressions;
    private final PortionPlan portion;
    private final RowExpressions expressions;
    private final Rows rows;
    private final boolean periodTargets;

    /**
     * An INSERT.
     *
     * @param placement how rows meet what is there
     * @param targets column positions and numbers of valid period columns
     * @param defaults a cell per column of the table, for those that are no target
     * @param defaultExpressions what they compute, anew for each row
     */
    BoundInsert(
            ParameterPlan parameters,
            @Nullable Returning returning,
            TableDefinition table,
            Placement placement,
            int[] targets,
            List<Cell> defaults,
            RowExpressions defaultExpressions,
            PortionPlan portion,
            RowExpressions expressions,
            Rows rows) {
        super(parameters, returning);
        this.table = table;
        this.placement = placement;
        this.targets = targets;
        this.defaults = defaults;
        this.defaultExpressions = defaultExpressions;
        this.portion = portion;
        this.expressions = expressions;
        this.rows = rows;
        this.periodTargets = Arrays.stream(targets).anyMatch(target -> target < 0);
    }

    @Override
    public TableDefinition target() {
        return table;
    }

    @Override
    public ChangeResult run(
            Transaction transaction,
            ExecutionContext context,
            @Nullable Object[] parameterValues,
            @Nullable List<String> keyNames) {
        var run = new ChangeRun(transaction, table, keyNames, returning() != null);
        @Nullable Object[] computed = expressions.evaluate(context);
        Portion stated = portion.resolve(context, computed);
        // All rows are read before the first is written: the query may read the table.
        placement.place(run, context, table, proposed(context, stated, computed));
        return run.result();
    }

    private List<ProposedRow> proposed(ExecutionContext context, Portion stated, @Nullable Object[] computed) {
        var proposed = new ArrayList<ProposedRow>();
        @Nullable Object[] given = new @Nullable Object[targets.length];
        if (rows instanceof Rows.Values values) {
            for (List<Cell> cells : values.cells) {
                for (int i = 0; i < given.length; i++) {
                    given[i] = cells.get(i).value(context, computed);
                }
                proposed.add(proposed(context, given, stated));
            }
            return proposed;
        }
        Rows.Query query = (Rows.Query) rows;
        try (BatchSource source = query.plan.open(context)) {
            for (Batch batch = source.next(); batch != null; batch = source.next()) {
                context.checkCancelled();
                for (int i = 0; i < batch.size(); i++) {
                    int row = batch.row(i);
                    for (int column = 0; column < given.length; column++) {
                        ColumnVector vector = batch.column(column);
                        given[column] = query.conversions.get(column).apply(vector.object(row), context);
                    }
                    proposed.add(proposed(context, given, stated));
                }
            }
        }
        return proposed;
    }

    private ProposedRow proposed(ExecutionContext context, @Nullable Object[] given, Portion stated) {
        @Nullable Object[] computed = defaultExpressions.evaluate(context);
        @Nullable Object[] row = new @Nullable Object[table.columns().size()];
        for (int i = 0; i < row.length; i++) {
            row[i] = defaults.get(i).value(context, computed);
        }
        long from = stated.from();
        long to = stated.to();
        boolean fromCommit = stated.fromCommit();
        for (int i = 0; i < targets.length; i++) {
            if (targets[i] >= 0) {
                row[targets[i]] = given[i];
            } else if (targets[i] == PseudoColumn.VALID_FROM) {
                from = Instants.of(given[i], ValueType.TIMESTAMP_TZ, context);
                fromCommit = false;
            } else {
                to = Instants.of(given[i], ValueType.TIMESTAMP_TZ, context);
            }
        }
        return new ProposedRow(
                periodTargets ? PortionPlan.of(table, new Portion(from, to, fromCommit), context) : stated, row);
    }

    @Override
    public boolean isShortWay() {
        return rows instanceof Rows.Values;
    }

    @Override
    public PlanStep explain() {
        PlanStep source = rows instanceof Rows.Query query
                ? query.step.get()
                : PlanStep.of(
                        "Values", PlanStep.with("rows", String.valueOf(((Rows.Values) rows).cells.size())), List.of());
        return PlanStep.of(
                placement.text(), PlanStep.with("table", table.schema() + "." + table.name()), List.of(source));
    }
}
