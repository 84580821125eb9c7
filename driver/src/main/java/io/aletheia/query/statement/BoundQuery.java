package io.aletheia.query.statement;

import io.aletheia.engine.Transaction;
import io.aletheia.engine.model.BatchSource;
import io.aletheia.query.exec.ExecutionContext;
import io.aletheia.query.exec.PlanStep;
import io.aletheia.query.plan.PlanBasis;
import io.aletheia.query.plan.PlannedColumn;
import java.util.List;
import java.util.function.Supplier;

/** A query. */
public final class BoundQuery extends Bound {
    /** What gives the rows. */
    @FunctionalInterface
    interface Source {
        BatchSource open(Transaction transaction, ExecutionContext context);
    }

    private final List<PlannedColumn> columns;
    private final Source source;
    private final boolean settled;
    private final Supplier<PlanStep> explanation;
    private final PlanBasis basis;
    private final boolean shortWay;

    BoundQuery(
            ParameterPlan parameters,
            List<PlannedColumn> columns,
            Source source,
            boolean settled,
            Supplier<PlanStep> explanation,
            PlanBasis basis) {
        super(parameters);
        this.columns = List.copyOf(columns);
        this.source = source;
        this.settled = settled;
        this.explanation = explanation;
        this.basis = basis;
        this.shortWay = basis.equals(PlanBasis.NONE);
    }

    /** Whether what a transaction writes cannot show in rows that it opened before. */
    public boolean isSettled() {
        return settled;
    }

    /** Whether tables have changed so much that another plan may be better by far. */
    public boolean isOutdated() {
        return basis.isOutdated();
    }

    /** What the columns of the result are. */
    public List<PlannedColumn> columns() {
        return columns;
    }

    /** Starts a run; whoever opens the source closes it. */
    public BatchSource open(Transaction transaction, ExecutionContext context) {
        return source.open(transaction, context);
    }

    @Override
    public boolean isShortWay() {
        return shortWay;
    }

    @Override
    public PlanStep explain() {
        return explanation.get();
    }
}
