package io.aletheia.query.exec;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.LongVector;
import io.aletheia.engine.model.ValueType;
import io.aletheia.query.expression.Evaluator;
import io.aletheia.query.expression.Expression;
import io.aletheia.query.expression.Rows;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Appends the id of the entity that has a primary key; null where a part of the key is null or no entity ever had it. */
final class KeyedIdOperator extends BatchwiseOperator {
    private final int tableId;
    private final List<Expression> key;

    KeyedIdOperator(List<ValueType> types, ExecutablePlan input, int tableId, List<Expression> key) {
        super(types, input);
        this.tableId = tableId;
        this.key = List.copyOf(key);
    }

    @Override
    boolean isDivisible(ExecutionContext context) {
        return context.tables().isShared(tableId);
    }

    @Override
    BatchSource over(BatchSource source, ExecutionContext context) {
        Evaluator[] evaluators = key.stream().map(part -> part.bind(context)).toArray(Evaluator[]::new);
        return new IdSource(source, evaluators, context);
    }

    private final class IdSource implements BatchSource {
        private final BatchSource source;
        private final Evaluator[] evaluators;
        private final ExecutionContext context;
        private final LongVector ids = new LongVector(ValueType.BIGINT);

        IdSource(BatchSource source, Evaluator[] evaluators, ExecutionContext context) {
            this.source = source;
            this.evaluators = evaluators;
            this.context = context;
        }

        @Override
        public @Nullable Batch next() {
            Batch batch = source.next();
            if (batch == null) {
                return null;
            }
            context.checkCancelled();
            Rows rows = Rows.of(batch);
            ColumnVector[] parts = new ColumnVector[evaluators.length];
            for (int i = 0; i < parts.length; i++) {
                parts[i] = evaluators[i].evaluate(batch, rows);
            }
            ids.clear();
            ids.ensureCapacity(rows.limit());
            for (int i = 0; i < rows.count(); i++) {
                int row = rows.index()[i];
                long id = id(parts, row);
                ids.setObject(row, id == 0 ? null : id);
            }
            ColumnVector[] columns = new ColumnVector[batch.width() + 1];
            System.arraycopy(columns(batch), 0, columns, 0, batch.width());
            columns[batch.width()] = ids;
            return rowsOf(batch, columns);
        }

        private long id(ColumnVector[] parts, int row) {
            Object[] values = new Object[parts.length];
            for (int i = 0; i < parts.length; i++) {
                Object value = parts[i].object(row);
                if (value == null) {
                    return 0;
                }
                values[i] = value;
            }
            return context.tables().entityId(tableId, values);
        }

        @Override
        public void close() {
            source.close();
        }
    }
}
