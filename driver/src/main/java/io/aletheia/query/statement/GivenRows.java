package io.aletheia.query.statement;

import io.aletheia.engine.model.PseudoColumn;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.query.catalog.EngineTable;
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

    TableDefinition table() {
        return table;
    }

    /** The qualified name under which the rows stand for those of the table. */
    List<String> inPlace() {
        return List.of(table.schema(), table.name());
    }

    /**
     * A row.
     *
     * @param row a value per declared column
     * @param number what stands in the place of the entity id, for the statement's own use
     */
    @Nullable
    Object[] row(@Nullable Object[] row, long validFrom, long validTo, long systemFrom, long systemTo, long number) {
        @Nullable Object[] wide = new @Nullable Object[columns.size()];
        for (int i = 0; i < wide.length; i++) {
            int column = columns.get(i);
            wide[i] = switch (column) {
                case PseudoColumn.VALID_FROM -> (Object) validFrom;
                case PseudoColumn.VALID_TO -> validTo;
                case PseudoColumn.SYSTEM_FROM -> systemFrom;
                case PseudoColumn.SYSTEM_TO -> systemTo;
                case PseudoColumn.ENTITY_ID -> number;
                case PseudoColumn.SOURCE_ID, PseudoColumn.TARGET_ID -> 0L;
                default -> column < 0 ? null : row[column];
            };
        }
        return wide;
    }
}
