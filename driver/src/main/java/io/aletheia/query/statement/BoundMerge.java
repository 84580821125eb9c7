package io.aletheia.query.statement;

import io.aletheia.engine.Transaction;
import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.Portion;
import io.aletheia.engine.model.PseudoColumn;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.ValueType;
import io.aletheia.query.exec.ExecutablePlan;
import io.aletheia.query.exec.ExecutionContext;
import io.aletheia.query.exec.PlanStep;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * MERGE. A query pairs the rows of the source with the strips of the target within the portion and says which branch each pair takes.
 * All are found before the first is written; strips are taken away first, then updated, then rows inserted, so that what is inserted
 * finds the room that the statement makes.
 */
public final class BoundMerge extends BoundChange {
    /** What a branch does. */
    enum Kind {
        /** Sets columns of the strip. */
        UPDATE,
        /** Takes the strip away. */
        DELETE,
        /** Inserts a row. */
        INSERT,
        /** Leaves all as it is. */
        NOTHING
    }

    /**
     * A branch.
     *
     * @param kind what it does
     * @param cells what to store by column, or by the number of a period column
     */
    record Action(Kind kind, Map<Integer, Cell> cells) {}

    private final TableDefinition table;
    private final PortionPlan portion;
    private final RowExpressions bounds;
    private final ExecutablePlan plan;
    private final Supplier<PlanStep> step;
    private final List<Action> actions;

    /**
     * A merge.
     *
     * @param bounds expressions of the portion
     * @param plan the query: a strip, null where there is none; the branch's number, -1 for none; the computed values
     * @param step the plan for EXPLAIN
     * @param actions the branches in order
     */
    BoundMerge(
            ParameterPlan parameters,
            @Nullable Returning returning,
            TableDefinition table,
            PortionPlan portion,
            RowExpressions bounds,
            ExecutablePlan plan,
            Supplier<PlanStep> step,
            List<Action> actions) {
        super(parameters, returning);
        this.table = table;
        this.portion = portion;
        this.bounds = bounds;
        this.plan = plan;
        this.step = step;
        this.actions = List.copyOf(actions);
    }

    /** What is to be written. */
    private static final class Work {
        private final List<OpenStrip> deleted = new ArrayList<>();
        private final List<OpenStrip> updated = new ArrayList<>();
        private final List<@Nullable Object[]> updatedRows = new ArrayList<>();
        private final List<ProposedRow> inserted = new ArrayList<>();
        private final Set<Touched> touched = new HashSet<>();
    }

    /** A strip of the target. */
    private record Touched(long entity, long from) {}

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
        StripQuery.setPortion(values, parameters(), wanted, context);
        Work work = work(context, wanted);
        for (OpenStrip strip : work.deleted) {
            context.wrote();
            run.delete(strip.entity(), strip.within(wanted), strip.row(), strip.knownFrom());
        }
        for (int i = 0; i < work.updated.size(); i++) {
            context.wrote();
            OpenStrip strip = work.updated.get(i);
            run.update(strip.entity(), strip.within(wanted), work.updatedRows.get(i));
            run.addKey(work.updatedRows.get(i));
        }
        for (ProposedRow proposed : work.inserted) {
            context.wrote();
            run.insert(proposed.portion(), proposed.row(), false);
            run.addKey(proposed.row());
        }
        return run.result();
    }

    private Work work(ExecutionContext context, Portion wanted) {
        var work = new Work();
        int actionColumn = StripQuery.width(table);
        try (BatchSource source = plan.open(context)) {
            for (Batch batch = source.next(); batch != null; batch = source.next()) {
                context.checkCancelled();
                for (int i = 0; i < batch.size(); i++) {
                    int index = batch.row(i);
                    Object number = batch.column(actionColumn).object(index);
                    if (number instanceof Long branch && branch >= 0) {
                        add(work, actions.get(branch.intValue()), context, batch, index, wanted);
                    }
                }
            }
        }
        return work;
    }

    private void add(Work work, Action action, ExecutionContext context, Batch batch, int index, Portion wanted) {
        int first = StripQuery.width(table) + 1;
        @Nullable Object[] computed = new @Nullable Object[batch.width() - first];
        for (int i = 0; i < computed.length; i++) {
            computed[i] = batch.column(first + i).object(index);
        }
        switch (action.kind) {
            case UPDATE -> {
                OpenStrip strip = touched(work, batch, index);
                @Nullable Object[] row = strip.row().clone();
                action.cells.forEach((column, cell) -> row[column] = cell.value(context, computed));
                work.updated.add(strip);
                work.updatedRows.add(row);
            }
            case DELETE -> work.deleted.add(touched(work, batch, index));
            case INSERT -> work.inserted.add(proposed(action, context, computed, wanted));
            case NOTHING -> {}
        }
    }

    private OpenStrip touched(Work work, Batch batch, int index) {
        OpenStrip strip = OpenStrip.of(batch, index, table);
        if (!work.touched.add(new Touched(strip.entity(), strip.from()))) {
            throw new DatabaseException(
                    ErrorCode.CARDINALITY,
                    "MERGE meets a row of " + table.name()
                            + " a second time: more than one row of the source matches it");
        }
        return strip;
    }

    private ProposedRow proposed(Action action, ExecutionContext context, @Nullable Object[] computed, Portion wanted) {
        @Nullable Object[] row = new @Nullable Object[table.columns().size()];
        action.cells.forEach((column, cell) -> {
            if (column >= 0) {
                row[column] = cell.value(context, computed);
            }
        });
        Cell from = action.cells.get(PseudoColumn.VALID_FROM);
        Cell to = action.cells.get(PseudoColumn.VALID_TO);
        if (from == null && to == null) {
            return new ProposedRow(wanted, row);
        }
        long begin = from == null ? wanted.from() : instant(from, context, computed);
        long end = to == null ? wanted.to() : instant(to, context, computed);
        var stated = new Portion(begin, end, from == null && wanted.fromCommit());
        return new ProposedRow(PortionPlan.of(table, stated, context), row);
    }

    private static long instant(Cell cell, ExecutionContext context, @Nullable Object[] computed) {
        return Instants.of(cell.value(context, computed), ValueType.TIMESTAMP_TZ, context);
    }

    @Override
    public PlanStep explain() {
        return PlanStep.of("Merge", PlanStep.with("table", table.schema() + "." + table.name()), List.of(step.get()));
    }
}
