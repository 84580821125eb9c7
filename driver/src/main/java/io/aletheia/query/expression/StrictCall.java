package io.aletheia.query.expression;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.ValueType;
import java.util.List;

/** A call that is null whenever an operand is; otherwise its {@link Kernel} says what. */
final class StrictCall extends Expression {
    private final List<Expression> operands;
    private final Kernel kernel;

    StrictCall(ValueType type, List<Expression> operands, Kernel kernel) {
        super(type);
        this.operands = List.copyOf(operands);
        this.kernel = kernel;
    }

    /** The call, evaluated once per run if all operands are constant. */
    static Expression of(ValueType type, List<Expression> operands, Kernel kernel) {
        return Once.ifConstant(new StrictCall(type, operands, kernel));
    }

    @Override
    public boolean isConstant() {
        return operands.stream().allMatch(Expression::isConstant);
    }

    @Override
    public Evaluator bind(EvaluationContext context) {
        Evaluator[] bound = bindAll(operands, context);
        return new StrictEvaluator(bound, ColumnVector.of(type()), kernel, context);
    }

    static Evaluator[] bindAll(List<Expression> expressions, EvaluationContext context) {
        Evaluator[] bound = new Evaluator[expressions.size()];
        for (int i = 0; i < bound.length; i++) {
            bound[i] = expressions.get(i).bind(context);
        }
        return bound;
    }

    private static final class StrictEvaluator extends Evaluator {
        private final Evaluator[] operands;
        private final ColumnVector[] arguments;
        private final ColumnVector result;
        private final Kernel kernel;
        private final EvaluationContext context;
        private int[] notNull = new int[0];

        StrictEvaluator(Evaluator[] operands, ColumnVector result, Kernel kernel, EvaluationContext context) {
            this.operands = operands;
            this.arguments = new ColumnVector[operands.length];
            this.result = result;
            this.kernel = kernel;
            this.context = context;
        }

        @Override
        public ColumnVector evaluate(Batch batch, Rows rows) {
            boolean nulls = false;
            for (int i = 0; i < operands.length; i++) {
                arguments[i] = operands[i].evaluate(batch, rows);
                nulls |= arguments[i].mayHaveNulls();
            }
            result.clear();
            result.ensureCapacity(rows.limit());
            kernel.run(arguments, result, nulls ? withoutNulls(rows) : rows, context);
            return result;
        }

        private Rows withoutNulls(Rows rows) {
            if (notNull.length < rows.count()) {
                notNull = new int[Math.max(rows.count(), notNull.length * 2)];
            }
            int[] index = rows.index();
            int count = 0;
            for (int i = 0; i < rows.count(); i++) {
                int row = index[i];
                if (isAnyNull(row)) {
                    result.setObject(row, null);
                } else {
                    notNull[count++] = row;
                }
            }
            return rows.narrowed(notNull, count);
        }

        private boolean isAnyNull(int row) {
            for (ColumnVector argument : arguments) {
                if (argument.isNull(row)) {
                    return true;
                }
            }
            return false;
        }
    }
}
