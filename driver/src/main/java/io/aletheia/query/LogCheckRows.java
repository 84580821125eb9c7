package io.aletheia.query;

import io.aletheia.engine.model.LogCheck;
import io.aletheia.engine.model.ValueType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer of CHECK WAL: a row with what was read, followed by a row for each violation. */
final class LogCheckRows {
    static final List<ResultColumn> COLUMNS = List.of(
            ResultColumn.of("SEGMENTS", ValueType.BIGINT),
            ResultColumn.of("FRAMES", ValueType.BIGINT),
            ResultColumn.of("TRANSACTIONS", ValueType.BIGINT),
            ResultColumn.of("OPERATIONS", ValueType.BIGINT),
            ResultColumn.of("FIRST_LSN", ValueType.BIGINT),
            ResultColumn.of("LAST_LSN", ValueType.BIGINT),
            ResultColumn.of("VIOLATION", ValueType.VARCHAR));

    private LogCheckRows() {}

    static List<@Nullable Object[]> of(LogCheck found) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        rows.add(new @Nullable Object[] {
            (long) found.segments(),
            found.frames(),
            found.transactions(),
            found.operations(),
            found.firstLsn(),
            found.lastLsn(),
            null
        });
        for (String violation : found.violations()) {
            rows.add(new @Nullable Object[] {null, null, null, null, null, null, violation});
        }
        return rows;
    }
}
