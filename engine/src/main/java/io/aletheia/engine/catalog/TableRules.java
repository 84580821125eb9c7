package io.aletheia.engine.catalog;

import io.aletheia.engine.model.CatalogVersion;
import io.aletheia.engine.model.ColumnDefinition;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.EndpointPolicy;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.ValueType;
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
        if (catalog.table(table.schema(), table.name()) != null) {
            throw new DatabaseException(ErrorCode.TABLE_EXISTS, "table " + table.name() + " exists already");
        }
        checkColumns(table);
        checkPrimaryKey(table);
        TableDefinition.Endpoints endpoints = table.endpoints();
        if (endpoints != null) {
            checkEndpoint(catalog, table, "source", endpoints.sourceTableId(), endpoints.sourceColumns());
            checkEndpoint(catalog, table, "target", endpoints.targetTableId(), endpoints.targetColumns());
        } else if (table.endpointPolicy() != EndpointPolicy.RESTRICT) {
            throw invalid("table " + table.name() + " has no edges, so no endpoint policy");
        }
    }

    /**
     * Checks tables that are to be dropped together.
     *
     * @throws DatabaseException UNKNOWN_TABLE (42P01); DEPENDENT_OBJECTS (2BP01) naming the edge table that stays and refers to
     *     one of them
     */
    public static void checkDrop(CatalogVersion catalog, Collection<Integer> tableIds) {
        for (int id : tableIds) {
            require(catalog, id);
        }
        for (TableDefinition table : catalog.tables()) {
            TableDefinition.Endpoints endpoints = table.endpoints();
            if (endpoints == null || tableIds.contains(table.id())) {
                continue;
            }
            for (int id : List.of(endpoints.sourceTableId(), endpoints.targetTableId())) {
                if (tableIds.contains(id)) {
                    throw new DatabaseException(
                            ErrorCode.DEPENDENT_OBJECTS,
                            "cannot drop table " + require(catalog, id).name() + ": edge table " + table.name()
                                    + " refers to it");
                }
            }
        }
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
        if (table.columns().isEmpty()) {
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

    private static void checkPositions(TableDefinition table, List<Integer> positions, String what) {
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

    private static DatabaseException invalid(String message) {
        return new DatabaseException(ErrorCode.INVALID_DEFINITION, message);
    }
}
