package io.aletheia.query.statement;

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

    /** The plan as text. */
    public abstract String explain();
}
