package io.aletheia.jdbc.metadata;

import io.aletheia.engine.model.ColumnDefinition;
import io.aletheia.engine.model.ValueType;
import io.aletheia.jdbc.types.JdbcType;
import io.aletheia.query.Cursor;
import java.sql.DatabaseMetaData;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Columns, of tables and of none, and which of them tell rows and versions apart. Immutable. */
final class ColumnAnswers {
    private static final int UTF8_BYTES_MAX = 4;
    private static final int DECIMAL_RADIX = 10;

    private final CatalogView catalog;
    private final boolean zonedAsTimestamp;

    /** @param zonedAsTimestamp whether WITH TIME ZONE is reported as 93 instead of 2014 */
    ColumnAnswers(CatalogView catalog, boolean zonedAsTimestamp) {
        this.catalog = catalog;
        this.zonedAsTimestamp = zonedAsTimestamp;
    }

    Cursor columns(NamePattern schema, NamePattern table, NamePattern name) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (CatalogView.Listed listed : catalog.tables(schema, table)) {
            for (int i = 0; i < listed.columns().size(); i++) {
                ColumnDefinition column = listed.columns().get(i);
                if (name.matches(column.name())) {
                    rows.add(row(listed, column, i + 1));
                }
            }
        }
        return ResultShape.COLUMNS.of(rows);
    }

    private @Nullable Object[] row(CatalogView.Listed table, ColumnDefinition column, int position) {
        ValueType type = column.type();
        boolean ofTable = table.type().equals(CatalogView.TABLE);
        return new @Nullable Object[] {
            null,
            table.schema(),
            table.name(),
            column.name(),
            code(type),
            JdbcType.name(type),
            JdbcType.precision(type),
            null,
            digits(type),
            radix(type),
            column.nullable() ? DatabaseMetaData.columnNullable : DatabaseMetaData.columnNoNulls,
            null,
            column.defaultSql(),
            null,
            null,
            octets(type),
            position,
            column.nullable() ? "YES" : "NO",
            null,
            null,
            null,
            null,
            ofTable && column.generated() ? "YES" : "NO",
            ofTable && column.name().startsWith("_system_") ? "YES" : "NO"
        };
    }

    Cursor pseudoColumns(NamePattern schema, NamePattern table, NamePattern name) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (CatalogView.Listed listed : catalog.tables(schema, table)) {
            listed.pseudoColumns().stream()
                    .filter(column -> name.matches(column.name()))
                    .sorted(Comparator.comparing(ColumnDefinition::name))
                    .forEach(column -> rows.add(new @Nullable Object[] {
                        null,
                        listed.schema(),
                        listed.name(),
                        column.name(),
                        code(column.type()),
                        JdbcType.precision(column.type()),
                        digits(column.type()),
                        DECIMAL_RADIX,
                        java.sql.PseudoColumnUsage.NO_USAGE_RESTRICTIONS.name(),
                        null,
                        null,
                        "NO"
                    }));
        }
        return ResultShape.PSEUDO_COLUMNS.of(rows);
    }

    Cursor rowIdentifiers(NamePattern schema, NamePattern table) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (CatalogView.Listed listed : catalog.declared(schema, table)) {
            for (int position : listed.definition().primaryKey()) {
                ColumnDefinition column = listed.definition().columns().get(position);
                rows.add(identifier(
                        DatabaseMetaData.bestRowSession,
                        column,
                        listed.definition().hasHiddenKey()
                                ? DatabaseMetaData.bestRowPseudo
                                : DatabaseMetaData.bestRowNotPseudo));
            }
        }
        return ResultShape.ROW_IDENTIFIERS.of(rows);
    }

    Cursor versionColumns(NamePattern schema, NamePattern table) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (int i = 0; i < catalog.declared(schema, table).size(); i++) {
            rows.add(identifier(null, CatalogView.SYSTEM_FROM, DatabaseMetaData.versionColumnPseudo));
        }
        return ResultShape.ROW_IDENTIFIERS.of(rows);
    }

    private @Nullable Object[] identifier(@Nullable Integer scope, ColumnDefinition column, int pseudo) {
        ValueType type = column.type();
        return new @Nullable Object[] {
            scope, column.name(), code(type), JdbcType.name(type), JdbcType.precision(type), null, digits(type), pseudo
        };
    }

    private int code(ValueType type) {
        int code = JdbcType.code(type);
        return zonedAsTimestamp && code == Types.TIMESTAMP_WITH_TIMEZONE ? Types.TIMESTAMP : code;
    }

    private static @Nullable Integer digits(ValueType type) {
        return switch (type.kind()) {
            case SMALLINT, INTEGER, BIGINT, DECIMAL, TIME, TIMESTAMP, TIMESTAMP_TZ -> JdbcType.scale(type);
            case BOOLEAN, REAL, DOUBLE, VARCHAR, VARBINARY, DATE, UUID, ARRAY, VECTOR -> null;
        };
    }

    private static @Nullable Integer radix(ValueType type) {
        return JdbcType.isSigned(type) ? DECIMAL_RADIX : null;
    }

    private static @Nullable Integer octets(ValueType type) {
        return switch (type.kind()) {
            case VARCHAR -> (int) Math.min(Integer.MAX_VALUE, (long) UTF8_BYTES_MAX * JdbcType.precision(type));
            case VARBINARY -> JdbcType.precision(type);
            default -> null;
        };
    }

    /** The types that a column can have, as CREATE TABLE names them. */
    Cursor types() {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (TypeEntry entry : TypeEntry.values()) {
            ValueType type = entry.type();
            boolean text = type.kind() == ValueType.Kind.VARCHAR;
            Integer digits = digits(type);
            rows.add(new @Nullable Object[] {
                JdbcType.name(type),
                code(type),
                JdbcType.precision(type),
                entry.prefix(),
                entry.suffix(),
                entry.parameters(),
                DatabaseMetaData.typeNullable,
                text,
                text ? DatabaseMetaData.typeSearchable : DatabaseMetaData.typePredBasic,
                !JdbcType.isSigned(type),
                false,
                type.kind() == ValueType.Kind.BIGINT,
                JdbcType.name(type),
                type.kind() == ValueType.Kind.DECIMAL ? Integer.valueOf(0) : digits,
                type.kind() == ValueType.Kind.DECIMAL ? Integer.valueOf(ValueType.DECIMAL_PRECISION_MAX) : digits,
                null,
                null,
                radix(type)
            });
        }
        rows.sort(Comparator.comparingInt((@Nullable Object[] row) -> ((Integer) row[1]))
                .thenComparing(row -> String.valueOf(row[0]).toLowerCase(Locale.ROOT)));
        return ResultShape.TYPES.of(rows);
    }
}
