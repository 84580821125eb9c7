package io.aletheia.jdbc.metadata;

import io.aletheia.query.Cursor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What there is: schemas, tables and who may do what with them. Immutable. */
final class TableAnswers {
    private static final String EVERYBODY = "PUBLIC";
    private static final List<String> READING = List.of("SELECT");
    private static final List<String> READING_AND_WRITING =
            List.of("DELETE", "INSERT", "REFERENCES", "SELECT", "UPDATE");
    private static final List<String> OF_A_COLUMN = List.of("INSERT", "REFERENCES", "SELECT", "UPDATE");

    private final CatalogView catalog;

    TableAnswers(CatalogView catalog) {
        this.catalog = catalog;
    }

    static Cursor schemas(NamePattern pattern) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (String schema : CatalogView.SCHEMAS) {
            if (pattern.matches(schema)) {
                rows.add(new @Nullable Object[] {schema, null});
            }
        }
        return ResultShape.SCHEMAS.of(rows);
    }

    static Cursor tableTypes() {
        List<@Nullable Object[]> rows = new ArrayList<>();
        CatalogView.TABLE_TYPES.forEach(type -> rows.add(new @Nullable Object[] {type}));
        return ResultShape.TABLE_TYPES.of(rows);
    }

    /** Types are matched as given; null asks for all. */
    Cursor tables(NamePattern schema, NamePattern name, @Nullable Set<String> types) {
        List<CatalogView.Listed> found = new ArrayList<>(catalog.tables(schema, name));
        found.removeIf(one -> types != null && !types.contains(one.type()));
        // Stable, so within a type the order by schema and name stays.
        found.sort(Comparator.comparing(CatalogView.Listed::type));
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (CatalogView.Listed one : found) {
            rows.add(new @Nullable Object[] {
                null, one.schema(), one.name(), one.type(), one.remarks(), null, null, null, null, null
            });
        }
        return ResultShape.TABLES.of(rows);
    }

    Cursor tablePrivileges(NamePattern schema, NamePattern name) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (CatalogView.Listed table : catalog.tables(schema, name)) {
            for (String privilege : isWritable(table) ? READING_AND_WRITING : READING) {
                rows.add(new @Nullable Object[] {null, table.schema(), table.name(), null, EVERYBODY, privilege, "NO"});
            }
        }
        return ResultShape.TABLE_PRIVILEGES.of(rows);
    }

    Cursor columnPrivileges(NamePattern schema, NamePattern name, NamePattern columnName) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (CatalogView.Listed table : catalog.tables(schema, name)) {
            table.columns().stream()
                    .filter(column -> columnName.matches(column.name()))
                    .forEach(column -> {
                        for (String privilege : isWritable(table) ? OF_A_COLUMN : READING) {
                            rows.add(new @Nullable Object[] {
                                null, table.schema(), table.name(), column.name(), null, EVERYBODY, privilege, "NO"
                            });
                        }
                    });
        }
        // The standard's order is by column; ties keep the tables' order.
        rows.sort(Comparator.comparing(row -> String.valueOf(row[3]).toLowerCase(Locale.ROOT)));
        return ResultShape.COLUMN_PRIVILEGES.of(rows);
    }

    private static boolean isWritable(CatalogView.Listed table) {
        return table.type().equals(CatalogView.TABLE);
    }
}
