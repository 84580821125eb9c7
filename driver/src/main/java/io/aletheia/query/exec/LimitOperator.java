package io.aletheia.query.exec;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.BatchSource;
import org.jspecify.annotations.Nullable;

/** Skips the first rows and ends after a number of rows, without asking its input for more than it needs. */
final class LimitOperator extends Operator {
    private final ExecutablePlan input;
    private final RowLimit limit;

    LimitOperator(ExecutablePlan input, RowLimit limit) {
        super(input.types());
        this.input = input;
        this.limit = limit;
    }

    @Override
    public BatchSource open(ExecutionContext context) {
        long offset = limit.offset(context);
        long fetch = limit.fetch(context);
        return fetch == 0 ? Sources.EMPTY : new LimitSource(input.open(context), offset, fetch, context);
    }

    /** A source that skips rows of another and ends after a number of rows. */
    static class LimitSource implements BatchSource {
        private final BatchSource input;
        private final ExecutionContext context;
        private long toSkip;
        private long left;

        LimitSource(BatchSource input, long toSkip, long left, ExecutionContext context) {
            this.input = input;
            this.toSkip = toSkip;
            this.left = left;
            this.context = context;
        }

        @Override
        public @Nullable Batch next() {
            while (left > 0) {
                Batch batch = input.next();
                if (batch == null) {
                    return null;
                }
                context.checkCancelled();
                int skipped = (int) Math.min(toSkip, batch.size());
                toSkip -= skipped;
                int count = (int) Math.min(left, batch.size() - skipped);
                if (count > 0) {
                    left -= count;
                    return count == batch.size() ? batch : slice(batch, skipped, count);
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
