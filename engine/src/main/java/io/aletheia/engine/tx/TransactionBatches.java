package io.aletheia.engine.tx;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.TransactionNote;
import io.aletheia.engine.model.ValueType;
import io.aletheia.engine.store.TransactionList;
import org.jspecify.annotations.Nullable;

/** Transactions as rows: id, system time, application, comment. Not thread-safe. */
final class TransactionBatches implements BatchSource {
    private final TransactionList transactions;
    private final int count;
    private int next;

    TransactionBatches(TransactionList transactions, int count) {
        this.transactions = transactions;
        this.count = count;
    }

    @Override
    public @Nullable Batch next() {
        int size = Math.min(Batch.ROWS, count - next);
        if (size <= 0) {
            return null;
        }
        ColumnVector[] columns = {
            ColumnVector.of(ValueType.BIGINT),
            ColumnVector.of(ValueType.TIMESTAMP),
            ColumnVector.of(ValueType.VARCHAR),
            ColumnVector.of(ValueType.VARCHAR)
        };
        for (int i = 0; i < size; i++) {
            TransactionNote note = transactions.note(next + i);
            columns[0].setObject(i, transactions.id(next + i));
            columns[1].setObject(i, transactions.systemTime(next + i));
            columns[2].setObject(i, note.application());
            columns[3].setObject(i, note.comment());
        }
        next += size;
        var batch = new Batch(columns);
        batch.setSize(size);
        return batch;
    }

    @Override
    public void close() {
        next = count;
    }
}
