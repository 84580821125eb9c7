package io.aletheia.query.exec;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.LongVector;
import io.aletheia.engine.model.PseudoColumn;
import io.aletheia.engine.model.ValueType;
import org.jspecify.annotations.Nullable;

/** Cuts the periods that {@code FOR ... ONLY FROM a TO b} shows to that range, where they are among the columns. For one run. */
final class PeriodClamp {
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

    PeriodClamp(int[] projection, Range valid, Range system) {
        this.projection = projection.clone();
        this.valid = valid;
        this.system = system;
    }

    /** The source's rows with the periods cut. */
    BatchSource over(BatchSource source) {
        return new BatchSource() {
            @Override
            public @Nullable Batch next() {
                Batch batch = source.next();
                return batch == null ? null : cut(batch, 0);
            }

            @Override
            public void close() {
                source.close();
            }
        };
    }

    /** The batch with the periods cut; the projection's columns begin at a position. The producer's vectors stay as they are. */
    Batch cut(Batch batch, int firstColumn) {
        ColumnVector[] columns = new ColumnVector[batch.width()];
        for (int i = 0; i < columns.length; i++) {
            int asked = i < firstColumn ? 0 : projection[i - firstColumn];
            ColumnVector column = batch.column(i);
            columns[i] = asked < 0 && asked >= PseudoColumn.SYSTEM_TO ? cut(batch, (LongVector) column, asked) : column;
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

    private LongVector cut(Batch batch, LongVector column, int asked) {
        Range range = asked >= PseudoColumn.VALID_TO ? valid : system;
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
}
