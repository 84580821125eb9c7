package io.aletheia.query.statement;

import io.aletheia.engine.model.PseudoColumn;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.Time;
import io.aletheia.query.catalog.EngineTable;
import io.aletheia.query.catalog.PseudoColumns;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the rows of a table that a statement gives to its own plans: declared columns, bounds, and the rest as a plan sees it. Immutable. */
final class GivenRows {
    private final TableDefinition table;
    private final List<Integer> columns;

    GivenRows(TableDefinition table) {
        this.table = table;
        this.columns = EngineTable.ofGivenRows(table, EngineTable.Shape.WIDE).columns();
    }

    /**
     * A row.
     *
     * @param row a value per declared column
     * @param validFrom shown if the table has valid time, as is the other bound; else the row is valid at all of time
     * @param transaction the id of the transaction that made the row known; 0 if there is none yet
     * @param number what stands in the place of the entity id, for the statement's own use
     */
    @Nullable
    Object[] row(
            @Nullable Object[] row,
            long validFrom,
            long validTo,
            long systemFrom,
            long systemTo,
            long transaction,
            long number) {
        boolean timed = table.options().validTime();
        @Nullable Object[] wide = new @Nullable Object[columns.size()];
        for (int i = 0; i < wide.length; i++) {
            int column = columns.get(i);
            wide[i] = switch (column) {
                case PseudoColumn.VALID_FROM -> (Object) (timed ? validFrom : Time.BEGINNING);
                case PseudoColumn.VALID_TO -> timed ? validTo : Time.FOREVER;
                case PseudoColumn.SYSTEM_FROM -> systemFrom;
                case PseudoColumn.SYSTEM_TO -> systemTo;
                case PseudoColumns.TRANSACTION -> transaction == 0 ? null : (Long) transaction;
                case PseudoColumn.ENTITY_ID -> number;
                case PseudoColumn.SOURCE_ID, PseudoColumn.TARGET_ID -> 0L;
                default -> column < 0 ? null : row[column];
            };
        }
        return wide;
    }
}
