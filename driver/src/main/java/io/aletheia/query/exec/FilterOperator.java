package io.aletheia.query.exec;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.BatchSource;
import io.aletheia.query.expression.Evaluator;
import io.aletheia.query.expression.Expression;
import io.aletheia.query.expression.Rows;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lets the rows through for which a condition is TRUE, by a selection; copies nothing. */
final class FilterOperator extends Operator {
    private final ExecutablePlan input;
    private final Expression condition;
    private final boolean divisible;

    /**
     * A filter.
     *
     * @param divisible whether the condition says the same in whatever order it is asked
     */
    FilterOperator(ExecutablePlan input, Expression condition, boolean divisible) {
        super(input.types());
        this.divisible = divisible;
        this.input = input;
        this.condition = condition;
    }

    @Override
    public BatchSource open(ExecutionContext context) {
        Evaluator evaluator = condition.bind(context);
        return new FilterSource(input.open(context), evaluator, context);
    }

    @Override
    public int parts(ExecutionContext context) {
        return divisible ? input.parts(context) : 1;
    }

    @Override
    public List<BatchSource> openParts(ExecutionContext context) {
        if (!divisible) {
            return List.of(open(context));
        }
        List<BatchSource> parts = new ArrayList<>();
        for (BatchSource part : input.openParts(context)) {
            parts.add(new FilterSource(part, condition.bind(context), context));
        }
        return parts;
    }

    private static final class FilterSource implements BatchSource {
        private final BatchSource input;
        private final Evaluator condition;
        private final ExecutionContext context;
        private int[] selection = new int[Batch.ROWS];

        FilterSource(BatchSource input, Evaluator condition, ExecutionContext context) {
            this.input = input;
            this.condition = condition;
            this.context = context;
        }

        @Override
        public @Nullable Batch next() {
            for (Batch batch = input.next(); batch != null; batch = input.next()) {
                context.checkCancelled();
                Rows rows = Rows.of(batch);
                if (selection.length < rows.count()) {
                    selection = new int[rows.count()];
                }
                int count = condition.select(batch, rows, selection);
                if (count > 0) {
                    return selected(batch, selection, count);
                }
            }
            return null;
        }

        @Override
        public void close() {
            input.close();
        }
    }
}
