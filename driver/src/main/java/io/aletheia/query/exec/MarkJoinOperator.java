package io.aletheia.query.exec;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.ValueType;
import io.aletheia.query.expression.Evaluator;
import io.aletheia.query.expression.Expression;
import io.aletheia.query.expression.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A SEMI or ANTI join that keeps its left side: each right row notes which left rows it matches, and at the end come the left rows that were
 * noted, or that were not. For a left side that is much smaller; if it has no room all the same, the right side is kept instead.
 */
final class MarkJoinOperator extends Operator {
    /** So many rows of the left side are kept in any case. */
    private static final int KEPT_ROWS_MIN = 1 << 10;

    private final ExecutablePlan left;
    private final ExecutablePlan right;
    private final List<JoinOperator.Key> joinKeys;
    private final boolean wanted;
    private final @Nullable Expression residual;
    private final int told;
    private final JoinOperator ordinary;

    /**
     * A join.
     *
     * @param wanted whether rows with a partner are wanted, or those without
     * @param residual what is tested on the pairs, over the right row followed by the left one; null for nothing
     * @param told number of the filter within the right side that is told the keys of the left one; -1 for none
     * @param ordinary the same join, which keeps the right side
     */
    MarkJoinOperator(
            ExecutablePlan left,
            ExecutablePlan right,
            List<JoinOperator.Key> joinKeys,
            boolean wanted,
            @Nullable Expression residual,
            int told,
            JoinOperator ordinary) {
        super(left.types());
        this.left = left;
        this.right = right;
        this.joinKeys = List.copyOf(joinKeys);
        this.wanted = wanted;
        this.residual = residual;
        this.told = told;
        this.ordinary = ordinary;
    }

    @Override
    public BatchSource open(ExecutionContext context) {
        return Sources.deferred(() -> run(context));
    }

    private BatchSource run(ExecutionContext context) {
        ExecutionContext apart = context.apart();
        List<ValueType> keyTypes =
                joinKeys.stream().map(key -> key.left().type()).toList();
        var kept = new HashCandidates(
                keyTypes, searchedKeys(apart), keptKeys(apart), false, new RowStore(left.types(), apart), apart);
        BatchSource rows = GatheredParts.of(left, context);
        try {
            for (Batch batch = rows.next(); batch != null; batch = rows.next()) {
                context.checkCancelled();
                kept.build(batch, Rows.of(batch));
                if (context.canSpill()
                        && kept.right().size() >= KEPT_ROWS_MIN
                        && !context.hasRoom(kept.growthBytes(Batch.ROWS))) {
                    return ordinary.open(new Overflow(kept.right().source(), rows, apart), context);
                }
            }
        } catch (RuntimeException | Error e) {
            rows.close();
            throw e;
        }
        rows.close();
        int count = kept.right().size();
        apart.reserve(5L * count);
        return count == 0 ? Sources.EMPTY : result(kept.right(), matched(kept, context));
    }

    private Evaluator[] keptKeys(ExecutionContext context) {
        return joinKeys.stream().map(key -> key.left().bind(context)).toArray(Evaluator[]::new);
    }

    private Evaluator[] searchedKeys(ExecutionContext context) {
        return joinKeys.stream().map(key -> key.right().bind(context)).toArray(Evaluator[]::new);
    }

    /** By left row whether some right row matches it. */
    private boolean[] matched(HashCandidates kept, ExecutionContext context) {
        // Threads note the same thing in the same places, and nobody looks before all have ended.
        boolean[] noted =
                new boolean[residual == null ? kept.keys() : kept.right().size()];
        var keys = new ToldKeys(told);
        keys.tell(kept);
        List<BatchSource> parts = right.openParts(told < 0 ? context : context.telling(keys));
        try (var all = new Sources.All(parts)) {
            if (parts.size() == 1) {
                note(kept, all, noted, () -> true, context);
            } else {
                List<Workers.Part> work = new ArrayList<>();
                for (BatchSource part : parts) {
                    work.add(isWanted -> note(kept, part, noted, isWanted, context));
                }
                context.workers().run(work);
            }
        }
        return residual == null ? kept.rowsOf(noted) : noted;
    }

    private void note(
            HashCandidates built,
            BatchSource rows,
            boolean[] noted,
            BooleanSupplier isWanted,
            ExecutionContext context) {
        HashCandidates kept = built.reader(searchedKeys(context));
        Pairs pairs = residual == null ? null : new Pairs(kept, residual.bind(context));
        for (Batch batch = rows.next(); batch != null && isWanted.getAsBoolean(); batch = rows.next()) {
            context.checkCancelled();
            if (pairs == null) {
                kept.noteKeys(batch, Rows.of(batch), noted);
            } else {
                pairs.note(batch, noted, context);
            }
        }
    }

    /** Right and left rows with equal keys, tested by what else the condition demands. */
    private final class Pairs {
        private final HashCandidates kept;
        private final Evaluator condition;
        private final int[] searchedRows = new int[Batch.ROWS];
        private final int[] keptRows = new int[Batch.ROWS];
        private final int[] selection = new int[Batch.ROWS];
        private final int[] matching = new int[Batch.ROWS];
        private final JoinedPairs joined;

        Pairs(HashCandidates kept, Evaluator condition) {
            this.kept = kept;
            this.condition = condition;
            List<ValueType> types = new ArrayList<>(right.types());
            types.addAll(left.types());
            ColumnVector[] columns = Columns.make(types);
            this.joined = new JoinedPairs(columns, right.types().size(), searchedRows, keptRows, kept.right());
        }

        void note(Batch batch, boolean[] noted, ExecutionContext context) {
            int[] rows = matching.length < batch.size() ? new int[batch.size()] : matching;
            int found = kept.select(batch, Rows.of(batch), rows);
            if (found == 0) {
                return;
            }
            // Columns are filled for those rows only that may match.
            Batch candidates = batch.selected(rows, found);
            kept.begin(candidates, Rows.of(candidates));
            for (int count = kept.next(searchedRows, keptRows); count > 0; count = kept.next(searchedRows, keptRows)) {
                context.checkCancelled();
                Batch pairs = joined.of(candidates, kept.right(), count);
                int hits = condition.select(pairs, Rows.of(pairs), selection);
                for (int i = 0; i < hits; i++) {
                    noted[keptRows[selection[i]]] = true;
                }
            }
        }
    }

    private BatchSource result(RowStore rows, boolean[] matched) {
        int[] order = new int[rows.size()];
        int count = 0;
        for (int row = 0; row < order.length; row++) {
            order[count] = row;
            count += matched[row] == wanted ? 1 : 0;
        }
        return new RowStoreSource(rows, order, 0, count);
    }

    /** The left rows kept so far, whose room is free then, and the rest of them. */
    private record Overflow(BatchSource kept, BatchSource rest, ExecutionContext apart) implements BatchSource {
        @Override
        public @Nullable Batch next() {
            Batch batch = kept.next();
            if (batch == null) {
                apart.releaseAll();
                batch = rest.next();
            }
            return batch;
        }

        @Override
        public void close() {
            kept.close();
            rest.close();
        }
    }
}
