package io.aletheia.query.exec;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.LongVector;
import io.aletheia.engine.model.PseudoColumn;
import io.aletheia.engine.model.ValueType;
import io.aletheia.query.catalog.PseudoColumns;
import org.jspecify.annotations.Nullable;

/**
 * What a read shows where that is not what the engine stores: periods cut to the range of {@code FOR ... ONLY FROM a TO b}, and the id
 * of the transaction that made a version known. For one run.
 */
final class ShownColumns {
    /**
     * A range of time.
     *
     * @param from its start in microseconds
     * @param to its end
     */
    record Range(long from, long to) {
        static final Range ALL = new Range(Long.MIN_VALUE, Long.MAX_VALUE);
    }

    private final int[] projection;
    private final Range valid;
    private final Range system;
    private final ExecutionContext context;

    private ShownColumns(int[] projection, Range valid, Range system, ExecutionContext context) {
        this.projection = projection.clone();
        this.valid = valid;
        this.system = system;
        this.context = context;
    }

    /** What is to be computed for a projection; null if all of it is stored. */
    static @Nullable ShownColumns of(int[] projection, Range valid, Range system, ExecutionContext context) {
        boolean stored = valid.equals(Range.ALL) && system.equals(Range.ALL);
        for (int asked : projection) {
            stored &= asked != PseudoColumns.TRANSACTION;
        }
        return stored ? null : new ShownColumns(projection, valid, system, context);
    }

    /** What to ask the engine for; a copy. */
    static int[] stored(int[] projection) {
        int[] stored = projection.clone();
        for (int i = 0; i < stored.length; i++) {
            if (stored[i] == PseudoColumns.TRANSACTION) {
                stored[i] = PseudoColumn.SYSTEM_FROM;
            }
        }
        return stored;
    }

    /** The source's rows as they are shown. */
    BatchSource over(BatchSource source) {
        return new BatchSource() {
            @Override
            public @Nullable Batch next() {
                Batch batch = source.next();
                return batch == null ? null : shown(batch, 0);
            }

            @Override
            public void close() {
                source.close();
            }
        };
    }

    /** The batch as it is shown; the projection's columns begin at a position. The producer's vectors stay as they are. */
    Batch shown(Batch batch, int firstColumn) {
        ColumnVector[] columns = new ColumnVector[batch.width()];
        for (int i = 0; i < columns.length; i++) {
            int asked = i < firstColumn ? 0 : projection[i - firstColumn];
            ColumnVector column = batch.column(i);
            if (asked == PseudoColumns.TRANSACTION) {
                columns[i] = transactions(batch, (LongVector) column);
            } else {
                boolean isPeriod = asked < 0 && asked >= PseudoColumn.SYSTEM_TO;
                columns[i] = isPeriod
                        ? cut(batch, (LongVector) column, asked >= PseudoColumn.VALID_TO ? valid : system)
                        : column;
            }
        }
        var result = new Batch(columns);
        int[] selection = batch.selection();
        if (selection == null) {
            result.setSize(batch.size());
        } else {
            result.setSelection(selection, batch.size());
        }
        return result;
    }

    private static LongVector cut(Batch batch, LongVector column, Range range) {
        if (range.equals(Range.ALL)) {
            return column;
        }
        LongVector cut = (LongVector) ColumnVector.of(ValueType.TIMESTAMP);
        long[] from = column.values();
        cut.ensureCapacity(from.length);
        long[] to = cut.values();
        for (int i = 0; i < batch.size(); i++) {
            int row = batch.row(i);
            to[row] = Math.max(range.from, Math.min(range.to, from[row]));
        }
        return cut;
    }

    private LongVector transactions(Batch batch, LongVector systemFrom) {
        LongVector ids = (LongVector) ColumnVector.of(ValueType.BIGINT);
        long[] times = systemFrom.values();
        ids.ensureCapacity(times.length);
        // Versions of one commit often lie together.
        long lastTime = Long.MIN_VALUE;
        long lastId = 0;
        for (int i = 0; i < batch.size(); i++) {
            int row = batch.row(i);
            if (times[row] != lastTime) {
                lastTime = times[row];
                lastId = context.transaction().transactionId(lastTime);
            }
            if (lastId == 0) {
                ids.setNull(row);
            } else {
                ids.set(row, lastId);
            }
        }
        return ids;
    }
}
