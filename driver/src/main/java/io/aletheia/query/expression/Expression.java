package io.aletheia.query.expression;

import io.aletheia.engine.model.ValueType;
import org.jspecify.annotations.Nullable;

/** A compiled expression: immutable, free of parameters' values, shared by all runs of a plan. */
public abstract class Expression {
    private final ValueType type;

    /** An expression whose values are of the type. */
    protected Expression(ValueType type) {
        this.type = type;
    }

    /** The type of the values. */
    public final ValueType type() {
        return type;
    }

    /** Whether the value is the same for all rows of a statement: no column of the input, nothing random. */
    public abstract boolean isConstant();

    /** An evaluator for one run. */
    public abstract Evaluator bind(EvaluationContext context);

    /**
     * The value of an expression that needs no row.
     *
     * @throws io.aletheia.engine.model.DatabaseException what the evaluation throws
     */
    public @Nullable Object value(EvaluationContext context) {
        return bind(context).evaluate(Rows.NO_COLUMNS, Rows.all(1)).object(0);
    }
}
