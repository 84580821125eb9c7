package io.aletheia.query.exec;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.LogEntries;
import io.aletheia.engine.model.LogEntry;
import io.aletheia.engine.model.ValueType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of INFORMATION_SCHEMA.WAL_ENTRIES. */
final class LogEntrySource implements BatchSource {
    private final LogEntries entries;
    private final Batch batch;

    LogEntrySource(List<ValueType> types, LogEntries entries) {
        this.entries = entries;
        this.batch = new Batch(types.stream().map(ColumnVector::of).toArray(ColumnVector[]::new));
    }

    @Override
    public @Nullable Batch next() {
        int size = 0;
        while (size < Batch.ROWS) {
            LogEntry entry = entries.next();
            if (entry == null) {
                break;
            }
            set(size++, entry);
        }
        batch.setSize(size);
        return size == 0 ? null : batch;
    }

    private void set(int row, LogEntry entry) {
        boolean operation = entry.systemTime() != Long.MIN_VALUE;
        @Nullable
        Object[] values = {
            entry.segment(),
            entry.offset(),
            entry.kind(),
            entry.lsn(),
            operation ? (Long) entry.transactionId() : null,
            operation ? (Long) entry.systemTime() : null,
            entry.text()
        };
        for (int column = 0; column < values.length; column++) {
            batch.column(column).setObject(row, values[column]);
        }
    }

    @Override
    public void close() {
        entries.close();
    }
}
