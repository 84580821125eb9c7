package io.aletheia.query.statement;

import io.aletheia.engine.Transaction;
import io.aletheia.engine.model.Portion;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.query.exec.ExecutionContext;
import io.aletheia.query.exec.PlanStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * UPDATE and DELETE: finds the strips (versions believed now) that overlap the portion and for which the condition holds; each is then
 * changed within the portion.
 */
public final class BoundStripChange extends BoundChange {
    private final TableDefinition table;
    private final PortionPlan portion;
    private final RowExpressions bounds;
    private final StripFinder strips;
    private final @Nullable Map<Integer, Cell> assignments;
    private final boolean detaches;

    /**
     * A change.
     *
     * @param bounds expressions of the portion
     * @param strips what finds them
     * @param assignments what to store by column, computed values being what was found with the strip; null for DELETE
     * @param detaches whether the edges at nodes are ended with them
     */
    BoundStripChange(
            ParameterPlan parameters,
            @Nullable Returning returning,
            TableDefinition table,
            PortionPlan portion,
            RowExpressions bounds,
            StripFinder strips,
            @Nullable Map<Integer, Cell> assignments,
            boolean detaches) {
        super(parameters, returning);
        this.table = table;
        this.portion = portion;
        this.bounds = bounds;
        this.strips = strips;
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
        return strips.ownParameters();
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
        for (Change change : changes(transaction, context, values, wanted)) {
            context.wrote();
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

    private List<Change> changes(
            Transaction transaction, ExecutionContext context, @Nullable Object[] values, Portion wanted) {
        List<StripFinder.Found> found = strips.find(transaction, context, values, wanted);
        var changes = new ArrayList<Change>(found.size());
        for (StripFinder.Found each : found) {
            changes.add(new Change(each.strip(), changed(context, each)));
        }
        return changes;
    }

    private @Nullable Object[] changed(ExecutionContext context, StripFinder.Found found) {
        @Nullable Object[] before = found.strip().row();
        if (assignments == null) {
            return before;
        }
        @Nullable Object[] row = before.clone();
        assignments.forEach((column, cell) -> row[column] = cell.value(context, found.computed()));
        return row;
    }

    @Override
    public boolean isShortWay() {
        return strips instanceof KeyedStrips;
    }

    @Override
    public PlanStep explain() {
        return PlanStep.of(
                assignments != null ? "Update" : detaches ? "DetachDelete" : "Delete",
                PlanStep.with("table", table.schema() + "." + table.name()),
                List.of(strips.step()));
    }
}
