package io.aletheia.query.expression;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.ValueType;

/** A column of the input, handed on without a copy. */
public final class InputColumn extends Expression {
    private final int position;

    InputColumn(int position, ValueType type) {
        super(type);
        this.position = position;
    }

    /** Which column, from 0. */
    public int position() {
        return position;
    }

    @Override
    public boolean isConstant() {
        return false;
    }

    @Override
    public Evaluator bind(EvaluationContext context) {
        return new ColumnEvaluator(position);
    }

    private static final class ColumnEvaluator extends Evaluator {
        private final int position;

        ColumnEvaluator(int position) {
            this.position = position;
        }

        @Override
        public ColumnVector evaluate(Batch batch, Rows rows) {
            return batch.column(position);
        }
    }
}
