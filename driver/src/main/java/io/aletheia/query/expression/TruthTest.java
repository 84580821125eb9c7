package io.aletheia.query.expression;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.LongVector;
import io.aletheia.engine.model.ValueType;

/** A test that sees nulls and is never null: IS [NOT] NULL, IS [NOT] TRUE, IS [NOT] FALSE. */
final class TruthTest extends Expression {
    private final Expression operand;
    private final boolean onNull;
    private final boolean onFalse;
    private final boolean onTrue;

    private TruthTest(Expression operand, boolean onNull, boolean onFalse, boolean onTrue) {
        super(ValueType.BOOLEAN);
        this.operand = operand;
        this.onNull = onNull;
        this.onFalse = onFalse;
        this.onTrue = onTrue;
    }

    static Expression isNull(Expression operand) {
        return Once.ifConstant(new TruthTest(operand, true, false, false));
    }

    static Expression isNotNull(Expression operand) {
        return Once.ifConstant(new TruthTest(operand, false, true, true));
    }

    static Expression isTrue(Expression operand) {
        return Once.ifConstant(new TruthTest(operand, false, false, true));
    }

    static Expression isFalse(Expression operand) {
        return Once.ifConstant(new TruthTest(operand, false, true, false));
    }

    static Expression isNotTrue(Expression operand) {
        return Once.ifConstant(new TruthTest(operand, true, true, false));
    }

    static Expression isNotFalse(Expression operand) {
        return Once.ifConstant(new TruthTest(operand, true, false, true));
    }

    @Override
    public boolean isConstant() {
        return operand.isConstant();
    }

    @Override
    public Evaluator bind(EvaluationContext context) {
        return new TestEvaluator(operand.bind(context));
    }

    private final class TestEvaluator extends Evaluator {
        private final Evaluator tested;
        private final LongVector result = new LongVector(ValueType.BOOLEAN);

        TestEvaluator(Evaluator tested) {
            this.tested = tested;
        }

        @Override
        public ColumnVector evaluate(Batch batch, Rows rows) {
            ColumnVector vector = tested.evaluate(batch, rows);
            result.ensureCapacity(rows.limit());
            long[] truth = result.values();
            boolean nullsOnly = onFalse == onTrue;
            for (int i = 0; i < rows.count(); i++) {
                int row = rows.index()[i];
                boolean holds = vector.isNull(row)
                        ? onNull
                        : nullsOnly ? onTrue : ((LongVector) vector).values()[row] != 0 ? onTrue : onFalse;
                truth[row] = holds ? 1 : 0;
            }
            return result;
        }
    }
}
