package io.aletheia.query.statement;

import io.aletheia.engine.Transaction;
import io.aletheia.engine.model.CatalogVersion;
import io.aletheia.engine.model.ColumnDefinition;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.NearestName;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.ValueType;
import io.aletheia.grammar.tree.AlterAction;
import io.aletheia.grammar.tree.Definition;
import io.aletheia.grammar.tree.TableConstraint;
import io.aletheia.grammar.tree.TypeName;
import io.aletheia.query.catalog.AletheiaTypeSystem;
import io.aletheia.query.plan.PlanErrors;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.util.Util;

/** Runs CREATE and DROP through the transaction. For one statement. */
public final class TableDefiner implements Definition.Visitor<Boolean> {
    private static final String SOURCE = "source";
    private static final String TARGET = "target";

    private final Transaction transaction;
    private final Environment environment;
    private final String schema;
    private String sql = "";

    /** Defines in a transaction; names and defaults are read in the environment. */
    public TableDefiner(Transaction transaction, Environment environment) {
        this.transaction = transaction;
        this.environment = environment;
        this.schema = environment.schema();
    }

    /** Runs the statement and says whether it changed anything; what it throws is as in {@link PlanErrors}. */
    public boolean run(Definition definition, String text) {
        sql = text;
        try {
            return definition.acceptDefinition(this);
        } catch (RuntimeException e) {
            throw PlanErrors.of(e, sql, transaction.catalog());
        }
    }

    @Override
    public Boolean visit(Definition.CreateTable create) {
        CatalogVersion catalog = transaction.catalog();
        TableDefinition existing = TargetTable.find(catalog, schema, create.name());
        String name = Util.last(create.name().names);
        if (catalog.view(CatalogVersion.PUBLIC, name) != null) {
            throw PlanErrors.at(ErrorCode.TABLE_EXISTS, create.name(), "the view " + name + " exists already");
        }
        if (existing != null) {
            if (create.ifNotExists()) {
                return false;
            }
            throw PlanErrors.at(ErrorCode.TABLE_EXISTS, create.name(), "the table " + name + " exists already");
        }
        checkName(create.name(), name);
        TableDefinition table = definition(create, name, catalog);
        for (io.aletheia.grammar.tree.ColumnDefinition column : create.columns()) {
            int position = table.columnPosition(column.name().getSimple());
            ColumnDefault.value(environment, table.columns().get(position), column.defaultValue(), transaction);
        }
        transaction.createTable(new ConstraintBinder(catalog, schema).add(table, create.constraints()));
        return true;
    }

    /** Refuses a name of the database's own. INVALID_DEFINITION (42P16). */
    static void checkName(SqlIdentifier place, String name) {
        if (name.startsWith("_") || name.startsWith("$")) {
            throw PlanErrors.at(
                    ErrorCode.INVALID_DEFINITION, place, "names that begin with _ or $ are the database's own");
        }
    }

    /** The constraint, which a table that is there can take. */
    static TableConstraint withoutPrimaryKey(TableConstraint constraint) {
        if (constraint instanceof TableConstraint.PrimaryKey) {
            throw unsupported("a PRIMARY KEY of a table that is there");
        }
        return constraint;
    }

    private TableDefinition definition(Definition.CreateTable create, String name, CatalogVersion catalog) {
        List<SqlIdentifier> key = primaryKey(create.constraints());
        var columns = new ArrayList<ColumnDefinition>();
        if (key.isEmpty()) {
            columns.add(ColumnDefinition.generatedId());
        }
        TableDefinition.Endpoints endpoints = null;
        if (create.endpoints() != null) {
            TableDefinition from = nodes(catalog, create.endpoints().from());
            TableDefinition to = nodes(catalog, create.endpoints().to());
            List<Integer> sourceColumns = addEnd(columns, SOURCE, from);
            List<Integer> targetColumns = addEnd(columns, TARGET, to);
            endpoints = new TableDefinition.Endpoints(from.id(), to.id(), sourceColumns, targetColumns);
        }
        Set<String> keyNames = new HashSet<>();
        key.forEach(column -> keyNames.add(column.getSimple().toLowerCase(Locale.ROOT)));
        for (io.aletheia.grammar.tree.ColumnDefinition column : create.columns()) {
            columns.add(column(column, keyNames));
        }
        checkNames(create, columns);
        return new TableDefinition(
                0,
                CatalogVersion.PUBLIC,
                name,
                columns,
                positions(create, key, columns),
                endpoints,
                TableOptionValues.of(create.options(), endpoints != null));
    }

    private static List<SqlIdentifier> primaryKey(List<TableConstraint> constraints) {
        List<SqlIdentifier> key = List.of();
        for (TableConstraint constraint : constraints) {
            if (constraint instanceof TableConstraint.PrimaryKey primary) {
                if (!key.isEmpty()) {
                    throw new DatabaseException(ErrorCode.INVALID_DEFINITION, "a table has one primary key only");
                }
                key = primary.columns();
            }
        }
        return key;
    }

    private static TableDefinition nodes(CatalogVersion catalog, SqlIdentifier name) {
        String written = Util.last(name.names);
        TableDefinition table = catalog.table(CatalogVersion.PUBLIC, written);
        if (table == null) {
            TargetTable.refuseView(catalog, name, "is a view; edges join rows of node tables");
            List<String> names = catalog.tables().stream()
                    .filter(candidate -> !candidate.isEdge())
                    .map(TableDefinition::name)
                    .toList();
            throw PlanErrors.at(
                    ErrorCode.UNKNOWN_TABLE,
                    name,
                    "there is no table \"" + written + "\"" + NearestName.suggestion(written, names));
        }
        if (table.isEdge()) {
            throw PlanErrors.at(ErrorCode.WRONG_OBJECT, name, "edges join nodes, and " + written + " is an edge table");
        }
        return table;
    }

    /** Adds the columns that hold the key of an edge's end, and gives their positions. */
    private static List<Integer> addEnd(List<ColumnDefinition> columns, String end, TableDefinition nodes) {
        var positions = new ArrayList<Integer>();
        for (int position : nodes.primaryKey()) {
            ColumnDefinition key = nodes.columns().get(position);
            String name = nodes.primaryKey().size() == 1 ? end : end + "_" + key.name();
            positions.add(columns.size());
            columns.add(new ColumnDefinition(name, key.type(), false, null, false));
        }
        return positions;
    }

    /** A column; those of the key cannot be null. */
    static ColumnDefinition column(io.aletheia.grammar.tree.ColumnDefinition column, Set<String> keyNames) {
        String name = column.name().getSimple();
        if (column.generation() != io.aletheia.grammar.tree.ColumnDefinition.Generation.NONE) {
            throw unsupported("GENERATED AS IDENTITY");
        }
        checkName(column.name(), name);
        boolean nullable = !column.notNull() && !keyNames.contains(name.toLowerCase(Locale.ROOT));
        SqlNode value = column.defaultValue();
        String defaultSql = value == null ? null : DefaultText.of(value);
        return new ColumnDefinition(name, type(column.type(), column.name()), nullable, defaultSql, false);
    }

    static ValueType type(TypeName type, SqlIdentifier column) {
        int precision = type.precision();
        boolean unspecified = precision == TypeName.UNSPECIFIED;
        return switch (type.base()) {
            case BOOLEAN -> ValueType.BOOLEAN;
            case SMALLINT -> ValueType.SMALLINT;
            case INTEGER -> ValueType.INTEGER;
            case BIGINT -> ValueType.BIGINT;
            case REAL -> ValueType.REAL;
            case DOUBLE -> ValueType.DOUBLE;
            case DECIMAL -> decimal(type, column);
            case CHAR, VARCHAR -> unspecified ? ValueType.VARCHAR : ValueType.varchar(precision);
            case BINARY, VARBINARY ->
                unspecified ? ValueType.VARBINARY : new ValueType(ValueType.Kind.VARBINARY, precision, 0, null);
            case DATE -> ValueType.DATE;
            case TIME -> microseconds(type, ValueType.TIME, "TIME");
            case TIMESTAMP ->
                microseconds(type, type.withTimeZone() ? ValueType.TIMESTAMP_TZ : ValueType.TIMESTAMP, "TIMESTAMP");
            case UUID -> ValueType.UUID;
            case ARRAY -> ValueType.array(type(Objects.requireNonNull(type.element()), column));
            case VECTOR -> ValueType.vector(precision);
        };
    }

    private static ValueType decimal(TypeName type, SqlIdentifier column) {
        if (type.precision() == TypeName.UNSPECIFIED) {
            throw PlanErrors.at(ErrorCode.INVALID_DEFINITION, column, "DECIMAL needs its digits, as in DECIMAL(12, 2)");
        }
        int scale = type.scale() == TypeName.UNSPECIFIED ? 0 : type.scale();
        if (type.precision() < 1 || type.precision() > ValueType.DECIMAL_PRECISION_MAX || scale > type.precision()) {
            throw PlanErrors.at(
                    ErrorCode.INVALID_DEFINITION,
                    column,
                    "DECIMAL has 1 to " + ValueType.DECIMAL_PRECISION_MAX + " digits, at most all of them behind the"
                            + " point: " + type);
        }
        return ValueType.decimal(type.precision(), scale);
    }

    private static ValueType microseconds(TypeName type, ValueType made, String name) {
        if (type.base() == TypeName.Base.TIME && type.withTimeZone()) {
            throw unsupported("TIME WITH TIME ZONE");
        }
        if (type.precision() != TypeName.UNSPECIFIED && type.precision() != AletheiaTypeSystem.TIME_PRECISION) {
            throw unsupported(name + "(" + type.precision() + ") (times have microseconds, " + name + "(6))");
        }
        return made;
    }

    private static void checkNames(Definition.CreateTable create, List<ColumnDefinition> columns) {
        Set<String> seen = new HashSet<>();
        for (ColumnDefinition column : columns) {
            if (!seen.add(column.name().toLowerCase(Locale.ROOT))) {
                throw PlanErrors.at(
                        ErrorCode.COLUMN_EXISTS, create.name(), "the column " + column.name() + " is there twice");
            }
        }
        if (columns.stream().allMatch(ColumnDefinition::generated)) {
            throw PlanErrors.at(ErrorCode.INVALID_DEFINITION, create.name(), "a table needs a column");
        }
    }

    private static List<Integer> positions(
            Definition.CreateTable create, List<SqlIdentifier> key, List<ColumnDefinition> columns) {
        if (key.isEmpty()) {
            return List.of(0);
        }
        var positions = new ArrayList<Integer>();
        for (SqlIdentifier name : key) {
            int found = -1;
            for (int i = 0; i < columns.size(); i++) {
                if (columns.get(i).name().equalsIgnoreCase(name.getSimple())) {
                    found = i;
                }
            }
            if (found < 0) {
                throw PlanErrors.at(
                        ErrorCode.UNKNOWN_COLUMN,
                        name,
                        "the primary key names a column that the table " + create.name() + " does not have: " + name);
            }
            positions.add(found);
        }
        return positions;
    }

    @Override
    public Boolean visit(Definition.Drop drop) {
        return drop.kind() == Definition.ObjectKind.INDEX
                ? new IndexDefiner(transaction, environment).drop(drop)
                : new Dropper(transaction, schema).run(drop);
    }

    @Override
    public Boolean visit(Definition.AlterTable alter) {
        TableDefinition table = TargetTable.find(transaction.catalog(), schema, alter.name());
        if (table == null) {
            TargetTable.refuseView(transaction.catalog(), alter.name(), "is a view, which is replaced, not altered");
            if (alter.ifExists()) {
                return false;
            }
            String written = Util.last(alter.name().names);
            throw PlanErrors.at(
                    ErrorCode.UNKNOWN_TABLE,
                    alter.name(),
                    "there is no table \"" + written + "\"" + NearestName.suggestion(written, tableNames()));
        }
        var alterer = new TableAlterer(transaction, environment, table);
        boolean changed = false;
        boolean cascade = false;
        for (AlterAction action : alter.actions()) {
            changed |= alterer.run(action);
            cascade |= action instanceof AlterAction.DropColumn column && column.cascade();
        }
        new ViewDependents(transaction, environment).check("table " + table.name(), table.id(), cascade);
        return changed;
    }

    private List<String> tableNames() {
        return transaction.catalog().tables().stream()
                .map(TableDefinition::name)
                .toList();
    }

    @Override
    public Boolean visit(Definition.CreateIndex index) {
        return new IndexDefiner(transaction, environment).create(index);
    }

    @Override
    public Boolean visit(Definition.CreateView view) {
        return new ViewDefiner(transaction, environment, sql).create(view);
    }

    @Override
    public Boolean visit(Definition.CreateSchema created) {
        throw unsupported("CREATE SCHEMA");
    }

    private static DatabaseException unsupported(String what) {
        return StatementBinder.unsupported(what);
    }
}
