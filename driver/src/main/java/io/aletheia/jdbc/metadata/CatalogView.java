package io.aletheia.jdbc.metadata;

import io.aletheia.engine.model.CatalogVersion;
import io.aletheia.engine.model.ColumnDefinition;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.ValueType;
import io.aletheia.engine.model.ViewDefinition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The catalog as tools see it: node and edge tables are tables, each has a view of its whole history, and the tables of
 * INFORMATION_SCHEMA belong to the system. Immutable.
 */
final class CatalogView {
    static final String PUBLIC = "PUBLIC";
    static final String HISTORY = "HISTORY";
    static final String INFORMATION_SCHEMA = "INFORMATION_SCHEMA";

    /** All schemas in order. */
    static final List<String> SCHEMAS = List.of(HISTORY, INFORMATION_SCHEMA, PUBLIC);

    static final String TABLE = "TABLE";
    static final String VIEW = "VIEW";
    static final String SYSTEM_TABLE = "SYSTEM TABLE";

    /** All types of tables in order. */
    static final List<String> TABLE_TYPES = List.of(SYSTEM_TABLE, TABLE, VIEW);

    /** First instant at which the knowledge of a row was there; what changes with every change of the row. */
    static final ColumnDefinition SYSTEM_FROM = period("_system_from");

    /** The four columns that every version of a row has. */
    static final List<ColumnDefinition> PERIODS =
            List.of(period("_valid_from"), period("_valid_to"), SYSTEM_FROM, period("_system_to"));

    /** The id of the transaction that made the version known. */
    private static final ColumnDefinition TRANSACTION =
            new ColumnDefinition("_tx", ValueType.BIGINT, true, null, false);

    /**
     * A table or view.
     *
     * @param definition the table that it is or shows
     * @param columns what it shows without being asked for more
     * @param pseudoColumns what can be named besides
     */
    record Listed(
            String schema,
            String type,
            TableDefinition definition,
            List<ColumnDefinition> columns,
            List<ColumnDefinition> pseudoColumns) {
        String name() {
            return definition.name();
        }

        String remarks() {
            return switch (type) {
                case VIEW -> schema.equals(HISTORY) ? "All versions of " + definition.name() : "View";
                case TABLE -> definition.isEdge() ? "Edge table" : "Node table";
                default -> "";
            };
        }
    }

    private final CatalogVersion catalog;
    private final boolean showPeriodColumns;

    CatalogView(CatalogVersion catalog, boolean showPeriodColumns) {
        this.catalog = catalog;
        this.showPeriodColumns = showPeriodColumns;
    }

    /** Whether the catalog argument of a metadata method lets our tables through, which are in none. */
    static boolean isNoCatalog(@Nullable String name) {
        return name == null || name.isEmpty() || name.equals("%");
    }

    /** Tables and views that match, ordered by schema and name without regard to case. */
    List<Listed> tables(NamePattern schema, NamePattern name) {
        List<Listed> found = new ArrayList<>();
        for (TableDefinition table : catalog.tables()) {
            if (name.matches(table.name())) {
                for (Listed listed : listed(table)) {
                    if (schema.matches(listed.schema())) {
                        found.add(listed);
                    }
                }
            }
        }
        for (ViewDefinition view : catalog.views()) {
            if (name.matches(view.name()) && schema.matches(view.schema())) {
                var shown =
                        new TableDefinition(view.id(), view.schema(), view.name(), view.columns(), List.of(0), null);
                found.add(new Listed(view.schema(), VIEW, shown, view.columns(), List.of()));
            }
        }
        found.sort(Comparator.comparing(Listed::schema)
                .thenComparing(one -> one.name().toLowerCase(Locale.ROOT)));
        return found;
    }

    /** Declared tables that match; keys belong to them. */
    List<Listed> declared(NamePattern schema, NamePattern name) {
        return tables(schema, name).stream()
                .filter(one -> one.type().equals(TABLE))
                .toList();
    }

    /** The table with this number; edges refer to nodes by it. */
    TableDefinition byId(int tableId) {
        TableDefinition table = catalog.table(tableId);
        if (table == null) {
            throw new IllegalStateException("an edge table refers to a table that is not there: id=" + tableId);
        }
        return table;
    }

    private List<Listed> listed(TableDefinition table) {
        if (table.schema().equalsIgnoreCase(INFORMATION_SCHEMA)) {
            return List.of(new Listed(table.schema(), SYSTEM_TABLE, table, table.columns(), List.of()));
        }
        List<ColumnDefinition> all = new ArrayList<>(
                table.presentColumns().stream().map(table.columns()::get).toList());
        List<ColumnDefinition> shown = new ArrayList<>(all);
        List<ColumnDefinition> hidden = new ArrayList<>();
        if (table.hasHiddenKey()) {
            hidden.add(shown.remove((int) table.primaryKey().get(0)));
        }
        (showPeriodColumns ? shown : hidden).addAll(PERIODS);
        all.addAll(PERIODS);
        hidden.add(TRANSACTION);
        return List.of(
                new Listed(table.schema(), TABLE, table, List.copyOf(shown), List.copyOf(hidden)),
                new Listed(HISTORY, VIEW, table, List.copyOf(all), List.of(TRANSACTION)));
    }

    private static ColumnDefinition period(String name) {
        return new ColumnDefinition(name, ValueType.TIMESTAMP, false, null, false);
    }
}
