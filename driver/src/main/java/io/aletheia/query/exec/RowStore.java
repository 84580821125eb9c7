package io.aletheia.query.exec;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.ObjectVector;
import io.aletheia.engine.model.ValueType;
import io.aletheia.query.expression.Rows;
import java.util.List;

/** Rows kept in memory, by number from 0. What it takes is reserved of the run's memory. Not thread-safe. */
final class RowStore {
    private static final int ROWS_MAX = 1 << 30;

    private final ColumnVector[] columns;
    private final ExecutionContext context;
    private final int rowBytes;
    private int size;
    private long longBytes;

    RowStore(List<ValueType> types, ExecutionContext context) {
        this.columns = Columns.make(types);
        this.context = context;
        this.rowBytes = 8 + types.stream().mapToInt(Columns::bytes).sum();
    }

    /** All rows of a source, which is closed then. */
    static RowStore of(BatchSource source, List<ValueType> types, ExecutionContext context) {
        var store = new RowStore(types, context);
        try (source) {
            for (Batch batch = source.next(); batch != null; batch = source.next()) {
                context.checkCancelled();
                store.append(batch);
            }
        }
        return store;
    }

    /** How many bytes so many more rows take, roughly. */
    long bytes(int rows) {
        return (long) rowBytes * rows;
    }

    /** Adds a batch's rows. */
    void append(Batch batch) {
        append(batch, Rows.of(batch));
    }

    /** Adds some rows of a batch. */
    void append(Batch batch, Rows rows) {
        reserve(rows.count());
        for (int i = 0; i < columns.length; i++) {
            Columns.gather(batch.column(i), rows.index(), rows.count(), columns[i], size);
            reserveLong(batch.column(i), rows);
        }
        size += rows.count();
    }

    /** Adds one row of a batch. */
    void append(Batch batch, int row) {
        reserve(1);
        for (int i = 0; i < columns.length; i++) {
            columns[i].copyFrom(batch.column(i), row, size);
        }
        size++;
    }

    /** Reserves for values that are longer than is usual. */
    private void reserveLong(ColumnVector column, Rows rows) {
        if (column instanceof ObjectVector objects) {
            long more = 0;
            for (int i = 0; i < rows.count(); i++) {
                more += Columns.bytesBeyond(objects.values()[rows.index()[i]]);
            }
            if (more > 0) {
                context.reserve(more);
                longBytes += more;
            }
        }
    }

    private void reserve(int count) {
        if (size > ROWS_MAX - count) {
            throw ExecutionContext.outOfMemory("more than " + ROWS_MAX + " rows in one step of the plan");
        }
        context.reserve((long) rowBytes * count);
    }

    int size() {
        return size;
    }

    ColumnVector column(int position) {
        return columns[position];
    }

    ColumnVector[] columns() {
        return columns;
    }

    /** A batch over the store's columns, on which a caller sets a selection. */
    Batch view() {
        return new Batch(columns);
    }

    /** All rows in their order. */
    BatchSource source() {
        return new ColumnsSource(columns, size);
    }

    /** Forgets all rows. */
    void clear() {
        context.release((long) rowBytes * size + longBytes);
        longBytes = 0;
        for (ColumnVector column : columns) {
            column.clear();
        }
        size = 0;
    }
}
