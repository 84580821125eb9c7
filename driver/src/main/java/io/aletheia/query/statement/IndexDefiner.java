package io.aletheia.query.statement;

import io.aletheia.engine.Transaction;
import io.aletheia.engine.model.CatalogVersion;
import io.aletheia.engine.model.Constraint;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.IndexDefinition;
import io.aletheia.engine.model.NearestName;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.grammar.tree.Definition;
import io.aletheia.query.catalog.Schemas;
import io.aletheia.query.plan.PlanErrors;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.util.Util;
import org.jspecify.annotations.Nullable;

/** Runs CREATE INDEX and DROP INDEX through the transaction. For one statement. */
final class IndexDefiner {
    /** The one form of index, which is the default. */
    private static final String METHOD = "BTREE";

    private final Transaction transaction;
    private final Environment environment;

    IndexDefiner(Transaction transaction, Environment environment) {
        this.transaction = transaction;
        this.environment = environment;
    }

    /** Makes an index; false if it was there and that is no error. */
    boolean create(Definition.CreateIndex create) {
        refuseOthers(create);
        TableDefinition table = TargetTable.find(transaction.catalog(), environment.schema(), create.table());
        if (table == null) {
            String written = Util.last(create.table().names);
            List<String> names = transaction.catalog().tables().stream()
                    .map(TableDefinition::name)
                    .toList();
            throw PlanErrors.at(
                    ErrorCode.UNKNOWN_TABLE,
                    create.table(),
                    "there is no table \"" + written + "\"" + NearestName.suggestion(written, names));
        }
        SqlIdentifier declared = create.name();
        if (declared != null) {
            String name = name(declared);
            TableDefiner.checkName(declared, name);
            if (tableOf(name) != null) {
                if (create.ifNotExists()) {
                    return false;
                }
                throw PlanErrors.at(ErrorCode.TABLE_EXISTS, declared, "the index " + name + " exists already");
            }
        }
        transaction.alterTable(with(table, create, declared));
        return true;
    }

    private static void refuseOthers(Definition.CreateIndex create) {
        if (create.method() != null && !create.method().getSimple().equalsIgnoreCase(METHOD)) {
            throw StatementBinder.unsupported(
                    "CREATE INDEX ... USING " + create.method().getSimple().toUpperCase(Locale.ROOT));
        }
        if (!create.options().isEmpty()) {
            throw StatementBinder.unsupported("CREATE INDEX ... WITH");
        }
    }

    private TableDefinition with(
            TableDefinition table, Definition.CreateIndex create, @Nullable SqlIdentifier declared) {
        List<Integer> columns = ConstraintBinder.positions(
                table, create.keys().stream().map(Definition.IndexKey::column).toList());
        Set<Integer> seen = new HashSet<>();
        var descending = new ArrayList<Integer>();
        for (int i = 0; i < columns.size(); i++) {
            if (!seen.add(columns.get(i))) {
                throw PlanErrors.at(
                        ErrorCode.INVALID_DEFINITION,
                        create.keys().get(i).column(),
                        "the column " + create.keys().get(i).column() + " is there twice");
            }
            if (create.keys().get(i).descending()) {
                descending.add(columns.get(i));
            }
        }
        String name = declared == null ? freeName(table, columns) : name(declared);
        var indexes = new ArrayList<>(table.indexes());
        indexes.add(new IndexDefinition(name, columns, descending, create.unique()));
        return table.withIndexes(indexes);
    }

    /** A name that no index has, for one of which none is said. */
    private String freeName(TableDefinition table, List<Integer> columns) {
        String base = ConstraintBinder.freeName(table, "idx", columns);
        String name = base;
        for (int i = 1; tableOf(name) != null; i++) {
            name = base + "_" + i;
        }
        return name;
    }

    /** Takes indexes away; false if none was there and that is no error. */
    boolean drop(Definition.Drop drop) {
        if (drop.cascade()) {
            throw StatementBinder.unsupported("DROP INDEX ... CASCADE");
        }
        boolean dropped = false;
        for (SqlIdentifier written : drop.names()) {
            String name = name(written);
            TableDefinition table = tableOf(name);
            if (table != null) {
                var indexes = new ArrayList<>(table.indexes());
                indexes.removeIf(index -> index.name().equalsIgnoreCase(name));
                transaction.alterTable(table.withIndexes(indexes));
                dropped = true;
                continue;
            }
            refuseConstraint(written, name);
            if (!drop.ifExists()) {
                throw PlanErrors.at(
                        ErrorCode.UNKNOWN_OBJECT,
                        written,
                        "there is no index \"" + name + "\"" + NearestName.suggestion(name, names()));
            }
        }
        return dropped;
    }

    /** What a constraint is checked by goes with the constraint. */
    private void refuseConstraint(SqlIdentifier written, String name) {
        for (TableDefinition table : transaction.catalog().tables()) {
            for (Constraint constraint : table.constraints()) {
                if (constraint.name().equalsIgnoreCase(name) && !(constraint instanceof Constraint.Check)) {
                    throw PlanErrors.at(
                            ErrorCode.DEPENDENT_OBJECTS,
                            written,
                            "the index " + name + " is that of a constraint of the table " + table.name()
                                    + "; ALTER TABLE " + table.name() + " DROP CONSTRAINT " + constraint.name());
                }
            }
        }
    }

    /** The table that has an index of the name; null if none has. */
    private @Nullable TableDefinition tableOf(String name) {
        for (TableDefinition table : transaction.catalog().tables()) {
            if (table.indexes().stream().anyMatch(index -> index.name().equalsIgnoreCase(name))) {
                return table;
            }
        }
        return null;
    }

    private List<String> names() {
        return transaction.catalog().tables().stream()
                .flatMap(table -> table.indexes().stream())
                .map(IndexDefinition::name)
                .toList();
    }

    /** The name without its schema, which can only be that of the tables. */
    private static String name(SqlIdentifier written) {
        if (written.names.size() > 1) {
            String schema = written.names.get(written.names.size() - 2);
            if (written.names.size() > 2 || !CatalogVersion.PUBLIC.equals(Schemas.find(schema))) {
                throw PlanErrors.at(
                        ErrorCode.WRONG_OBJECT, written, "indexes are in the schema " + CatalogVersion.PUBLIC);
            }
        }
        return Util.last(written.names);
    }
}
