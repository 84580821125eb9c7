package io.aletheia.query.exec;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.ValueType;
import io.aletheia.query.catalog.SystemTable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what the transaction tells of the commits before it, and what the database tells of its log and checkpoints. */
final class SystemReadOperator extends Operator {
    private final SystemTable.Name name;

    SystemReadOperator(List<ValueType> types, SystemTable.Name name) {
        super(types);
        this.name = name;
    }

    @Override
    public BatchSource open(ExecutionContext context) {
        return switch (name) {
            case TRANSACTIONS -> context.transaction().transactions();
            case COLUMNS_HISTORY -> worded(context.transaction().columnHistory());
            case ERASURES -> context.transaction().erasures();
            case WAL, WAL_SEGMENTS, CHECKPOINTS, RECOVERY, RECOVERY_ESTIMATE ->
                new ValuesOperator(types(), StatusRows.of(name, context.database())).open(context);
            case SESSIONS, STATEMENTS ->
                new ValuesOperator(
                                types(),
                                context.sessions()
                                        .rows(name, context.transaction().nowMicros()))
                        .open(context);
            case WAL_ENTRIES -> new LogEntrySource(types(), context.database().logEntries(0));
            case SCHEMATA, TABLES, COLUMNS, VIEWS, TABLE_CONSTRAINTS, KEY_COLUMN_USAGE, TABLE_OPTIONS, INDEXES ->
                throw new IllegalStateException(name + " follows from the catalog");
        };
    }

    /** The same with YES and NO in the place of truth values, as INFORMATION_SCHEMA has them. */
    private static BatchSource worded(BatchSource source) {
        return new BatchSource() {
            @Override
            public @Nullable Batch next() {
                Batch batch = source.next();
                return batch == null ? null : words(batch);
            }

            @Override
            public void close() {
                source.close();
            }
        };
    }

    private static Batch words(Batch batch) {
        ColumnVector[] columns = columns(batch);
        for (int k = 0; k < columns.length; k++) {
            if (columns[k].type().kind() == ValueType.Kind.BOOLEAN) {
                ColumnVector words = ColumnVector.of(ValueType.VARCHAR);
                for (int i = 0; i < batch.size(); i++) {
                    Object truth = columns[k].object(batch.row(i));
                    words.setObject(batch.row(i), SystemTable.yesOrNo(Boolean.TRUE.equals(truth)));
                }
                columns[k] = words;
            }
        }
        var worded = new Batch(columns);
        worded.setSize(batch.size());
        return worded;
    }
}
