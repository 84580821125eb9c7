package io.aletheia.query.exec;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.BatchSource;
import io.aletheia.query.expression.Evaluator;
import io.aletheia.query.expression.Expression;
import io.aletheia.query.expression.Rows;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets the rows through for which conditions are TRUE, by a selection; copies nothing. A condition is asked only of the rows that those
 * before it let through.
 */
final class FilterOperator extends BatchwiseOperator {
    private final List<Expression> conditions;
    private final boolean divisible;

    /**
     * A filter.
     *
     * @param divisible whether the conditions say the same in whatever order they are asked
     */
    FilterOperator(ExecutablePlan input, List<Expression> conditions, boolean divisible) {
        super(input.types(), input);
        this.divisible = divisible;
        this.conditions = List.copyOf(conditions);
    }

    @Override
    boolean isDivisible(ExecutionContext context) {
        return divisible;
    }

    @Override
    BatchSource over(BatchSource source, ExecutionContext context) {
        Evaluator[] bound =
                conditions.stream().map(condition -> condition.bind(context)).toArray(Evaluator[]::new);
        return new FilterSource(source, bound, context);
    }

    private static final class FilterSource implements BatchSource {
        private final BatchSource input;
        private final Evaluator[] conditions;
        private final ExecutionContext context;
        /** By condition the rows that it let through. */
        private final int[][] selections;

        FilterSource(BatchSource input, Evaluator[] conditions, ExecutionContext context) {
            this.input = input;
            this.conditions = conditions;
            this.context = context;
            this.selections = new int[conditions.length][0];
        }

        @Override
        public @Nullable Batch next() {
            for (Batch batch = input.next(); batch != null; batch = input.next()) {
                context.checkCancelled();
                Batch left = batch;
                for (int i = 0; i < conditions.length && left.size() > 0; i++) {
                    left = filtered(left, i);
                }
                if (left.size() > 0) {
                    return left;
                }
            }
            return null;
        }

        private Batch filtered(Batch batch, int condition) {
            if (selections[condition].length < batch.size()) {
                selections[condition] = new int[Math.max(batch.size(), Math.min(batch.limit(), Batch.ROWS))];
            }
            int count = conditions[condition].select(batch, Rows.of(batch), selections[condition]);
            return batch.selected(selections[condition], count);
        }

        @Override
        public void close() {
            input.close();
        }
    }
}
