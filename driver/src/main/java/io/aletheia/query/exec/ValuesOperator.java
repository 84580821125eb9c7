package io.aletheia.query.exec;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.ValueType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows that stand in the plan. */
final class ValuesOperator extends Operator {
    private final List<@Nullable Object[]> rows;

    /** Rows of values in the forms that the types' kinds name. */
    ValuesOperator(List<ValueType> types, List<@Nullable Object[]> rows) {
        super(types);
        this.rows = List.copyOf(rows);
    }

    @Override
    public BatchSource open(ExecutionContext context) {
        return new BatchSource() {
            private int at;

            @Override
            public @Nullable Batch next() {
                int count = Math.min(Batch.ROWS, rows.size() - at);
                if (count <= 0) {
                    return null;
                }
                ColumnVector[] columns = Columns.make(types());
                for (int i = 0; i < count; i++) {
                    @Nullable Object[] row = rows.get(at + i);
                    for (int k = 0; k < columns.length; k++) {
                        columns[k].setObject(i, row[k]);
                    }
                }
                at += count;
                var batch = new Batch(columns);
                batch.setSize(count);
                return batch;
            }

            @Override
            public void close() {
                at = rows.size();
            }
        };
    }
}
