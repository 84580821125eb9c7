package io.aletheia.query.exec;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.BatchSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An operator whose runs are measured, as EXPLAIN ANALYZE has it. Plans that are not explained hold none of these. */
final class MeasuredOperator extends Operator {
    private final ExecutablePlan plan;
    private final Measure measure;

    MeasuredOperator(ExecutablePlan plan, Measure measure) {
        super(plan.types());
        this.plan = plan;
        this.measure = measure;
    }

    @Override
    public BatchSource open(ExecutionContext context) {
        if (plan instanceof TableReadOperator read) {
            String way = read.way(context);
            if (way != null) {
                measure.takes(way);
            }
        }
        long start = System.nanoTime();
        BatchSource source = plan.open(context.measured(measure));
        measure.started(System.nanoTime() - start);
        return measured(source);
    }

    @Override
    public int parts(ExecutionContext context) {
        return plan.parts(context);
    }

    @Override
    public List<BatchSource> openParts(ExecutionContext context) {
        long start = System.nanoTime();
        List<BatchSource> parts = plan.openParts(context.measured(measure));
        measure.started(System.nanoTime() - start);
        return parts.stream().map(this::measured).toList();
    }

    private BatchSource measured(BatchSource source) {
        return new BatchSource() {
            @Override
            public @Nullable Batch next() {
                long asked = System.nanoTime();
                Batch batch = source.next();
                long nanos = System.nanoTime() - asked;
                if (batch == null) {
                    measure.took(nanos);
                } else {
                    measure.gave(batch.size(), nanos);
                }
                return batch;
            }

            @Override
            public void close() {
                long asked = System.nanoTime();
                source.close();
                measure.took(System.nanoTime() - asked);
            }
        };
    }
}
