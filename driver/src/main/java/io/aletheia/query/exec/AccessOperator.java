package io.aletheia.query.exec;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.Direction;
import io.aletheia.engine.model.LongVector;
import io.aletheia.engine.model.Probe;
import io.aletheia.engine.model.TemporalFilter;
import io.aletheia.engine.model.ValueType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks a probe for the entity ids in a column of its input, a batch at a time, and sets what it answers beside the input's rows:
 * the edges at nodes, or the versions of entities. Inner.
 */
final class AccessOperator extends BatchwiseOperator {
    private final int idColumn;
    private final int tableId;
    private final @Nullable Direction direction;
    private final int[] projection;
    private final int[] stored;
    private final TimeBounds times;

    /** Follows edges if there is a direction, otherwise fetches versions. */
    AccessOperator(
            List<ValueType> types,
            ExecutablePlan input,
            int idColumn,
            int tableId,
            @Nullable Direction direction,
            int[] projection,
            TimeBounds times) {
        super(types, input);
        this.idColumn = idColumn;
        this.tableId = tableId;
        this.direction = direction;
        this.projection = projection.clone();
        this.stored = ShownColumns.stored(projection);
        this.times = times;
    }

    @Override
    boolean isDivisible(ExecutionContext context) {
        return direction == null && context.tables().isShared(tableId);
    }

    @Override
    BatchSource over(BatchSource source, ExecutionContext context) {
        TemporalFilter filter = times.filter(context);
        Probe probe = direction == null
                ? context.tables().versions(tableId, filter, stored)
                : context.tables().expand(tableId, direction, filter, stored);
        return new AccessSource(source, probe, times.shown(projection, context), context);
    }

    private final class AccessSource implements BatchSource {
        private final BatchSource source;
        private final Probe probe;
        private final @Nullable ShownColumns shown;
        private final ExecutionContext context;
        private final ColumnVector[] carried = Columns.make(inputTypes());
        private long[] ids = new long[Batch.ROWS];
        private int[] origins = new int[Batch.ROWS];
        private @Nullable Batch asked;

        AccessSource(BatchSource source, Probe probe, @Nullable ShownColumns shown, ExecutionContext context) {
            this.source = source;
            this.probe = probe;
            this.shown = shown;
            this.context = context;
        }

        @Override
        public @Nullable Batch next() {
            while (true) {
                context.checkCancelled();
                if (asked == null) {
                    asked = source.next();
                    if (asked == null) {
                        return null;
                    }
                    ask(asked);
                }
                Batch answer = probe.next();
                if (answer != null) {
                    return beside(asked, shown == null ? answer : shown.shown(answer, 1));
                }
                asked = null;
            }
        }

        private void ask(Batch batch) {
            if (ids.length < batch.size()) {
                ids = new long[batch.size()];
            }
            LongVector column = (LongVector) batch.column(idColumn);
            for (int i = 0; i < batch.size(); i++) {
                int row = batch.row(i);
                ids[i] = column.isNull(row) ? 0 : column.values()[row];
            }
            probe.start(ids, batch.size());
        }

        /** The rows that were asked for, each repeated for its answers, and the answers. */
        private Batch beside(Batch batch, Batch answer) {
            int count = answer.size();
            if (origins.length < count) {
                origins = new int[count];
            }
            long[] positions = ((LongVector) answer.column(0)).values();
            int[] selection = answer.selection();
            int[] answered = selection;
            for (int i = 0; i < count; i++) {
                origins[i] = batch.row((int) positions[answered == null ? i : answered[i]]);
            }
            ColumnVector[] columns = new ColumnVector[types().size()];
            for (int k = 0; k < carried.length; k++) {
                carried[k].clear();
                Columns.gather(batch.column(k), origins, count, carried[k], 0);
                columns[k] = carried[k];
            }
            for (int k = carried.length; k < columns.length; k++) {
                columns[k] = compact(answer.column(k - carried.length + 1), selection, count, types().get(k));
            }
            var result = new Batch(columns);
            result.setSize(count);
            return result;
        }

        private ColumnVector compact(ColumnVector column, int @Nullable [] selection, int count, ValueType type) {
            if (selection == null) {
                return column;
            }
            ColumnVector dense = ColumnVector.of(type);
            Columns.gather(column, selection, count, dense, 0);
            return dense;
        }

        @Override
        public void close() {
            Sources.closeBoth(probe, source);
        }
    }
}
