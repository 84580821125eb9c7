package io.aletheia.query.catalog;

import io.aletheia.engine.model.CatalogVersion;
import io.aletheia.engine.model.ColumnDefinition;
import io.aletheia.engine.model.Constraint;
import io.aletheia.engine.model.IndexDefinition;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.TableOptions;
import io.aletheia.engine.model.ValueType;
import io.aletheia.engine.model.ViewDefinition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.impl.AbstractTable;
import org.jspecify.annotations.Nullable;

/** A table of INFORMATION_SCHEMA. Most have rows that follow from the catalog's version. Immutable. */
public final class SystemTable extends AbstractTable {
    /** The schema of these tables. */
    public static final String SCHEMA = "INFORMATION_SCHEMA";

    /** The schema of the views of all versions. */
    public static final String HISTORY = "HISTORY";

    /** The tables there are. */
    public enum Name {
        /** One row per schema. */
        SCHEMATA(
                new Column("CATALOG_NAME", ValueType.VARCHAR, true),
                new Column("SCHEMA_NAME", ValueType.VARCHAR, false),
                new Column("SCHEMA_OWNER", ValueType.VARCHAR, true)),
        /** One row per table and view. */
        TABLES(
                new Column("TABLE_CATALOG", ValueType.VARCHAR, true),
                new Column("TABLE_SCHEMA", ValueType.VARCHAR, false),
                new Column("TABLE_NAME", ValueType.VARCHAR, false),
                new Column("TABLE_TYPE", ValueType.VARCHAR, false),
                new Column("GRAPH_ROLE", ValueType.VARCHAR, true)),
        /** One row per column that {@code *} shows. */
        COLUMNS(
                new Column("TABLE_CATALOG", ValueType.VARCHAR, true),
                new Column("TABLE_SCHEMA", ValueType.VARCHAR, false),
                new Column("TABLE_NAME", ValueType.VARCHAR, false),
                new Column("COLUMN_NAME", ValueType.VARCHAR, false),
                new Column("ORDINAL_POSITION", ValueType.INTEGER, false),
                new Column("COLUMN_DEFAULT", ValueType.VARCHAR, true),
                new Column("IS_NULLABLE", ValueType.VARCHAR, false),
                new Column("DATA_TYPE", ValueType.VARCHAR, false),
                new Column("IS_PRIMARY_KEY", ValueType.VARCHAR, false)),
        /** One row per view that was created. */
        VIEWS(
                new Column("TABLE_CATALOG", ValueType.VARCHAR, true),
                new Column("TABLE_SCHEMA", ValueType.VARCHAR, false),
                new Column("TABLE_NAME", ValueType.VARCHAR, false),
                new Column("VIEW_DEFINITION", ValueType.VARCHAR, false),
                new Column("CHECK_OPTION", ValueType.VARCHAR, false),
                new Column("IS_UPDATABLE", ValueType.VARCHAR, false)),
        /** One row per constraint. */
        TABLE_CONSTRAINTS(
                new Column("CONSTRAINT_CATALOG", ValueType.VARCHAR, true),
                new Column("CONSTRAINT_SCHEMA", ValueType.VARCHAR, false),
                new Column("CONSTRAINT_NAME", ValueType.VARCHAR, false),
                new Column("TABLE_CATALOG", ValueType.VARCHAR, true),
                new Column("TABLE_SCHEMA", ValueType.VARCHAR, false),
                new Column("TABLE_NAME", ValueType.VARCHAR, false),
                new Column("CONSTRAINT_TYPE", ValueType.VARCHAR, false),
                new Column("CHECK_CLAUSE", ValueType.VARCHAR, true)),
        /** One row per column of a key. */
        KEY_COLUMN_USAGE(
                new Column("CONSTRAINT_CATALOG", ValueType.VARCHAR, true),
                new Column("CONSTRAINT_SCHEMA", ValueType.VARCHAR, false),
                new Column("CONSTRAINT_NAME", ValueType.VARCHAR, false),
                new Column("TABLE_CATALOG", ValueType.VARCHAR, true),
                new Column("TABLE_SCHEMA", ValueType.VARCHAR, false),
                new Column("TABLE_NAME", ValueType.VARCHAR, false),
                new Column("COLUMN_NAME", ValueType.VARCHAR, false),
                new Column("ORDINAL_POSITION", ValueType.INTEGER, false)),
        /** One row per table and option, with the value that holds. */
        TABLE_OPTIONS(
                new Column("TABLE_CATALOG", ValueType.VARCHAR, true),
                new Column("TABLE_SCHEMA", ValueType.VARCHAR, false),
                new Column("TABLE_NAME", ValueType.VARCHAR, false),
                new Column("OPTION_NAME", ValueType.VARCHAR, false),
                new Column("OPTION_VALUE", ValueType.VARCHAR, false)),
        /** One row per column of each index: those of primary keys and UNIQUE constraints, and the declared ones. */
        INDEXES(
                new Column("TABLE_CATALOG", ValueType.VARCHAR, true),
                new Column("TABLE_SCHEMA", ValueType.VARCHAR, false),
                new Column("TABLE_NAME", ValueType.VARCHAR, false),
                new Column("INDEX_NAME", ValueType.VARCHAR, false),
                new Column("IS_UNIQUE", ValueType.VARCHAR, false),
                new Column("ORDINAL_POSITION", ValueType.INTEGER, false),
                new Column("COLUMN_NAME", ValueType.VARCHAR, false),
                new Column("SORT_ORDER", ValueType.VARCHAR, true)),
        /** One row per committed transaction, in the order of system time. */
        TRANSACTIONS(
                new Column("TRANSACTION_ID", ValueType.BIGINT, false),
                new Column("SYSTEM_TIME", ValueType.TIMESTAMP, false),
                new Column("APPLICATION_NAME", ValueType.VARCHAR, true),
                new Column("COMMENT", ValueType.VARCHAR, true)),
        /** One row per column of a table that there was and per change of it, since when and until when. */
        COLUMNS_HISTORY(
                new Column("TABLE_SCHEMA", ValueType.VARCHAR, false),
                new Column("TABLE_NAME", ValueType.VARCHAR, false),
                new Column("COLUMN_NAME", ValueType.VARCHAR, false),
                new Column("ORDINAL_POSITION", ValueType.INTEGER, false),
                new Column("DATA_TYPE", ValueType.VARCHAR, false),
                new Column("IS_NULLABLE", ValueType.VARCHAR, false),
                new Column("COLUMN_DEFAULT", ValueType.VARCHAR, true),
                new Column("IS_PRIMARY_KEY", ValueType.VARCHAR, false),
                new Column("SYSTEM_FROM", ValueType.TIMESTAMP, true),
                new Column("SYSTEM_TO", ValueType.TIMESTAMP, false)),
        /** One row per entity that was erased, and one per table of which history is forgotten. */
        ERASURES(
                new Column("TABLE_SCHEMA", ValueType.VARCHAR, false),
                new Column("TABLE_NAME", ValueType.VARCHAR, false),
                new Column("KEY_HASH", ValueType.VARCHAR, true),
                new Column("FORGOTTEN_BEFORE", ValueType.TIMESTAMP, true),
                new Column("SYSTEM_TIME", ValueType.TIMESTAMP, false),
                new Column("TRANSACTION_ID", ValueType.BIGINT, false)),
        /** One row: how the write-ahead log stands, and what it has done since the database was opened. */
        WAL(
                new Column("STATE", ValueType.VARCHAR, false),
                new Column("IO", ValueType.VARCHAR, false),
                new Column("APPENDS", ValueType.BIGINT, false),
                new Column("FLUSHED", ValueType.BIGINT, false),
                new Column("CURRENT_LSN", ValueType.BIGINT, false),
                new Column("DURABLE_LSN", ValueType.BIGINT, false),
                new Column("APPLIED_LSN", ValueType.BIGINT, false),
                new Column("LAG", ValueType.BIGINT, false),
                new Column("BYTES", ValueType.BIGINT, false),
                new Column("SYNCS", ValueType.BIGINT, false),
                new Column("SYNC_MICROS_P50", ValueType.BIGINT, false),
                new Column("SYNC_MICROS_P90", ValueType.BIGINT, false),
                new Column("SYNC_MICROS_P99", ValueType.BIGINT, false),
                new Column("SYNC_MICROS_MAX", ValueType.BIGINT, false),
                new Column("GROUP_SIZE_P50", ValueType.BIGINT, false),
                new Column("GROUP_SIZE_P90", ValueType.BIGINT, false),
                new Column("GROUP_SIZE_P99", ValueType.BIGINT, false),
                new Column("GROUP_SIZE_MAX", ValueType.BIGINT, false)),
        /** One row per file of the write-ahead log. */
        WAL_SEGMENTS(
                new Column("FILE_NAME", ValueType.VARCHAR, false),
                new Column("SEQUENCE_NUMBER", ValueType.BIGINT, false),
                new Column("STATE", ValueType.VARCHAR, false),
                new Column("BYTES", ValueType.BIGINT, false),
                new Column("FIRST_LSN", ValueType.BIGINT, true),
                new Column("LAST_LSN", ValueType.BIGINT, true)),
        /** One row per checkpoint that is kept, newest first. */
        CHECKPOINTS(
                new Column("GENERATION", ValueType.BIGINT, false),
                new Column("LSN", ValueType.BIGINT, false),
                new Column("SYSTEM_TIME", ValueType.TIMESTAMP, true),
                new Column("WAL_SEGMENT", ValueType.BIGINT, false),
                new Column("WAL_OFFSET", ValueType.BIGINT, false),
                new Column("FILES", ValueType.BIGINT, false),
                new Column("BYTES", ValueType.BIGINT, false)),
        /** One row per operation in the write-ahead log, and per thing that stands there beside operations. */
        WAL_ENTRIES(
                new Column("SEGMENT", ValueType.VARCHAR, false),
                new Column("WAL_OFFSET", ValueType.BIGINT, false),
                new Column("KIND", ValueType.VARCHAR, false),
                new Column("LSN", ValueType.BIGINT, false),
                new Column("TRANSACTION_ID", ValueType.BIGINT, true),
                new Column("SYSTEM_TIME", ValueType.TIMESTAMP, true),
                new Column("ENTRY", ValueType.VARCHAR, false)),
        /** One row: how long recovery would take if the process were killed now. */
        RECOVERY_ESTIMATE(
                new Column("CHECKPOINT_LSN", ValueType.BIGINT, false),
                new Column("CHECKPOINT_ROWS", ValueType.BIGINT, false),
                new Column("CHECKPOINT_BYTES", ValueType.BIGINT, false),
                new Column("WAL_BYTES", ValueType.BIGINT, false),
                new Column("OPERATIONS", ValueType.BIGINT, false),
                new Column("LOAD_MICROS", ValueType.BIGINT, false),
                new Column("REPLAY_MICROS", ValueType.BIGINT, false),
                new Column("TOTAL_MICROS", ValueType.BIGINT, false)),
        /** One row: what opening the database did. */
        RECOVERY(
                new Column("CHECKPOINT_LSN", ValueType.BIGINT, false),
                new Column("SEGMENTS", ValueType.BIGINT, false),
                new Column("FRAMES", ValueType.BIGINT, false),
                new Column("TRANSACTIONS", ValueType.BIGINT, false),
                new Column("OPERATIONS", ValueType.BIGINT, false),
                new Column("LAST_LSN", ValueType.BIGINT, false),
                new Column("TORN_TAIL_BYTES", ValueType.BIGINT, false),
                new Column("DURATION_MICROS", ValueType.BIGINT, false)),
        /** One row per session that is connected to the database. */
        SESSIONS(
                new Column("SESSION_ID", ValueType.BIGINT, false),
                new Column("APPLICATION_NAME", ValueType.VARCHAR, true),
                new Column("USER_NAME", ValueType.VARCHAR, true),
                new Column("CONNECTED_AT", ValueType.TIMESTAMP, false),
                new Column("STATE", ValueType.VARCHAR, false),
                new Column("IN_TRANSACTION", ValueType.VARCHAR, false),
                new Column("IS_CURRENT", ValueType.VARCHAR, false)),
        /** One row per session that runs a statement, or has not yet fetched the rows of one. */
        STATEMENTS(
                new Column("SESSION_ID", ValueType.BIGINT, false),
                new Column("APPLICATION_NAME", ValueType.VARCHAR, true),
                new Column("USER_NAME", ValueType.VARCHAR, true),
                new Column("STATEMENT", ValueType.VARCHAR, false),
                new Column("STATE", ValueType.VARCHAR, false),
                new Column("WAITING_FOR", ValueType.VARCHAR, true),
                new Column("STARTED_AT", ValueType.TIMESTAMP, true),
                new Column("ELAPSED_MICROS", ValueType.BIGINT, true),
                new Column("ROW_COUNT", ValueType.BIGINT, false),
                new Column("MEMORY_BYTES", ValueType.BIGINT, false));

        /** What the rows are about but for the catalog as it is. */
        private static final Set<Name> BESIDE_CATALOG = Set.of(
                TRANSACTIONS,
                COLUMNS_HISTORY,
                ERASURES,
                WAL,
                WAL_SEGMENTS,
                WAL_ENTRIES,
                CHECKPOINTS,
                RECOVERY,
                RECOVERY_ESTIMATE,
                SESSIONS,
                STATEMENTS);

        @SuppressWarnings("ImmutableEnumChecker") // made by List.of, of records
        private final List<Column> columns;

        Name(Column... columns) {
            this.columns = List.of(columns);
        }
    }

    /**
     * A column of such a table.
     *
     * @param name its name
     * @param type VARCHAR, INTEGER, BIGINT or TIMESTAMP
     * @param nullable whether null occurs
     */
    public record Column(String name, ValueType type, boolean nullable) {}

    private final Name name;
    private final CatalogVersion catalog;

    /** A table over one version of the catalog. */
    public SystemTable(Name name, CatalogVersion catalog) {
        this.name = name;
        this.catalog = catalog;
    }

    /** The columns. */
    public List<Column> columns() {
        return name.columns;
    }

    /** Which table. */
    public Name name() {
        return name;
    }

    /** Whether the rows follow from the catalog as it is. */
    public boolean isOfCatalog() {
        return !Name.BESIDE_CATALOG.contains(name);
    }

    /** The rows; strings and {@code Long}s. */
    public List<List<@Nullable Object>> rows() {
        var rows = new ArrayList<List<@Nullable Object>>();
        switch (name) {
            case SCHEMATA -> {
                for (String schema : List.of(CatalogVersion.PUBLIC, HISTORY, SCHEMA)) {
                    rows.add(row(null, schema, null));
                }
            }
            case TABLES -> addTables(rows);
            case COLUMNS -> addColumns(rows);
            case VIEWS -> {
                for (ViewDefinition view : catalog.views()) {
                    rows.add(row(null, view.schema(), view.name(), view.sql(), "NONE", "NO"));
                }
            }
            case TABLE_CONSTRAINTS -> catalog.tables().forEach(table -> ConstraintRows.addConstraints(rows, table));
            case KEY_COLUMN_USAGE -> catalog.tables().forEach(table -> ConstraintRows.addKeyColumns(rows, table));
            case TABLE_OPTIONS -> catalog.tables().forEach(table -> addOptions(rows, table));
            case INDEXES -> catalog.tables().forEach(table -> addIndexes(rows, table));
            case TRANSACTIONS,
                    ERASURES,
                    COLUMNS_HISTORY,
                    WAL,
                    WAL_SEGMENTS,
                    WAL_ENTRIES,
                    CHECKPOINTS,
                    RECOVERY,
                    RECOVERY_ESTIMATE,
                    SESSIONS,
                    STATEMENTS -> throw new IllegalStateException(name + " does not follow from the catalog");
        }
        return rows;
    }

    private static void addOptions(List<List<@Nullable Object>> rows, TableDefinition table) {
        TableOptions options = table.options();
        if (table.isEdge()) {
            addOption(rows, table, "ENDPOINT_POLICY", options.endpointPolicy().name());
        }
        addOption(rows, table, "VALID_TIME", options.validTime() ? "ON" : "OFF");
        if (options.validTime()) {
            addOption(
                    rows, table, "VALID_GRANULARITY", options.validGranularity().name());
        }
        addOption(rows, table, "NOOP_UPDATES", options.noopUpdates().name());
        if (options.historyRetention() != null) {
            addOption(
                    rows, table, "HISTORY_RETENTION", options.historyRetention().toString());
        }
    }

    private static void addOption(
            List<List<@Nullable Object>> rows, TableDefinition table, String option, String value) {
        rows.add(row(null, table.schema(), table.name(), option, value));
    }

    private void addTables(List<List<@Nullable Object>> rows) {
        for (TableDefinition table : catalog.tables()) {
            String role = table.isEdge() ? "EDGE" : "NODE";
            rows.add(row(null, table.schema(), table.name(), "BASE TABLE", role));
        }
        for (TableDefinition table : catalog.tables()) {
            rows.add(row(null, HISTORY, table.name(), "VIEW", null));
        }
        for (ViewDefinition view : catalog.views()) {
            rows.add(row(null, view.schema(), view.name(), "VIEW", null));
        }
        for (Name system : Name.values()) {
            rows.add(row(null, SCHEMA, system.name(), "VIEW", null));
        }
    }

    private void addColumns(List<List<@Nullable Object>> rows) {
        for (TableDefinition table : catalog.tables()) {
            addDeclared(rows, table, table.schema());
        }
        for (TableDefinition table : catalog.tables()) {
            long ordinal = addDeclared(rows, table, HISTORY);
            for (int period : PseudoColumns.PERIODS) {
                ordinal++;
                rows.add(row(
                        null,
                        HISTORY,
                        table.name(),
                        PseudoColumns.name(period),
                        ordinal,
                        null,
                        "NO",
                        ValueType.TIMESTAMP.toString(),
                        "NO"));
            }
        }
        for (ViewDefinition view : catalog.views()) {
            long ordinal = 0;
            for (ColumnDefinition column : view.columns()) {
                ordinal++;
                rows.add(row(
                        null,
                        view.schema(),
                        view.name(),
                        column.name(),
                        ordinal,
                        null,
                        yesOrNo(column.nullable()),
                        column.type().toString(),
                        "NO"));
            }
        }
        for (Name system : Name.values()) {
            long ordinal = 0;
            for (Column column : system.columns) {
                ordinal++;
                String nullable = yesOrNo(column.nullable);
                rows.add(row(
                        null,
                        SCHEMA,
                        system.name(),
                        column.name,
                        ordinal,
                        null,
                        nullable,
                        column.type.toString(),
                        "NO"));
            }
        }
    }

    private static long addDeclared(List<List<@Nullable Object>> rows, TableDefinition table, String schema) {
        long ordinal = 0;
        for (int position : schema.equals(HISTORY) ? table.presentColumns() : table.shownColumns()) {
            ColumnDefinition column = table.columns().get(position);
            boolean key = table.primaryKey().contains(position);
            ordinal++;
            rows.add(row(
                    null,
                    schema,
                    table.name(),
                    column.name(),
                    ordinal,
                    column.defaultSql(),
                    yesOrNo(column.nullable()),
                    column.type().toString(),
                    yesOrNo(key)));
        }
        return ordinal;
    }

    private static void addIndexes(List<List<@Nullable Object>> rows, TableDefinition table) {
        String key = "PK_" + table.name();
        for (Constraint constraint : table.constraints()) {
            key = constraint instanceof Constraint.PrimaryKey ? constraint.name() : key;
        }
        if (!table.hasHiddenKey()) {
            addIndex(rows, table, new IndexDefinition(key, table.primaryKey(), true), false);
        }
        for (Constraint constraint : table.constraints()) {
            if (constraint instanceof Constraint.Unique unique) {
                addIndex(rows, table, new IndexDefinition(unique.name(), unique.columns(), true), true);
            }
        }
        table.indexes().forEach(index -> addIndex(rows, table, index, true));
    }

    private static void addIndex(
            List<List<@Nullable Object>> rows, TableDefinition table, IndexDefinition index, boolean ordered) {
        for (int i = 0; i < index.columns().size(); i++) {
            int position = index.columns().get(i);
            String order = !ordered ? null : index.descending().contains(position) ? "DESC" : "ASC";
            rows.add(row(
                    null,
                    table.schema(),
                    table.name(),
                    index.name(),
                    yesOrNo(index.unique()),
                    i + 1L,
                    table.columns().get(position).name(),
                    order));
        }
    }

    /** How these tables say whether something is so. */
    public static String yesOrNo(boolean truth) {
        return truth ? "YES" : "NO";
    }

    static List<@Nullable Object> row(@Nullable Object... values) {
        return Arrays.asList(values);
    }

    @Override
    public RelDataType getRowType(RelDataTypeFactory typeFactory) {
        var factory = (AletheiaTypeFactory) typeFactory;
        RelDataTypeFactory.Builder builder = factory.builder();
        for (Column column : name.columns) {
            RelDataType type = column.type.kind() == ValueType.Kind.TIMESTAMP
                    ? factory.createPeriodBoundType(column.nullable)
                    : TypeMapping.relType(factory, column.type, column.nullable);
            builder.add(column.name, type);
        }
        return builder.build();
    }
}
