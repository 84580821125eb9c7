package io.aletheia.query.statement;

import io.aletheia.engine.Transaction;
import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.LongVector;
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
    /** Positions of the query's columns: entity id, three bounds of the strip, then the row as it is, then the computed values. */
    static final int ENTITY = 0;

    static final int VALID_FROM = 1;
    static final int VALID_TO = 2;
    static final int SYSTEM_FROM = 3;
    static final int ROW = 4;

    private final TableDefinition table;
    private final PortionPlan portion;
    private final RowExpressions bounds;
    private final ExecutablePlan plan;
    private final String text;
    private final @Nullable Map<Integer, Cell> assignments;

    /**
     * A change.
     *
     * @param bounds expressions of the portion
     * @param plan the query; its two last parameters are the portion's bounds
     * @param text the plan as text
     * @param assignments what to store by column, computed values being columns of the query; null for DELETE
     */
    BoundStripChange(
            ParameterPlan parameters,
            @Nullable Returning returning,
            TableDefinition table,
            PortionPlan portion,
            RowExpressions bounds,
            ExecutablePlan plan,
            String text,
            @Nullable Map<Integer, Cell> assignments) {
        super(parameters, returning);
        this.table = table;
        this.portion = portion;
        this.bounds = bounds;
        this.plan = plan;
        this.text = text;
        this.assignments = assignments;
    }

    /** A strip to change, and the row that it becomes. */
    private static final class Strip {
        private final long entity;
        private final long from;
        private final long to;
        private final long knownFrom;
        private final @Nullable Object[] row;

        Strip(long entity, long from, long to, long knownFrom, @Nullable Object[] row) {
            this.entity = entity;
            this.from = from;
            this.to = to;
            this.knownFrom = knownFrom;
            this.row = row;
        }
    }

    @Override
    public TableDefinition target() {
        return table;
    }

    @Override
    public int ownParameters() {
        return 2;
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
        for (Strip strip : strips(context, values, wanted)) {
            context.checkCancelled();
            Portion part = new Portion(
                    Math.max(strip.from, wanted.from()), Math.min(strip.to, wanted.to()), wanted.fromCommit());
            if (assignments == null) {
                run.delete(strip.entity, part, strip.row, strip.knownFrom);
            } else {
                run.update(strip.entity, part, strip.row);
            }
        }
        return run.result();
    }

    private List<Strip> strips(ExecutionContext context, @Nullable Object[] values, Portion wanted) {
        int count = parameters().count();
        values[count] = wanted.fromCommit() ? context.transactionMicros() : wanted.from();
        values[count + 1] = wanted.to();
        var strips = new ArrayList<Strip>();
        try (BatchSource source = plan.open(context)) {
            for (Batch batch = source.next(); batch != null; batch = source.next()) {
                for (int i = 0; i < batch.size(); i++) {
                    strips.add(strip(context, batch, batch.row(i)));
                }
            }
        }
        return strips;
    }

    private Strip strip(ExecutionContext context, Batch batch, int index) {
        long entity = ((LongVector) batch.column(ENTITY)).values()[index];
        long from = ((LongVector) batch.column(VALID_FROM)).values()[index];
        long to = ((LongVector) batch.column(VALID_TO)).values()[index];
        long knownFrom = ((LongVector) batch.column(SYSTEM_FROM)).values()[index];
        if (assignments == null && returning() == null) {
            return new Strip(entity, from, to, knownFrom, new @Nullable Object[0]);
        }
        int width = table.columns().size();
        @Nullable Object[] row = new @Nullable Object[width];
        for (int i = 0; i < width; i++) {
            row[i] = batch.column(ROW + i).object(index);
        }
        if (assignments == null) {
            return new Strip(entity, from, to, knownFrom, row);
        }
        @Nullable Object[] computed = new @Nullable Object[batch.width() - ROW - width];
        for (int i = 0; i < computed.length; i++) {
            computed[i] = batch.column(ROW + width + i).object(index);
        }
        assignments.forEach((column, cell) -> row[column] = cell.value(context, computed));
        return new Strip(entity, from, to, knownFrom, row);
    }

    @Override
    public String explain() {
        String what =
                (assignments == null ? "Delete" : "Update") + "(table=[" + table.schema() + "." + table.name() + "])";
        return what + "\n" + text.indent(2).stripTrailing();
    }
}
