package io.aletheia.query.statement;

import io.aletheia.engine.Transaction;
import io.aletheia.engine.model.CatalogVersion;
import io.aletheia.engine.model.Constraint;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.NearestName;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.ViewDefinition;
import io.aletheia.grammar.tree.Definition;
import io.aletheia.query.plan.PlanErrors;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.util.Util;

/** Carries out DROP. For one statement. */
final class Dropper {
    private final Transaction transaction;
    private final String schema;
    private final Set<Integer> tables = new LinkedHashSet<>();
    private final Set<Integer> views = new LinkedHashSet<>();

    Dropper(Transaction transaction, String schema) {
        this.transaction = transaction;
        this.schema = schema;
    }

    /** Drops and says whether there was anything to drop. */
    boolean run(Definition.Drop drop) {
        switch (drop.kind()) {
            case TABLE -> drop.names().forEach(name -> addTable(name, drop.ifExists()));
            case VIEW -> drop.names().forEach(name -> addView(name, drop.ifExists()));
            case INDEX, SCHEMA -> throw StatementBinder.unsupported("DROP " + drop.kind());
        }
        if (tables.isEmpty() && views.isEmpty()) {
            return false;
        }
        if (drop.cascade()) {
            addDependents();
        }
        transaction.drop(List.copyOf(tables), List.copyOf(views));
        return true;
    }

    private void addTable(SqlIdentifier name, boolean ifExists) {
        CatalogVersion catalog = transaction.catalog();
        String written = Util.last(name.names);
        TableDefinition table = TargetTable.find(catalog, schema, name);
        if (table != null) {
            tables.add(table.id());
        } else if (catalog.view(CatalogVersion.PUBLIC, written) != null) {
            throw PlanErrors.at(ErrorCode.WRONG_OBJECT, name, written + " is a view; say DROP VIEW");
        } else if (!ifExists) {
            List<String> names =
                    catalog.tables().stream().map(TableDefinition::name).toList();
            throw PlanErrors.at(
                    ErrorCode.UNKNOWN_TABLE,
                    name,
                    "there is no table \"" + written + "\"" + NearestName.suggestion(written, names));
        }
    }

    private void addView(SqlIdentifier name, boolean ifExists) {
        CatalogVersion catalog = transaction.catalog();
        String written = Util.last(name.names);
        boolean isTable = TargetTable.find(catalog, schema, name) != null;
        ViewDefinition view = catalog.view(CatalogVersion.PUBLIC, written);
        if (view != null) {
            views.add(view.id());
        } else if (isTable) {
            throw PlanErrors.at(ErrorCode.WRONG_OBJECT, name, written + " is a table; say DROP TABLE");
        } else if (!ifExists) {
            List<String> names =
                    catalog.views().stream().map(ViewDefinition::name).toList();
            throw PlanErrors.at(
                    ErrorCode.UNKNOWN_TABLE,
                    name,
                    "there is no view \"" + written + "\"" + NearestName.suggestion(written, names));
        }
    }

    /** Edge tables go with their node tables, views with what they read, and foreign keys with what they refer to. */
    private void addDependents() {
        CatalogVersion catalog = transaction.catalog();
        for (TableDefinition table : catalog.tables()) {
            TableDefinition.Endpoints ends = table.endpoints();
            if (ends != null && (tables.contains(ends.sourceTableId()) || tables.contains(ends.targetTableId()))) {
                tables.add(table.id());
            }
        }
        var all = new ArrayList<>(tables);
        all.addAll(views);
        views.addAll(ViewDependents.of(catalog, all));
        for (TableDefinition table : catalog.tables()) {
            var kept = new ArrayList<>(table.constraints());
            boolean fewer = kept.removeIf(constraint ->
                    constraint instanceof Constraint.ForeignKey foreign && tables.contains(foreign.tableId()));
            if (fewer && !tables.contains(table.id())) {
                transaction.alterTable(table.withConstraints(kept));
            }
        }
    }
}
