package io.aletheia.query.statement;

import io.aletheia.engine.Transaction;
import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.LongVector;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.query.exec.ExecutablePlan;
import io.aletheia.query.exec.ExecutionContext;
import io.aletheia.query.exec.PlanStep;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** {@code ERASE FROM t WHERE ...}: a query over all versions finds the entities, which are then taken away altogether. */
public final class BoundErase extends BoundChange {
    private final TableDefinition table;
    private final ExecutablePlan plan;
    private final Supplier<PlanStep> step;
    private final boolean cascade;

    /**
     * An erasure.
     *
     * @param plan the query, of entity ids
     * @param step the plan for EXPLAIN
     * @param cascade whether edges at nodes go too
     */
    BoundErase(
            ParameterPlan parameters,
            @Nullable Returning returning,
            TableDefinition table,
            ExecutablePlan plan,
            Supplier<PlanStep> step,
            boolean cascade) {
        super(parameters, returning);
        this.table = table;
        this.plan = plan;
        this.step = step;
        this.cascade = cascade;
    }

    @Override
    public TableDefinition target() {
        return table;
    }

    @Override
    public ChangeResult run(
            Transaction transaction,
            ExecutionContext context,
            @Nullable Object[] values,
            @Nullable List<String> keyNames) {
        KeyColumns keys = KeyColumns.of(table, keyNames);
        LongStream.Builder found = LongStream.builder();
        try (BatchSource source = plan.open(context)) {
            for (Batch batch = source.next(); batch != null; batch = source.next()) {
                context.checkCancelled();
                long[] ids = ((LongVector) batch.column(0)).values();
                for (int i = 0; i < batch.size(); i++) {
                    found.add(ids[batch.row(i)]);
                }
            }
        }
        long[] entities = found.build().distinct().toArray();
        List<WrittenStrip> versions = returning() == null ? List.of() : new ErasedVersions(table, context).of(entities);
        transaction.erase(table.id(), entities, cascade);
        return ChangeResult.ofCount(entities.length, keys, versions);
    }

    @Override
    public PlanStep explain() {
        Map<String, Object> attributes = PlanStep.with("table", table.schema() + "." + table.name());
        attributes.put("cascade", String.valueOf(cascade));
        return PlanStep.of("Erase", attributes, List.of(step.get()));
    }
}
