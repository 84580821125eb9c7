package io.aletheia.engine.tx;

import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.ColumnVersion;
import io.aletheia.engine.model.ValueType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The columns that the tables ever had, as rows. */
final class ColumnVersions {
    private static final List<ValueType> TYPES = List.of(
            ValueType.VARCHAR,
            ValueType.VARCHAR,
            ValueType.VARCHAR,
            ValueType.INTEGER,
            ValueType.VARCHAR,
            ValueType.BOOLEAN,
            ValueType.VARCHAR,
            ValueType.BOOLEAN,
            ValueType.TIMESTAMP,
            ValueType.TIMESTAMP);

    private ColumnVersions() {}

    /** Table by table and column by column, each in the order of time. */
    static BatchSource of(List<ColumnVersion> versions) {
        var ordered = new ArrayList<>(versions);
        ordered.sort(Comparator.comparingInt(ColumnVersion::tableId)
                .thenComparingInt(ColumnVersion::place)
                .thenComparingLong(ColumnVersion::systemFrom));
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (ColumnVersion version : ordered) {
            rows.add(new @Nullable Object[] {
                version.schema(),
                version.table(),
                version.column(),
                (long) version.place(),
                version.type(),
                version.nullable(),
                version.defaultSql(),
                version.key(),
                version.systemFrom() == ColumnVersion.UNKNOWN ? null : version.systemFrom(),
                version.systemTo()
            });
        }
        return new RowBatches(TYPES, rows);
    }
}
