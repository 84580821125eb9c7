package io.aletheia.query.statement;

import io.aletheia.engine.Transaction;
import io.aletheia.engine.model.CatalogVersion;
import io.aletheia.engine.model.ColumnDefinition;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.ValueType;
import io.aletheia.engine.model.ViewDefinition;
import io.aletheia.grammar.AletheiaSql;
import io.aletheia.grammar.tree.Definition;
import io.aletheia.grammar.tree.TimeSpecs;
import io.aletheia.query.catalog.Schemas;
import io.aletheia.query.plan.PlanErrors;
import io.aletheia.query.plan.PlannedColumn;
import io.aletheia.query.plan.QueryPlan;
import io.aletheia.query.plan.ResultLabels;
import io.aletheia.query.plan.ViewExpander;
import io.aletheia.query.temporal.TimeSettings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.util.Util;

/** Carries out CREATE VIEW. For one statement. */
final class ViewDefiner {
    private final Transaction transaction;
    private final Environment environment;
    private final String sql;

    /** Defines in a transaction; the text is that of the statement. */
    ViewDefiner(Transaction transaction, Environment environment, String sql) {
        this.transaction = transaction;
        this.environment = environment;
        this.sql = sql;
    }

    /** Creates or replaces a view and says whether it did. */
    boolean create(Definition.CreateView create) {
        if (create.orReplace() && create.ifNotExists()) {
            throw PlanErrors.at(
                    ErrorCode.SYNTAX_ERROR, create.name(), "OR REPLACE and IF NOT EXISTS exclude each other");
        }
        String name = Util.last(create.name().names);
        TableDefiner.checkName(create.name(), name);
        CatalogVersion catalog = transaction.catalog();
        TableDefinition table = TargetTable.find(catalog, environment.schema(), create.name());
        ViewDefinition former = catalog.view(CatalogVersion.PUBLIC, name);
        if (former != null && create.ifNotExists()) {
            return false;
        }
        if (table != null || (former != null && !create.orReplace())) {
            throw PlanErrors.at(
                    ErrorCode.TABLE_EXISTS,
                    create.name(),
                    "the " + (table != null ? "table " : "view ") + name + " exists already");
        }
        ViewDefinition view = definition(create, name, former == null ? 0 : former.id());
        if (former != null && ViewDependents.read(catalog, view.tables()).contains(former.id())) {
            throw PlanErrors.at(ErrorCode.INVALID_DEFINITION, create.name(), "the view " + name + " would read itself");
        }
        transaction.createView(view);
        requireReadable(transaction, environment, name);
        if (former != null) {
            new ViewDependents(transaction, environment).check("view " + name, former.id(), false);
        }
        return true;
    }

    private ViewDefinition definition(Definition.CreateView create, String name, int id) {
        QueryPlan plan = plan();
        List<SqlIdentifier> names = create.columns();
        if (!names.isEmpty() && names.size() != plan.columns().size()) {
            throw PlanErrors.at(
                    ErrorCode.SYNTAX_ERROR,
                    names.get(0),
                    "the view has " + names.size() + " names for the "
                            + plan.columns().size() + " columns of its query");
        }
        List<String> labels = labels(plan.columns());
        var columns = new ArrayList<ColumnDefinition>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < labels.size(); i++) {
            PlannedColumn column = plan.columns().get(i);
            String columnName = names.isEmpty() ? column.label() : names.get(i).getSimple();
            SqlIdentifier place = names.isEmpty() ? create.name() : names.get(i);
            if (!seen.add(columnName.toLowerCase(Locale.ROOT))) {
                throw PlanErrors.at(
                        ErrorCode.COLUMN_EXISTS,
                        place,
                        "the column " + columnName + " of the view is there twice; name its columns, as in CREATE VIEW "
                                + name + " (a, b) AS ...");
            }
            if (isPeriod(columnName)) {
                throw PlanErrors.at(
                        ErrorCode.INVALID_DEFINITION,
                        place,
                        columnName + " is the name of a period; give the column of the view another with AS");
            }
            columns.add(new ColumnDefinition(columnName, column.type(), column.nullable(), null, false));
        }
        return new ViewDefinition(id, CatalogVersion.PUBLIC, name, columns, labels, create.queryText(), plan.tables());
    }

    /** What tells the columns of the query apart: their names, or their places where names do not. */
    private static List<String> labels(List<PlannedColumn> columns) {
        var labels = new ArrayList<String>();
        Set<String> seen = new HashSet<>();
        boolean byName = true;
        for (PlannedColumn column : columns) {
            String label = column.label();
            String origin = column.column();
            labels.add(label);
            // A second column of a name is told from the first by a number, which other columns may shift.
            boolean numbered = origin != null
                    && seen.contains(origin.toLowerCase(Locale.ROOT))
                    && label.substring(Math.min(origin.length(), label.length()))
                            .matches("[0-9]+");
            byName &= seen.add(label.toLowerCase(Locale.ROOT))
                    && !numbered
                    && !label.startsWith(ViewExpander.BY_POSITION)
                    && !isPeriod(label);
        }
        for (int i = 0; i < labels.size() && !byName; i++) {
            labels.set(i, ViewExpander.BY_POSITION + i);
        }
        return labels;
    }

    /** Plans a query of a view, which stands one deeper than the view's own query. */
    static void requireReadable(Transaction transaction, Environment environment, String name) {
        SqlParserPos position = SqlParserPos.ZERO;
        var view = new SqlIdentifier(List.of(CatalogVersion.PUBLIC, name), position);
        neutral(transaction, environment)
                .plan(QueryCompiler.select(List.of(SqlIdentifier.star(position)), view, null), TimeSpecs.NONE);
    }

    private static boolean isPeriod(String name) {
        return name.equalsIgnoreCase("_valid_time") || name.equalsIgnoreCase("_system_time");
    }

    private QueryPlan plan() {
        // Planning changes a tree, and the statement may be run again.
        SqlNode query = ((Definition.CreateView) AletheiaSql.parse(sql)).query();
        ResultLabels.add(query, sql);
        return neutral(transaction, environment).plan(query, TimeSpecs.NONE);
    }

    /** A view's query is read with names of PUBLIC and without the session's times, as it will be whoever asks. */
    static QueryCompiler neutral(Transaction transaction, Environment environment) {
        var neutral = new Environment(
                new Schemas(transaction.catalog()), CatalogVersion.PUBLIC, false, TimeSettings.NOW, environment.zone());
        return new QueryCompiler(neutral, 0, List.of(), ValueType.VARCHAR);
    }
}
