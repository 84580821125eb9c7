package io.aletheia.engine.catalog;

import io.aletheia.engine.model.CatalogVersion;
import io.aletheia.engine.model.ColumnDefinition;
import io.aletheia.engine.model.Constraint;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.EndpointPolicy;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.ValidGranularity;
import io.aletheia.engine.model.ValueType;
import io.aletheia.engine.model.ViewDefinition;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * What a definition must fulfil to become part of a catalog. Pure functions; all errors are {@link DatabaseException}s that
 * name the table and the column.
 */
public final class TableRules {
    /** Names that begin so are the database's own. */
    private static final String RESERVED_PREFIX = "_";

    /** Names that begin so are those of dropped columns. */
    private static final String DROPPED_PREFIX = "$";

    private static final int VECTOR_DIMENSION_MAX = 65_535;

    private TableRules() {}

    /**
     * Checks a table that is to be created.
     *
     * @throws DatabaseException TABLE_EXISTS (42P07), COLUMN_EXISTS (42701), UNKNOWN_TABLE (42P01) or WRONG_OBJECT (42809) for
     *     an endpoint, INVALID_DEFINITION (42P16) for everything else
     */
    public static void checkCreate(CatalogVersion catalog, TableDefinition table) {
        if (table.name().isEmpty() || table.schema().isEmpty()) {
            throw invalid("a table needs a name and a schema");
        }
        checkName(catalog, table.schema(), table.name());
        checkColumns(table);
        checkPrimaryKey(table);
        ConstraintRules.check(catalog, table);
        TableDefinition.Endpoints endpoints = table.endpoints();
        if (endpoints != null) {
            checkEndpoint(catalog, table, "source", endpoints.sourceTableId(), endpoints.sourceColumns());
            checkEndpoint(catalog, table, "target", endpoints.targetTableId(), endpoints.targetColumns());
        } else if (table.endpointPolicy() != EndpointPolicy.RESTRICT) {
            throw invalid("table " + table.name() + " has no edges, so no endpoint policy");
        }
        if (!table.options().validTime() && table.options().validGranularity() != ValidGranularity.MICROSECOND) {
            throw invalid("table " + table.name() + " has no valid time, so no granularity of it");
        }
    }

    /**
     * Checks a view that is to be created.
     *
     * @throws DatabaseException TABLE_EXISTS (42P07), INVALID_DEFINITION (42P16)
     */
    public static void checkCreate(CatalogVersion catalog, ViewDefinition view) {
        if (view.name().isEmpty() || view.schema().isEmpty() || view.columns().isEmpty()) {
            throw invalid("a view needs a name, a schema and a column");
        }
        if (view.labels().size() != view.columns().size()) {
            throw invalid("view " + view.name() + " has " + view.columns().size() + " columns and "
                    + view.labels().size() + " labels for them");
        }
        ViewDefinition former = catalog.view(view.id());
        if (former == null || !former.name().equalsIgnoreCase(view.name())) {
            checkName(catalog, view.schema(), view.name());
        }
    }

    /**
     * Checks what a table is to become.
     *
     * @throws DatabaseException as {@link #checkCreate(CatalogVersion, TableDefinition)}; INVALID_DEFINITION (42P16) if more
     *     changes than may
     */
    public static void checkAlter(CatalogVersion catalog, TableDefinition former, TableDefinition altered) {
        boolean sameName = former.name().equalsIgnoreCase(altered.name());
        if (altered.name().isEmpty()) {
            throw invalid("a table needs a name");
        }
        if (!sameName) {
            checkName(catalog, altered.schema(), altered.name());
        }
        boolean same = former.schema().equals(altered.schema())
                && former.primaryKey().equals(altered.primaryKey())
                && Objects.equals(former.endpoints(), altered.endpoints())
                && former.options()
                        .equals(altered.options()
                                .withNoopUpdates(former.options().noopUpdates())
                                .withHistoryRetention(former.options().historyRetention()))
                && former.columns().size() <= altered.columns().size();
        for (int i = 0; same && i < former.columns().size(); i++) {
            ColumnDefinition before = former.columns().get(i);
            ColumnDefinition after = altered.columns().get(i);
            boolean isIdentity = former.primaryKey().contains(i) || isEnd(former, i);
            if (isIdentity
                    ? !before.type().equals(after.type())
                    : !before.type().mayBecome(after.type())) {
                throw invalid("column " + former.name() + "." + before.name() + " cannot become " + after.type()
                        + (isIdentity ? ": it is part of what a row is" : ": it is " + before.type()));
            }
            same = before.generated() == after.generated() && (!before.dropped() || after.dropped());
        }
        if (!same) {
            throw invalid("table " + former.name()
                    + ": key, endpoints, the places of columns and all options but NOOP_UPDATES and HISTORY_RETENTION stay as they"
                    + " are");
        }
        checkColumns(altered);
        checkPrimaryKey(altered);
        ConstraintRules.check(catalog, altered);
    }

    /** Whether a column holds a key of an edge's node. */
    private static boolean isEnd(TableDefinition table, int position) {
        TableDefinition.Endpoints endpoints = table.endpoints();
        return endpoints != null
                && (endpoints.sourceColumns().contains(position)
                        || endpoints.targetColumns().contains(position));
    }

    private static void checkName(CatalogVersion catalog, String schema, String name) {
        if (catalog.table(schema, name) != null) {
            throw new DatabaseException(ErrorCode.TABLE_EXISTS, "table " + name + " exists already");
        }
        if (catalog.view(schema, name) != null) {
            throw new DatabaseException(ErrorCode.TABLE_EXISTS, "view " + name + " exists already");
        }
    }

    /**
     * Checks tables and views that are to be dropped together.
     *
     * @throws DatabaseException UNKNOWN_TABLE (42P01); DEPENDENT_OBJECTS (2BP01) naming the edge table, the foreign key or the
     *     view that stays and refers to one of them
     */
    public static void checkDrop(CatalogVersion catalog, Collection<Integer> tableIds, Collection<Integer> viewIds) {
        for (int id : tableIds) {
            require(catalog, id);
        }
        for (int id : viewIds) {
            if (catalog.view(id) == null) {
                throw new DatabaseException(ErrorCode.UNKNOWN_TABLE, "there is no view with id " + id);
            }
        }
        for (TableDefinition table : catalog.tables()) {
            if (tableIds.contains(table.id())) {
                continue;
            }
            TableDefinition.Endpoints endpoints = table.endpoints();
            if (endpoints != null) {
                for (int id : List.of(endpoints.sourceTableId(), endpoints.targetTableId())) {
                    if (tableIds.contains(id)) {
                        throw dependent(catalog, id, "edge table " + table.name());
                    }
                }
            }
            for (Constraint constraint : table.constraints()) {
                if (constraint instanceof Constraint.ForeignKey foreign && tableIds.contains(foreign.tableId())) {
                    throw dependent(
                            catalog,
                            foreign.tableId(),
                            "the constraint " + foreign.name() + " of table " + table.name());
                }
            }
        }
        for (ViewDefinition view : catalog.views()) {
            for (int id : view.tables()) {
                if (!viewIds.contains(view.id()) && (tableIds.contains(id) || viewIds.contains(id))) {
                    throw dependent(catalog, id, "view " + view.name());
                }
            }
        }
    }

    private static DatabaseException dependent(CatalogVersion catalog, int id, String dependent) {
        TableDefinition table = catalog.table(id);
        ViewDefinition view = catalog.view(id);
        String what =
                table != null ? "table " + table.name() : view != null ? "view " + view.name() : "what has id " + id;
        return new DatabaseException(
                ErrorCode.DEPENDENT_OBJECTS, "cannot drop " + what + ": " + dependent + " refers to it");
    }

    /**
     * The table by id.
     *
     * @throws DatabaseException UNKNOWN_TABLE (42P01) if there is none
     */
    public static TableDefinition require(CatalogVersion catalog, int tableId) {
        TableDefinition table = catalog.table(tableId);
        if (table == null) {
            throw new DatabaseException(ErrorCode.UNKNOWN_TABLE, "there is no table with id " + tableId);
        }
        return table;
    }

    private static void checkColumns(TableDefinition table) {
        if (table.presentColumns().isEmpty()) {
            throw invalid("table " + table.name() + " needs a column");
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < table.columns().size(); i++) {
            ColumnDefinition column = table.columns().get(i);
            String where = table.name() + "." + column.name();
            if (column.name().isEmpty()) {
                throw invalid("table " + table.name() + ": column " + (i + 1) + " needs a name");
            }
            if (!names.add(column.name().toLowerCase(Locale.ROOT))) {
                throw new DatabaseException(ErrorCode.COLUMN_EXISTS, "column " + where + " is there twice");
            }
            if (column.dropped() != column.name().startsWith(DROPPED_PREFIX)) {
                throw invalid("column " + where + ": names beginning with $ are those of dropped columns");
            }
            if (column.name().startsWith(RESERVED_PREFIX) && !isId(table, i)) {
                throw invalid("column " + where + ": names beginning with _ are the database's own");
            }
            if (column.generated()) {
                checkGenerated(table, i, where);
            }
            checkType(column.type(), where);
        }
    }

    /** Whether the column is the one that may be called {@code _id}: the whole key, generated or declared. */
    private static boolean isId(TableDefinition table, int position) {
        return table.columns().get(position).name().equals(ColumnDefinition.GENERATED_ID)
                && table.primaryKey().equals(List.of(position));
    }

    private static void checkGenerated(TableDefinition table, int position, String where) {
        ColumnDefinition column = table.columns().get(position);
        boolean sound = position == 0
                && isId(table, position)
                && column.type().equals(ValueType.BIGINT)
                && !column.nullable()
                && column.defaultSql() == null;
        if (!sound) {
            throw invalid("column " + where + ": a generated column is the first, the primary key, named "
                    + ColumnDefinition.GENERATED_ID + ", BIGINT and NOT NULL");
        }
    }

    private static void checkPrimaryKey(TableDefinition table) {
        if (table.primaryKey().isEmpty()) {
            throw invalid("table " + table.name() + " needs a primary key");
        }
        checkPositions(table, table.primaryKey(), "the primary key");
        for (int position : table.primaryKey()) {
            ColumnDefinition column = table.columns().get(position);
            if (column.nullable()) {
                throw invalid("column " + table.name() + "." + column.name() + " of the primary key must be NOT NULL");
            }
            switch (column.type().kind()) {
                case ARRAY, VECTOR ->
                    throw invalid("column " + table.name() + "." + column.name() + ": " + column.type()
                            + " cannot be part of a primary key");
                case BOOLEAN,
                        SMALLINT,
                        INTEGER,
                        BIGINT,
                        REAL,
                        DOUBLE,
                        DECIMAL,
                        VARCHAR,
                        VARBINARY,
                        DATE,
                        TIME,
                        TIMESTAMP,
                        TIMESTAMP_TZ,
                        UUID -> {}
            }
        }
    }

    private static void checkEndpoint(
            CatalogVersion catalog, TableDefinition table, String end, int nodeTableId, List<Integer> positions) {
        TableDefinition nodes = require(catalog, nodeTableId);
        if (nodes.isEdge()) {
            throw new DatabaseException(
                    ErrorCode.WRONG_OBJECT,
                    "edge table " + table.name() + ": its " + end + " " + nodes.name() + " is an edge table");
        }
        if (table.options().validTime()
                ? isCoarser(table, nodes)
                : nodes.options().validTime()) {
            throw invalid("edge table " + table.name() + ": its " + end + " " + nodes.name()
                    + " must have the same VALID_TIME and VALID_GRANULARITY, since edges need their nodes throughout"
                    + " their periods");
        }
        checkPositions(table, positions, "the " + end);
        if (positions.size() != nodes.primaryKey().size()) {
            throw invalid("edge table " + table.name() + ": the " + end + " needs "
                    + nodes.primaryKey().size() + " columns, as the primary key of " + nodes.name() + ", and has "
                    + positions.size());
        }
        for (int i = 0; i < positions.size(); i++) {
            ColumnDefinition column = table.columns().get(positions.get(i));
            ColumnDefinition key = nodes.columns().get(nodes.primaryKey().get(i));
            if (!column.type().equals(key.type()) || column.nullable() || column.generated()) {
                throw invalid("column " + table.name() + "." + column.name() + " must be " + key.type()
                        + " NOT NULL, as " + nodes.name() + "." + key.name());
            }
        }
    }

    /**
     * Whether a table has days where the other has not. Its rows then begin before those of the other that were put on the same
     * day, so they cannot need them.
     */
    static boolean isCoarser(TableDefinition table, TableDefinition other) {
        return table.options().validGranularity() == ValidGranularity.DAY
                && other.options().validGranularity() != ValidGranularity.DAY;
    }

    static void checkPositions(TableDefinition table, List<Integer> positions, String what) {
        Set<Integer> seen = new HashSet<>();
        for (int position : positions) {
            if (position < 0 || position >= table.columns().size() || !seen.add(position)) {
                throw invalid("table " + table.name() + ": " + what + " names column position " + position
                        + " twice, or there is none such");
            }
        }
    }

    private static void checkType(ValueType type, String where) {
        switch (type.kind()) {
            case DECIMAL -> {
                if (type.precision() < 1
                        || type.precision() > ValueType.DECIMAL_PRECISION_MAX
                        || type.scale() < 0
                        || type.scale() > type.precision()) {
                    throw invalid("column " + where + ": DECIMAL has a precision from 1 to "
                            + ValueType.DECIMAL_PRECISION_MAX + " and a scale from 0 to the precision, not "
                            + type.precision() + " and " + type.scale());
                }
            }
            case VARCHAR, VARBINARY -> {
                if (type.precision() < 1 && type.precision() != ValueType.UNBOUNDED) {
                    throw invalid("column " + where + ": the length must be positive, not " + type.precision());
                }
            }
            case VECTOR -> {
                if (type.precision() < 1 || type.precision() > VECTOR_DIMENSION_MAX) {
                    throw invalid("column " + where + ": the dimension of a VECTOR is from 1 to " + VECTOR_DIMENSION_MAX
                            + ", not " + type.precision());
                }
            }
            case ARRAY -> checkElement(Objects.requireNonNull(type.element(), "element type"), where);
            case BOOLEAN, SMALLINT, INTEGER, BIGINT, REAL, DOUBLE, DATE, TIME, TIMESTAMP, TIMESTAMP_TZ, UUID -> {}
        }
    }

    private static void checkElement(ValueType element, String where) {
        if (element.kind() == ValueType.Kind.ARRAY || element.kind() == ValueType.Kind.VECTOR) {
            throw new DatabaseException(
                    ErrorCode.UNSUPPORTED, "column " + where + ": ARRAY of " + element + " is not supported yet");
        }
        checkType(element, where);
    }

    static DatabaseException invalid(String message) {
        return new DatabaseException(ErrorCode.INVALID_DEFINITION, message);
    }
}
