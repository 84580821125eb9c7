package io.aletheia.query.exec;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.LongVector;
import io.aletheia.engine.model.PseudoColumn;
import io.aletheia.engine.model.Time;
import io.aletheia.engine.model.ValueType;
import io.aletheia.query.catalog.PseudoColumns;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a read shows where that is not what the engine stores: periods cut to the range of {@code FOR ... ONLY FROM a TO b}, all of time
 * as the valid period where a table has no valid time, and the id of the transaction that made a version known. For one run.
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
    private final boolean timed;
    private final Range valid;
    private final Range system;
    private final ExecutionContext context;

    private ShownColumns(int[] projection, boolean timed, Range valid, Range system, ExecutionContext context) {
        this.projection = projection.clone();
        this.timed = timed;
        this.valid = valid;
        this.system = system;
        this.context = context;
    }

    /**
     * What is to be computed for a projection; null if all of it is stored.
     *
     * @param timed whether the table has valid time
     */
    static @Nullable ShownColumns of(
            int[] projection, boolean timed, Range valid, Range system, ExecutionContext context) {
        boolean stored = valid.equals(Range.ALL) && system.equals(Range.ALL);
        for (int asked : projection) {
            stored &= asked != PseudoColumns.TRANSACTION && (timed || !isValidBound(asked));
        }
        return stored ? null : new ShownColumns(projection, timed, valid, system, context);
    }

    private static boolean isValidBound(int asked) {
        return asked == PseudoColumn.VALID_FROM || asked == PseudoColumn.VALID_TO;
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
            } else if (!timed && isValidBound(asked)) {
                columns[i] = same(batch, asked == PseudoColumn.VALID_FROM ? Time.BEGINNING : Time.FOREVER);
            } else {
                boolean isPeriod = asked < 0 && asked >= PseudoColumn.SYSTEM_TO;
                columns[i] = isPeriod
                        ? cut(batch, (LongVector) column, asked >= PseudoColumn.VALID_TO ? valid : system)
                        : column;
            }
        }
        var result = new Batch(columns);
        result.setRowsOf(batch);
        return result;
    }

    private static LongVector same(Batch batch, long time) {
        LongVector vector = (LongVector) ColumnVector.of(ValueType.TIMESTAMP);
        int rows = 0;
        for (int i = 0; i < batch.size(); i++) {
            rows = Math.max(rows, batch.row(i) + 1);
        }
        vector.ensureCapacity(rows);
        Arrays.fill(vector.values(), 0, rows, time);
        return vector;
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
