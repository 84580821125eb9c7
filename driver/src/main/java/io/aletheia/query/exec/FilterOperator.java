package io.aletheia.query.exec;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.BatchSource;
import io.aletheia.query.expression.Evaluator;
import io.aletheia.query.expression.Expression;
import io.aletheia.query.expression.Rows;
import org.jspecify.annotations.Nullable;

/** Lets the rows through for which a condition is TRUE, by a selection; copies nothing. */
final class FilterOperator extends Operator {
    private final ExecutablePlan input;
    private final Expression condition;

    FilterOperator(ExecutablePlan input, Expression condition) {
        super(input.types());
        this.input = input;
        this.condition = condition;
    }

    @Override
    public BatchSource open(ExecutionContext context) {
        Evaluator evaluator = condition.bind(context);
        return new FilterSource(input.open(context), evaluator, context);
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
