package io.aletheia.query.statement;

import io.aletheia.engine.Transaction;
import io.aletheia.engine.model.CatalogVersion;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.ViewDefinition;
import io.aletheia.grammar.AletheiaSql;
import io.aletheia.grammar.tree.Statement;
import io.aletheia.grammar.tree.TimeSpecs;
import io.aletheia.query.plan.PlanErrors;
import io.aletheia.query.plan.PlannedColumn;
import io.aletheia.query.plan.ResultLabels;
import io.aletheia.query.plan.ViewExpander;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** The views that read a table or a view, and what becomes of them when it changes. For one statement. */
final class ViewDependents {
    private final Transaction transaction;
    private final Environment environment;

    ViewDependents(Transaction transaction, Environment environment) {
        this.transaction = transaction;
        this.environment = environment;
    }

    /** All tables and views that are read by those with these ids, themselves included. */
    static Set<Integer> read(CatalogVersion catalog, List<Integer> ids) {
        Set<Integer> reached = new LinkedHashSet<>();
        var waiting = new ArrayList<>(ids);
        while (!waiting.isEmpty()) {
            int id = waiting.remove(waiting.size() - 1);
            ViewDefinition view = catalog.view(id);
            if (reached.add(id) && view != null) {
                waiting.addAll(view.tables());
            }
        }
        return reached;
    }

    /** The views that read one of these tables or views, through others as well. */
    static List<Integer> of(CatalogVersion catalog, List<Integer> ids) {
        Set<Integer> found = new LinkedHashSet<>();
        boolean more = true;
        while (more) {
            more = false;
            for (ViewDefinition view : catalog.views()) {
                boolean reads = view.tables().stream().anyMatch(id -> ids.contains(id) || found.contains(id));
                more |= reads && found.add(view.id());
            }
        }
        return List.copyOf(found);
    }

    /**
     * Makes sure that the views that read what was changed can still be read, or drops those that cannot.
     *
     * @param changed what was changed, as messages name it
     * @param id its id
     * @param cascade whether to drop
     * @throws DatabaseException DEPENDENT_OBJECTS (2BP01) naming the view, unless they are to be dropped
     */
    void check(String changed, int id, boolean cascade) {
        for (int dependent : of(transaction.catalog(), List.of(id))) {
            ViewDefinition view = transaction.catalog().view(dependent);
            String problem = view == null ? null : problem(view);
            if (view == null || problem == null) {
                continue;
            }
            if (!cascade) {
                throw new DatabaseException(
                        ErrorCode.DEPENDENT_OBJECTS,
                        "cannot alter " + changed + ": the view " + view.name() + " depends on it as it is (" + problem
                                + ")");
            }
            var dropped = new ArrayList<>(of(transaction.catalog(), List.of(dependent)));
            dropped.add(dependent);
            transaction.drop(List.of(), dropped);
        }
    }

    /** Why a view cannot be read any more; null if it can. */
    private @Nullable String problem(ViewDefinition view) {
        List<PlannedColumn> columns;
        try {
            SqlNode query = ((Statement.Query) AletheiaSql.parse(view.sql())).query();
            ResultLabels.add(query, view.sql());
            columns = ViewDefiner.neutral(transaction, environment)
                    .plan(query, TimeSpecs.NONE)
                    .columns();
        } catch (RuntimeException e) {
            // The query was right before, so whatever is wrong with it now is the change's doing.
            return message(view, e);
        }
        for (int i = 0; i < view.columns().size(); i++) {
            PlannedColumn found =
                    column(columns, view.labels().get(i), view.labels().size());
            if (found == null) {
                return view.labels().get(i).startsWith(ViewExpander.BY_POSITION)
                        ? "its query would have " + columns.size() + " columns"
                        : "its column " + view.columns().get(i).name() + " would be gone";
            }
            if (!found.type().equals(view.columns().get(i).type())) {
                return "its column " + view.columns().get(i).name() + " would be " + found.type();
            }
        }
        try {
            ViewDefiner.requireReadable(transaction, environment, view.name());
            return null;
        } catch (RuntimeException e) {
            return message(view, e);
        }
    }

    private String message(ViewDefinition view, RuntimeException e) {
        RuntimeException error = PlanErrors.of(e, view.sql(), transaction.catalog());
        String message = String.valueOf(error.getMessage()).lines().findFirst().orElse("");
        return message.replaceFirst(" \\(line \\d+, column \\d+\\)$", "");
    }

    private static @Nullable PlannedColumn column(List<PlannedColumn> columns, String label, int count) {
        if (label.startsWith(ViewExpander.BY_POSITION)) {
            return columns.size() == count
                    ? columns.get(Integer.parseInt(label.substring(ViewExpander.BY_POSITION.length())))
                    : null;
        }
        PlannedColumn found = null;
        for (PlannedColumn column : columns) {
            if (column.label().equalsIgnoreCase(label)) {
                if (found != null) {
                    return null;
                }
                found = column;
            }
        }
        return found;
    }
}
