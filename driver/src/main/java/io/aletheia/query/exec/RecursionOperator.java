package io.aletheia.query.exec;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.ValueType;
import io.aletheia.query.expression.Rows;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * WITH RECURSIVE: the rows of the seed, then round by round those that the step makes of the last round's rows, until a round makes
 * none. Without ALL a row counts once, so a cycle ends.
 */
final class RecursionOperator extends Operator {
    private final ExecutablePlan seed;
    private final ExecutablePlan step;
    private final Object key;
    private final boolean all;
    private final int roundsMax;

    /**
     * A recursion.
     *
     * @param key what the step's {@link Round} knows it by
     * @param roundsMax how often the step runs at most; negative for no bound
     */
    RecursionOperator(
            List<ValueType> types, ExecutablePlan seed, ExecutablePlan step, Object key, boolean all, int roundsMax) {
        super(types);
        this.seed = seed;
        this.step = step;
        this.key = key;
        this.all = all;
        this.roundsMax = roundsMax;
    }

    @Override
    public BatchSource open(ExecutionContext context) {
        return Sources.deferred(() -> run(context));
    }

    private BatchSource run(ExecutionContext context) {
        GroupIndex seen = all ? null : GroupIndex.of(types(), context);
        var result = new RowStore(types(), context);
        RowStore last = round(seed, seen, context);
        for (int round = 0; last.size() > 0; round++) {
            Batch rows = last.view();
            rows.setSize(last.size());
            result.append(rows);
            if (round == roundsMax) {
                break;
            }
            ExecutionContext inside = context.within(key, last);
            RowStore next = round(step, seen, inside);
            inside.releaseAll();
            last = next;
        }
        Rows everything = Rows.all(result.size());
        return new RowStoreSource(result, everything.index(), 0, result.size());
    }

    /** The rows of one round that no round before has had. */
    private RowStore round(ExecutablePlan plan, @Nullable GroupIndex seen, ExecutionContext context) {
        var rows = new RowStore(types(), context);
        int[] groups = new int[Batch.ROWS];
        int[] fresh = new int[Batch.ROWS];
        try (BatchSource source = plan.open(context)) {
            for (Batch batch = source.next(); batch != null; batch = source.next()) {
                context.checkCancelled();
                Rows all = Rows.of(batch);
                if (seen == null) {
                    rows.append(batch, all);
                    continue;
                }
                if (groups.length < all.limit()) {
                    groups = new int[all.limit()];
                    fresh = new int[all.limit()];
                }
                int known = seen.count();
                seen.assign(columns(batch), all, groups);
                int count = 0;
                for (int i = 0; i < all.count(); i++) {
                    int row = all.index()[i];
                    if (groups[row] == known) {
                        known++;
                        fresh[count++] = row;
                    }
                }
                rows.append(batch, all.narrowed(fresh, count));
            }
        }
        return rows;
    }

    /** Reads the last round's rows. */
    static final class Round extends Operator {
        private final Object key;

        Round(List<ValueType> types, Object key) {
            super(types);
            this.key = key;
        }

        @Override
        public BatchSource open(ExecutionContext context) {
            RowStore rows = context.lastRound(key);
            return new RowStoreSource(rows, Rows.all(rows.size()).index(), 0, rows.size());
        }
    }
}
