package io.aletheia.query.exec;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.ValueType;
import io.aletheia.query.expression.Rows;
import java.util.Arrays;
import java.util.List;

/** INTERSECT and EXCEPT, with ALL or without: counts each distinct row per input. Rows are equal as in GROUP BY. */
final class SetOperator extends Operator {
    private final List<ExecutablePlan> inputs;
    private final boolean intersect;
    private final boolean all;

    /** An operation on inputs that all have the types. */
    SetOperator(List<ValueType> types, List<ExecutablePlan> inputs, boolean intersect, boolean all) {
        super(types);
        this.inputs = List.copyOf(inputs);
        this.intersect = intersect;
        this.all = all;
    }

    @Override
    public BatchSource open(ExecutionContext context) {
        return Sources.deferred(() -> run(context));
    }

    private BatchSource run(ExecutionContext context) {
        GroupIndex index = GroupIndex.of(types(), context);
        long[] kept = count(inputs.get(0), index, context);
        int candidates = index.count();
        for (ExecutablePlan other : inputs.subList(1, inputs.size())) {
            long[] counts = count(other, index, context);
            for (int i = 0; i < candidates; i++) {
                if (intersect) {
                    kept[i] = Math.min(kept[i], counts[i]);
                } else {
                    kept[i] = all ? Math.max(0, kept[i] - counts[i]) : counts[i] > 0 ? 0 : kept[i];
                }
            }
        }
        return new RowStoreSource(distinct(index, context), repeated(kept, candidates), 0, total(kept, candidates));
    }

    private long[] count(ExecutablePlan input, GroupIndex index, ExecutionContext context) {
        long[] counts = new long[Math.max(index.count(), 16)];
        int[] groups = new int[Batch.ROWS];
        try (BatchSource source = input.open(context)) {
            for (Batch batch = source.next(); batch != null; batch = source.next()) {
                context.checkCancelled();
                Rows rows = Rows.of(batch);
                if (groups.length < rows.limit()) {
                    groups = new int[rows.limit()];
                }
                index.assign(columns(batch), rows, groups);
                if (index.count() > counts.length) {
                    counts = Arrays.copyOf(counts, Math.max(index.count(), counts.length * 2));
                }
                for (int i = 0; i < rows.count(); i++) {
                    counts[groups[rows.index()[i]]]++;
                }
            }
        }
        return counts.length < index.count() ? Arrays.copyOf(counts, index.count()) : counts;
    }

    private int total(long[] kept, int candidates) {
        long total = 0;
        for (int i = 0; i < candidates; i++) {
            total += all ? kept[i] : Math.min(1, kept[i]);
        }
        if (total > Integer.MAX_VALUE) {
            throw ExecutionContext.outOfMemory("more than " + Integer.MAX_VALUE + " rows in one step of the plan");
        }
        return (int) total;
    }

    private int[] repeated(long[] kept, int candidates) {
        int[] rows = new int[total(kept, candidates)];
        int at = 0;
        for (int i = 0; i < candidates; i++) {
            for (long n = all ? kept[i] : Math.min(1, kept[i]); n > 0; n--) {
                rows[at++] = i;
            }
        }
        return rows;
    }

    /** The distinct rows as a store. */
    private RowStore distinct(GroupIndex index, ExecutionContext context) {
        ColumnVector[] keys = new ColumnVector[types().size()];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = index.key(i);
        }
        var batch = new Batch(keys);
        batch.setSize(index.count());
        var store = new RowStore(types(), context);
        store.append(batch);
        return store;
    }
}
