package io.aletheia.query.exec;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.ValueType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row per element of the arrays in a row; shorter arrays are filled up with nulls, null arrays have no element. */
final class UnnestOperator extends Operator {
    private final ExecutablePlan input;
    private final boolean ordinality;

    UnnestOperator(List<ValueType> types, ExecutablePlan input, boolean ordinality) {
        super(types);
        this.input = input;
        this.ordinality = ordinality;
    }

    @Override
    public BatchSource open(ExecutionContext context) {
        return new UnnestSource(input.open(context), context);
    }

    private final class UnnestSource implements BatchSource {
        private final BatchSource source;
        private final ExecutionContext context;
        private @Nullable Batch batch;
        private int at;
        private int element;

        UnnestSource(BatchSource source, ExecutionContext context) {
            this.source = source;
            this.context = context;
        }

        @Override
        public @Nullable Batch next() {
            ColumnVector[] columns = Columns.make(types());
            int size = 0;
            while (size < Batch.ROWS) {
                if (batch == null || at >= batch.size()) {
                    batch = source.next();
                    at = 0;
                    element = 0;
                    if (batch == null) {
                        break;
                    }
                    context.checkCancelled();
                }
                int row = batch.row(at);
                if (element >= length(batch, row)) {
                    at++;
                    element = 0;
                    continue;
                }
                fill(columns, batch, row, size++);
                element++;
            }
            if (size == 0) {
                return null;
            }
            var result = new Batch(columns);
            result.setSize(size);
            return result;
        }

        private int length(Batch arrays, int row) {
            int length = 0;
            for (int k = 0; k < arrays.width(); k++) {
                Object array = arrays.column(k).object(row);
                length = Math.max(length, array == null ? 0 : ((List<?>) array).size());
            }
            return length;
        }

        private void fill(ColumnVector[] columns, Batch arrays, int row, int to) {
            for (int k = 0; k < arrays.width(); k++) {
                Object array = arrays.column(k).object(row);
                boolean present = array != null && element < ((List<?>) array).size();
                columns[k].setObject(to, present && array != null ? ((List<?>) array).get(element) : null);
            }
            if (ordinality) {
                columns[columns.length - 1].setObject(to, element + 1L);
            }
        }

        @Override
        public void close() {
            source.close();
        }
    }
}
