package io.aletheia.query.exec;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.BatchSource;
import io.aletheia.query.expression.Evaluator;
import io.aletheia.query.expression.Expression;
import io.aletheia.query.expression.Rows;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Leaves out rows whose key a join further up does not have on the side that it keeps. Lets all through when the join told nothing, as one
 * does that had no room for its side.
 */
final class KeyFilterOperator extends BatchwiseOperator {
    private final int number;
    private final List<Expression> keys;

    KeyFilterOperator(ExecutablePlan input, int number, List<Expression> keys) {
        super(input.types(), input);
        this.number = number;
        this.keys = List.copyOf(keys);
    }

    @Override
    boolean isDivisible(ExecutionContext context) {
        return true;
    }

    @Override
    BatchSource over(BatchSource source, ExecutionContext context) {
        HashCandidates told = context.told(number);
        if (told == null) {
            return source;
        }
        Evaluator[] evaluators = keys.stream().map(key -> key.bind(context)).toArray(Evaluator[]::new);
        HashCandidates kept = told.reader(evaluators);
        return new BatchSource() {
            private int[] selection = new int[Batch.ROWS];

            @Override
            public @Nullable Batch next() {
                for (Batch batch = source.next(); batch != null; batch = source.next()) {
                    context.checkCancelled();
                    if (selection.length < batch.size()) {
                        selection = new int[batch.size()];
                    }
                    int count = kept.select(batch, Rows.of(batch), selection);
                    if (count > 0) {
                        return batch.selected(selection, count);
                    }
                }
                return null;
            }

            @Override
            public void close() {
                source.close();
            }
        };
    }
}
