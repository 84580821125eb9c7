package io.aletheia.query.expression;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.ColumnVector;
import org.jspecify.annotations.Nullable;

/** An expression of constants only, evaluated once per run: when its first row asks for it, so that no error comes too early. */
final class Once extends Expression {
    private final Expression expression;

    private Once(Expression expression) {
        super(expression.type());
        this.expression = expression;
    }

    static Expression ifConstant(Expression expression) {
        return expression.isConstant() && !(expression instanceof Once) ? new Once(expression) : expression;
    }

    @Override
    public boolean isConstant() {
        return true;
    }

    @Override
    public Evaluator bind(EvaluationContext context) {
        return new OnceEvaluator(this, context);
    }

    private static final class OnceEvaluator extends Evaluator {
        private final Once once;
        private final EvaluationContext context;
        private @Nullable FilledEvaluator filled;

        OnceEvaluator(Once once, EvaluationContext context) {
            this.once = once;
            this.context = context;
        }

        @Override
        public ColumnVector evaluate(Batch batch, Rows rows) {
            if (filled == null) {
                if (rows.count() == 0) {
                    return ColumnVector.of(once.type());
                }
                filled = new FilledEvaluator(once.type(), once.expression.value(context));
            }
            return filled.evaluate(batch, rows);
        }
    }
}
