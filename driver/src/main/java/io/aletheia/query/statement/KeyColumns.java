package io.aletheia.query.statement;

import io.aletheia.engine.model.ColumnDefinition;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.NearestName;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.query.plan.PlannedColumn;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The columns of written rows that somebody asked for: generated keys, in JDBC's words. Not thread-safe; for one run. */
final class KeyColumns {
    private final TableDefinition table;
    private final List<Integer> positions;
    private final List<@Nullable Object[]> rows = new ArrayList<>();

    private KeyColumns(TableDefinition table, List<Integer> positions) {
        this.table = table;
        this.positions = positions;
    }

    /** The columns asked for by name, or the key's if none is named; null if nothing is asked for. */
    static @Nullable KeyColumns of(TableDefinition table, @Nullable List<String> names) {
        if (names == null) {
            return null;
        }
        if (names.isEmpty()) {
            return new KeyColumns(table, table.primaryKey());
        }
        var positions = new ArrayList<Integer>();
        for (String name : names) {
            int position = table.columnPosition(name);
            if (position < 0) {
                List<String> candidates = table.presentColumns().stream()
                        .map(each -> table.columns().get(each).name())
                        .toList();
                throw new DatabaseException(
                        ErrorCode.UNKNOWN_COLUMN,
                        "the table " + table.name() + " has no column \"" + name + "\""
                                + NearestName.suggestion(name, candidates));
            }
            positions.add(position);
        }
        return new KeyColumns(table, positions);
    }

    /** Keeps what was asked for of a row. */
    void add(@Nullable Object[] row) {
        @Nullable Object[] kept = new @Nullable Object[positions.size()];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = row[positions.get(i)];
        }
        rows.add(kept);
    }

    /** What was kept, a row for each written one. */
    List<@Nullable Object[]> rows() {
        return rows;
    }

    /** What the columns are. */
    List<PlannedColumn> columns() {
        var columns = new ArrayList<PlannedColumn>();
        for (int position : positions) {
            ColumnDefinition column = table.columns().get(position);
            columns.add(new PlannedColumn(
                    column.name(),
                    column.type(),
                    column.nullable(),
                    table.schema(),
                    table.name(),
                    column.name(),
                    column.generated()));
        }
        return columns;
    }
}
