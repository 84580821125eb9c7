package io.aletheia.query.copy;

import io.aletheia.engine.Transaction;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.EndpointSearch;
import io.aletheia.engine.model.Portion;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.query.expression.EvaluationContext;
import io.aletheia.query.expression.ValidPortions;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Reads a CSV file and inserts its lines. Every error names file and line, and column and value where it is one's. For one run. */
public final class CsvLoad {
    private static final int ROWS_BETWEEN_CHECKS = 1024;

    private final TableDefinition table;
    private final Path file;
    private final CsvOptions options;
    private final List<String> columnNames;
    private final @Nullable Object[] defaults;
    private final PeriodSource period;
    private final EvaluationContext context;

    /**
     * A load.
     *
     * @param columnNames what the fields are in order; empty if the header says, or if they are all columns
     * @param defaults a row with the values of columns that are not in the file
     * @param period the valid time of rows
     */
    public CsvLoad(
            TableDefinition table,
            Path file,
            CsvOptions options,
            List<String> columnNames,
            @Nullable Object[] defaults,
            PeriodSource period,
            EvaluationContext context) {
        this.table = table;
        this.file = file;
        this.options = options;
        this.columnNames = List.copyOf(columnNames);
        this.defaults = defaults.clone();
        this.period = period;
        this.context = context;
    }

    /**
     * Inserts all lines.
     *
     * @param entities told the id of each entity written
     * @throws DatabaseException FILE_UNREADABLE (58030); BAD_CSV (22P04) for a line that is no line of this table; the codes of
     *     values and of constraints
     */
    public void run(Transaction transaction, LongConsumer entities) {
        EndpointSearch search = transaction.endpointSearch(table.id());
        try (CsvRows rows = new CsvRows(table, file, options, columnNames, defaults, period, context, search);
                ReadAhead ahead = new ReadAhead(rows, table.name())) {
            long count = 0;
            for (CsvRows.Row row = ahead.next(); row != null; row = ahead.next()) {
                if (count++ % ROWS_BETWEEN_CHECKS == 0) {
                    context.checkCancelled();
                }
                insert(transaction, rows, row, entities);
            }
        }
    }

    private void insert(Transaction transaction, CsvRows rows, CsvRows.Row row, LongConsumer entities) {
        try {
            long now = transaction.nowMicros();
            Portion portion = ValidPortions.of(table, row.portion(), now, context.zone());
            entities.accept(transaction.insert(table.id(), portion, row.values(), row.endpoints()));
        } catch (DatabaseException e) {
            throw new DatabaseException(e.code(), rows.place(row.line()) + ": " + e.getMessage(), e);
        }
    }
}
