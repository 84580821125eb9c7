package io.aletheia.query.exec;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.BatchSource;
import org.jspecify.annotations.Nullable;

/**
 * Sorts all rows. With a FETCH only as many are kept as can still come: when twice that many have gathered, they are sorted and the
 * rest is forgotten.
 */
final class SortOperator extends Operator {
    private static final int TOP_ROWS_MAX = 100_000;
    private static final int GATHERED_ROWS_MIN = 4 * Batch.ROWS;

    private final ExecutablePlan input;
    private final RowOrder order;
    private final @Nullable RowLimit limit;

    SortOperator(ExecutablePlan input, RowOrder order, @Nullable RowLimit limit) {
        super(input.types());
        this.input = input;
        this.order = order;
        this.limit = limit;
    }

    @Override
    public BatchSource open(ExecutionContext context) {
        long offset = limit == null ? 0 : limit.offset(context);
        long fetch = limit == null ? Long.MAX_VALUE : limit.fetch(context);
        if (fetch == 0) {
            return Sources.EMPTY;
        }
        long end = fetch > Long.MAX_VALUE - offset ? Long.MAX_VALUE : offset + fetch;
        return Sources.deferred(
                () -> isTop(end, context) ? top(offset, (int) end, context) : all(offset, end, context));
    }

    /** Whether the rows that can still come are kept in memory. */
    private boolean isTop(long end, ExecutionContext context) {
        if (end > TOP_ROWS_MAX) {
            return false;
        }
        return !context.canSpill() || context.hasRoom(new RowStore(types(), context).bytes(3 * (int) end));
    }

    private BatchSource all(long offset, long end, ExecutionContext context) {
        var sort = new ExternalSort(types(), order, context);
        try (BatchSource source = input.open(context)) {
            for (Batch batch = source.next(); batch != null; batch = source.next()) {
                context.checkCancelled();
                sort.add(batch);
            }
            return sort.sorted(offset, end);
        } catch (RuntimeException | Error e) {
            sort.close();
            throw e;
        }
    }

    private BatchSource top(long offset, int end, ExecutionContext context) {
        var gathered = new RowStore(types(), context);
        var spare = new RowStore(types(), context);
        int gatheredMax = Math.max(2 * end, GATHERED_ROWS_MIN);
        try (BatchSource source = input.open(context)) {
            for (Batch batch = source.next(); batch != null; batch = source.next()) {
                context.checkCancelled();
                gathered.append(batch);
                if (gathered.size() > gatheredMax) {
                    int[] sorted = order.sorted(gathered, context);
                    context.release(4L * sorted.length);
                    Batch best = gathered.view();
                    best.setSelection(sorted, Math.min(end, sorted.length));
                    spare.append(best);
                    gathered.clear();
                    RowStore swap = gathered;
                    gathered = spare;
                    spare = swap;
                }
            }
        }
        int[] sorted = order.sorted(gathered, context);
        return new RowStoreSource(
                gathered, sorted, (int) Math.min(offset, sorted.length), Math.min(end, sorted.length));
    }
}
