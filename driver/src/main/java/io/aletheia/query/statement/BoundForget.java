package io.aletheia.query.statement;

import io.aletheia.engine.Transaction;
import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.LongVector;
import io.aletheia.engine.model.PeriodFilter;
import io.aletheia.engine.model.PseudoColumn;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.TemporalFilter;
import io.aletheia.query.exec.ExecutionContext;
import io.aletheia.query.exec.PlanStep;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code ERASE FROM t FOR SYSTEM_TIME BEFORE s}: forgets the versions that were no longer believed at s. The count is that of the
 * entities that had any.
 */
public final class BoundForget extends BoundChange {
    private final TableDefinition table;
    private final PortionPlan.Bound before;
    private final RowExpressions expressions;

    /**
     * A change.
     *
     * @param before the system time
     * @param expressions where it is computed
     */
    BoundForget(
            ParameterPlan parameters,
            @Nullable Returning returning,
            TableDefinition table,
            PortionPlan.Bound before,
            RowExpressions expressions) {
        super(parameters, returning);
        this.table = table;
        this.before = before;
        this.expressions = expressions;
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
        long horizon = before.micros(context, expressions.evaluate(context));
        long known = transaction.horizon(table.id());
        var count = new EntityCount();
        List<WrittenStrip> versions = List.of();
        if (horizon > known) {
            var ended = new PeriodFilter(
                    Long.MIN_VALUE, Long.MAX_VALUE, known == Long.MIN_VALUE ? known : known + 1, horizon);
            var filter = new TemporalFilter(PeriodFilter.ALL, ended);
            try (BatchSource source = transaction.scan(table.id(), filter, new int[] {PseudoColumn.ENTITY_ID})) {
                for (Batch batch = source.next(); batch != null; batch = source.next()) {
                    context.checkCancelled();
                    long[] ids = ((LongVector) batch.column(0)).values();
                    for (int i = 0; i < batch.size(); i++) {
                        count.add(ids[batch.row(i)]);
                    }
                }
            }
            if (returning() != null) {
                versions = new ErasedVersions(table, context).of(filter);
            }
            transaction.forgetBefore(table.id(), horizon);
        }
        return ChangeResult.ofCount(count.distinct(), keys, versions);
    }

    @Override
    public PlanStep explain() {
        return PlanStep.of("Forget", PlanStep.with("table", table.schema() + "." + table.name()), List.of());
    }
}
