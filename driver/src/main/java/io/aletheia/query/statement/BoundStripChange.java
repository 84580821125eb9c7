package io.aletheia.query.statement;

import io.aletheia.engine.Transaction;
import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.Portion;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.query.exec.ExecutablePlan;
import io.aletheia.query.exec.ExecutionContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * UPDATE and DELETE. A query finds the strips (versions believed now) that overlap the portion and for which the condition holds; each
 * is then changed within the portion.
 */
public final class BoundStripChange extends BoundChange {
    private final TableDefinition table;
    private final PortionPlan portion;
    private final RowExpressions bounds;
    private final ExecutablePlan plan;
    private final String text;
    private final @Nullable Map<Integer, Cell> assignments;
    private final boolean detaches;

    /**
     * A change.
     *
     * @param bounds expressions of the portion
     * @param plan the query; its two last parameters are the portion's bounds
     * @param text the plan as text
     * @param assignments what to store by column, computed values being columns of the query; null for DELETE
     * @param detaches whether the edges at nodes are ended with them
     */
    BoundStripChange(
            ParameterPlan parameters,
            @Nullable Returning returning,
            TableDefinition table,
            PortionPlan portion,
            RowExpressions bounds,
            ExecutablePlan plan,
            String text,
            @Nullable Map<Integer, Cell> assignments,
            boolean detaches) {
        super(parameters, returning);
        this.table = table;
        this.portion = portion;
        this.bounds = bounds;
        this.plan = plan;
        this.text = text;
        this.assignments = assignments;
        this.detaches = detaches;
    }

    /** A strip to change, and the row that it becomes: the one that it has for DELETE. */
    private static final class Change {
        private final OpenStrip strip;
        private final @Nullable Object[] row;

        Change(OpenStrip strip, @Nullable Object[] row) {
            this.strip = strip;
            this.row = row;
        }
    }

    @Override
    public TableDefinition target() {
        return table;
    }

    @Override
    public int ownParameters() {
        return StripQuery.PARAMETERS;
    }

    @Override
    public ChangeResult run(
            Transaction transaction,
            ExecutionContext context,
            @Nullable Object[] values,
            @Nullable List<String> keyNames) {
        var run = new ChangeRun(transaction, table, keyNames, returning() != null);
        Portion wanted = portion.resolve(context, bounds.evaluate(context));
        // All strips are found before the first is changed: the condition must not see the statement's own writes.
        for (Change change : changes(context, values, wanted)) {
            context.checkCancelled();
            OpenStrip strip = change.strip;
            Portion part = strip.within(wanted);
            if (detaches) {
                run.detach(strip.entity(), part);
            }
            if (assignments == null) {
                run.delete(strip.entity(), part, strip.row(), strip.knownFrom());
            } else {
                run.update(strip.entity(), part, change.row);
            }
        }
        return run.result();
    }

    private List<Change> changes(ExecutionContext context, @Nullable Object[] values, Portion wanted) {
        StripQuery.setPortion(values, parameters(), wanted, context);
        var changes = new ArrayList<Change>();
        try (BatchSource source = plan.open(context)) {
            for (Batch batch = source.next(); batch != null; batch = source.next()) {
                for (int i = 0; i < batch.size(); i++) {
                    OpenStrip strip = OpenStrip.of(batch, batch.row(i), table);
                    changes.add(new Change(strip, changed(context, strip, batch, batch.row(i))));
                }
            }
        }
        return changes;
    }

    private @Nullable Object[] changed(ExecutionContext context, OpenStrip strip, Batch batch, int index) {
        if (assignments == null) {
            return strip.row();
        }
        int first = StripQuery.width(table);
        @Nullable Object[] computed = new @Nullable Object[batch.width() - first];
        for (int i = 0; i < computed.length; i++) {
            computed[i] = batch.column(first + i).object(index);
        }
        @Nullable Object[] row = strip.row().clone();
        assignments.forEach((column, cell) -> row[column] = cell.value(context, computed));
        return row;
    }

    @Override
    public String explain() {
        String what = (assignments != null ? "Update" : detaches ? "DetachDelete" : "Delete") + "(table=["
                + table.schema() + "." + table.name() + "])";
        return what + "\n" + text.indent(2).stripTrailing();
    }
}
