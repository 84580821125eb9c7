package io.aletheia.query.statement;

import io.aletheia.query.exec.PlanStep;

/** A statement bound to the catalog, run any number of times with any values of its parameters. Immutable once it is handed out. */
public abstract sealed class Bound permits BoundQuery, BoundChange {
    private final ParameterPlan parameters;

    Bound(ParameterPlan parameters) {
        this.parameters = parameters;
    }

    /** The types of the parameters. */
    public final ParameterPlan parameters() {
        return parameters;
    }

    /** Whether the statement takes the short way: rows are looked up or written by key, without a plan. */
    public boolean isShortWay() {
        return false;
    }

    /** The plan, operator by operator; with what they measured if the statement was bound to be measured. */
    public abstract PlanStep explain();
}
