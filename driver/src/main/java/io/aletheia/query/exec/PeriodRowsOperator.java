package io.aletheia.query.exec;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.Time;
import io.aletheia.engine.model.ValueType;
import io.aletheia.query.temporal.PeriodTable;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The bins of periods, or what is left of periods, a batch at a time: there may be more of them than anybody wants to see. */
final class PeriodRowsOperator extends Operator {
    /** A period's rows. */
    private interface Periods {
        /** Writes the next row; false if there is none. */
        boolean write(ColumnVector[] columns, int row);
    }

    private static final Periods NONE = (columns, row) -> false;

    private final ExecutablePlan input;
    private final PeriodTable function;
    private final boolean months;

    PeriodRowsOperator(List<ValueType> types, ExecutablePlan input, PeriodTable function, boolean months) {
        super(types);
        this.input = input;
        this.function = function;
        this.months = months;
    }

    @Override
    public BatchSource open(ExecutionContext context) {
        return new PeriodSource(input.open(context), context);
    }

    private final class PeriodSource implements BatchSource {
        private final BatchSource source;
        private final ExecutionContext context;
        private @Nullable Batch batch;
        private int at;
        private Periods periods = NONE;

        PeriodSource(BatchSource source, ExecutionContext context) {
            this.source = source;
            this.context = context;
        }

        @Override
        public @Nullable Batch next() {
            context.checkCancelled();
            ColumnVector[] columns = Columns.make(types());
            int size = 0;
            while (size < Batch.ROWS) {
                if (periods.write(columns, size)) {
                    size++;
                    continue;
                }
                if (batch == null || at >= batch.size()) {
                    batch = source.next();
                    at = 0;
                    if (batch == null) {
                        break;
                    }
                    context.checkCancelled();
                }
                // An empty batch is asked for its rows at the next turn.
                periods = at < batch.size() ? periods(batch, batch.row(at++)) : NONE;
            }
            if (size == 0) {
                return null;
            }
            var result = new Batch(columns);
            result.setSize(size);
            return result;
        }

        private Periods periods(Batch operands, int row) {
            long[] values = new long[operands.width()];
            for (int k = 0; k < values.length; k++) {
                Object value = operands.column(k).object(row);
                if (value == null) {
                    return NONE;
                }
                values[k] = ((Number) value).longValue();
            }
            return function.equals(PeriodTable.RANGE_BINS)
                    ? bins(values[0], values[1], values[2], values[3])
                    : new Difference(values[0], values[1], values[2], values[3]);
        }

        private Periods bins(long width, long from, long to, long origin) {
            if (width <= 0) {
                throw new DatabaseException(
                        ErrorCode.INVALID_ARGUMENT, "the bins of RANGE_BINS need an interval greater than zero");
            }
            if (from <= Time.BEGINNING || to >= Time.FOREVER) {
                throw new DatabaseException(
                        ErrorCode.INVALID_ARGUMENT,
                        "RANGE_BINS needs a period that begins and ends: cut it to what you want to see, as in"
                                + " t._valid_time * PERIOD(from, to)");
            }
            boolean isInstant = types().get(0).kind() == ValueType.Kind.TIMESTAMP_TZ;
            var bins = new Bins(months, width, isInstant ? context.zone() : ZoneOffset.UTC, origin, from, to);
            return (columns, row) -> {
                if (!bins.advance()) {
                    return false;
                }
                columns[0].setObject(row, bins.from());
                columns[1].setObject(row, bins.to());
                columns[2].setObject(row, bins.weight());
                return true;
            };
        }

        @Override
        public void close() {
            source.close();
        }
    }

    /** What of a period is not in another: a part before it, a part after it. */
    private static final class Difference implements Periods {
        private final long to;
        private final long minusFrom;
        private final long minusTo;
        private long from;

        Difference(long from, long to, long minusFrom, long minusTo) {
            this.from = from;
            this.to = to;
            this.minusFrom = minusFrom;
            this.minusTo = minusTo;
        }

        @Override
        public boolean write(ColumnVector[] columns, int row) {
            if (from >= minusFrom && from < minusTo) {
                from = minusTo;
            }
            if (from >= to) {
                return false;
            }
            long end = from < minusFrom ? Math.min(to, minusFrom) : to;
            columns[0].setObject(row, from);
            columns[1].setObject(row, end);
            from = end;
            return true;
        }
    }
}
