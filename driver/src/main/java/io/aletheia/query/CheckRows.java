package io.aletheia.query;

import io.aletheia.engine.model.DatabaseReport;
import io.aletheia.engine.model.TableReport;
import io.aletheia.engine.model.ValueType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer of CHECK DATABASE: a row for each violation beside the tables, then for each table a row with its counts, followed
 * by a row for each violation.
 */
final class CheckRows {
    static final List<ResultColumn> COLUMNS = List.of(
            ResultColumn.of("TABLE_SCHEMA", ValueType.VARCHAR),
            ResultColumn.of("TABLE_NAME", ValueType.VARCHAR),
            ResultColumn.of("ENTITIES", ValueType.BIGINT),
            ResultColumn.of("VERSIONS", ValueType.BIGINT),
            ResultColumn.of("OPEN_VERSIONS", ValueType.BIGINT),
            ResultColumn.of("VIOLATION", ValueType.VARCHAR));

    private CheckRows() {}

    static List<@Nullable Object[]> of(DatabaseReport found) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (String violation : found.violations()) {
            rows.add(new @Nullable Object[] {null, null, null, null, null, violation});
        }
        for (TableReport report : found.tables()) {
            String schema = report.table().schema();
            String name = report.table().name();
            rows.add(new @Nullable Object[] {
                schema, name, report.entities(), report.versions(), report.openVersions(), null
            });
            for (String violation : report.violations()) {
                rows.add(new @Nullable Object[] {schema, name, null, null, null, violation});
            }
        }
        return rows;
    }
}
