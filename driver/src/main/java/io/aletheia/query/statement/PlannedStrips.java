package io.aletheia.query.statement;

import io.aletheia.engine.Transaction;
import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.Portion;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.query.exec.ExecutablePlan;
import io.aletheia.query.exec.ExecutionContext;
import io.aletheia.query.exec.PlanStep;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The rows of a query that {@link StripQuery} makes: strips, and behind each what was computed for it. Immutable. */
final class PlannedStrips implements StripFinder {
    private final TableDefinition table;
    private final ParameterPlan parameters;
    private final ExecutablePlan plan;
    private final Supplier<PlanStep> step;

    /**
     * A query.
     *
     * @param parameters the statement's parameters; the portion's bounds are behind them
     * @param step the plan for EXPLAIN
     */
    PlannedStrips(TableDefinition table, ParameterPlan parameters, ExecutablePlan plan, Supplier<PlanStep> step) {
        this.table = table;
        this.parameters = parameters;
        this.plan = plan;
        this.step = step;
    }

    @Override
    public List<Found> find(
            Transaction transaction, ExecutionContext context, @Nullable Object[] values, Portion wanted) {
        StripQuery.setPortion(values, parameters, wanted, context);
        var found = new ArrayList<Found>();
        try (BatchSource source = plan.open(context)) {
            for (Batch batch = source.next(); batch != null; batch = source.next()) {
                for (int i = 0; i < batch.size(); i++) {
                    found.add(new Found(OpenStrip.of(batch, batch.row(i), table), computed(batch, batch.row(i))));
                }
            }
        }
        return found;
    }

    private @Nullable Object[] computed(Batch batch, int index) {
        int first = StripQuery.width(table);
        @Nullable Object[] computed = new @Nullable Object[batch.width() - first];
        for (int i = 0; i < computed.length; i++) {
            computed[i] = batch.column(first + i).object(index);
        }
        return computed;
    }

    @Override
    public int ownParameters() {
        return StripQuery.PARAMETERS;
    }

    @Override
    public PlanStep step() {
        return step.get();
    }
}
