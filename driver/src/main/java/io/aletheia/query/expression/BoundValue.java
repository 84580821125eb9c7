package io.aletheia.query.expression;

import io.aletheia.engine.model.ValueType;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A value that is known when a run begins: a literal, a parameter, a column of an outer row, the statement's time. */
final class BoundValue extends Expression {
    private final Function<EvaluationContext, @Nullable Object> value;
    private final boolean literal;

    private BoundValue(ValueType type, boolean literal, Function<EvaluationContext, @Nullable Object> value) {
        super(type);
        this.value = value;
        this.literal = literal;
    }

    /** A literal in the form that the type's kind names. */
    static BoundValue literal(ValueType type, @Nullable Object value) {
        return new BoundValue(type, true, context -> value);
    }

    /** A value that the run's context gives. */
    static BoundValue of(ValueType type, Function<EvaluationContext, @Nullable Object> value) {
        return new BoundValue(type, false, value);
    }

    /** Whether the value is the same in all runs. */
    boolean isLiteral() {
        return literal;
    }

    /** The value in a run. */
    @Nullable
    Object in(EvaluationContext context) {
        return value.apply(context);
    }

    @Override
    public @Nullable Object value(EvaluationContext context) {
        return value.apply(context);
    }

    @Override
    public boolean isConstant() {
        return true;
    }

    @Override
    public Evaluator bind(EvaluationContext context) {
        return new FilledEvaluator(type(), value.apply(context));
    }
}
