package io.aletheia.engine.tx;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.Constraint;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.LongVector;
import io.aletheia.engine.model.PeriodFilter;
import io.aletheia.engine.model.PseudoColumn;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.TemporalFilter;
import io.aletheia.engine.model.WorkProgress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks what an altered table newly requires against all that is believed of its rows, at whatever valid time. What was
 * corrected before stays as it is. Not thread-safe.
 */
final class StoredRows {
    private final View view;
    private final Reader reader;
    private final RowConditions conditions;

    StoredRows(View view, Reader reader, RowConditions conditions) {
        this.view = view;
        this.reader = reader;
        this.conditions = conditions;
    }

    /**
     * Checks the rows.
     *
     * @param progress told of the rows that were checked; may end that
     * @throws DatabaseException NOT_NULL (23502), CHECK_VIOLATION (23514), DUPLICATE_KEY (23505), MISSING_ENDPOINT (23503)
     */
    void check(TableDefinition former, TableDefinition altered, WorkProgress progress) {
        List<Integer> required = newlyRequired(former, altered);
        var added = new ArrayList<>(altered.constraints());
        added.removeAll(former.constraints());
        var uniques = new ArrayList<>(altered.uniques());
        uniques.removeAll(former.uniques());
        List<RowConditions.Named> checks = conditions.of(altered.withConstraints(added));
        boolean compared = !uniques.isEmpty() || added.stream().anyMatch(Constraint.ForeignKey.class::isInstance);
        if (required.isEmpty() && checks.isEmpty() && !compared) {
            return;
        }
        // The rules about values are asked for the new constraints alone.
        TableDefinition asked = altered.withIndexes(List.of())
                .withConstraints(added.stream()
                        .filter(Constraint.ForeignKey.class::isInstance)
                        .toList());
        var constraints = new ArrayList<Constraint>(asked.constraints());
        constraints.addAll(uniques);
        asked = asked.withConstraints(constraints);
        int width = altered.columns().size();
        int[] projection = new int[width + 3];
        for (int i = 0; i < width; i++) {
            projection[i] = i;
        }
        projection[width] = PseudoColumn.ENTITY_ID;
        projection[width + 1] = PseudoColumn.VALID_FROM;
        projection[width + 2] = PseudoColumn.VALID_TO;
        var believed = new TemporalFilter(PeriodFilter.ALL, PeriodFilter.asOf(view.commitTime()));
        try (BatchSource rows = reader.scan(altered.id(), believed, projection)) {
            for (Batch batch = rows.next(); batch != null; batch = rows.next()) {
                progress.done(batch.size());
                for (int i = 0; i < batch.size(); i++) {
                    checkRow(asked, required, checks, compared, batch, batch.row(i));
                }
            }
        }
    }

    private void checkRow(
            TableDefinition table,
            List<Integer> required,
            List<RowConditions.Named> checks,
            boolean compared,
            Batch batch,
            int index) {
        int width = table.columns().size();
        @Nullable Object[] row = new @Nullable Object[width];
        for (int i = 0; i < width; i++) {
            row[i] = batch.column(i).object(index);
        }
        long entityId = ((LongVector) batch.column(width)).values()[index];
        for (int position : required) {
            if (row[position] == null) {
                throw new DatabaseException(
                        ErrorCode.NOT_NULL,
                        "column " + table.name() + "."
                                + table.columns().get(position).name() + " is null in row "
                                + view.keyText(table.id(), entityId));
            }
        }
        for (RowConditions.Named check : checks) {
            if (check.condition().isFalse(row, conditions.nowMicros().getAsLong())) {
                throw new DatabaseException(
                        ErrorCode.CHECK_VIOLATION,
                        "row " + view.keyText(table.id(), entityId) + " of table " + table.name() + " breaks the check "
                                + check.name());
            }
        }
        if (compared) {
            long from = ((LongVector) batch.column(width + 1)).values()[index];
            long to = ((LongVector) batch.column(width + 2)).values()[index];
            ValueRules.require(view, table, entityId, row, from, to);
        }
    }

    /** Columns that were nullable or not there, and may not be null now. */
    private static List<Integer> newlyRequired(TableDefinition former, TableDefinition altered) {
        var positions = new ArrayList<Integer>();
        for (int i = 0; i < altered.columns().size(); i++) {
            boolean nullableBefore =
                    i >= former.columns().size() || former.columns().get(i).nullable();
            if (nullableBefore && !altered.columns().get(i).nullable()) {
                positions.add(i);
            }
        }
        return positions;
    }
}
