package io.aletheia.query.expression;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.LongVector;
import io.aletheia.engine.model.ValueType;
import java.util.Arrays;
import java.util.List;

/**
 * AND or OR in three-valued logic. An operand is evaluated only for the rows that the operands before it have not decided, so
 * {@code b <> 0 AND a / b > 1} divides by no zero.
 */
final class Connective extends Expression {
    private final boolean conjunction;
    private final List<Expression> operands;

    private Connective(boolean conjunction, List<Expression> operands) {
        super(ValueType.BOOLEAN);
        this.conjunction = conjunction;
        this.operands = List.copyOf(operands);
    }

    static Expression and(List<Expression> operands) {
        return operands.size() == 1 ? operands.get(0) : Once.ifConstant(new Connective(true, operands));
    }

    static Expression or(List<Expression> operands) {
        return operands.size() == 1 ? operands.get(0) : Once.ifConstant(new Connective(false, operands));
    }

    @Override
    public boolean isConstant() {
        return operands.stream().allMatch(Expression::isConstant);
    }

    @Override
    public Evaluator bind(EvaluationContext context) {
        Evaluator[] bound = StrictCall.bindAll(operands, context);
        return conjunction ? new And(bound) : new Or(bound);
    }

    /** Evaluates operands for the undecided rows; the deciding value is FALSE for AND and TRUE for OR. */
    private abstract static class ConnectiveEvaluator extends Evaluator {
        final Evaluator[] operands;
        private final long deciding;
        private final LongVector result = new LongVector(ValueType.BOOLEAN);
        private int[] undecided = new int[0];
        private boolean[] unknown = new boolean[0];

        ConnectiveEvaluator(Evaluator[] operands, long deciding) {
            this.operands = operands;
            this.deciding = deciding;
        }

        @Override
        public ColumnVector evaluate(Batch batch, Rows rows) {
            begin(rows);
            long[] truth = result.values();
            int left = rows.count();
            for (int i = 0; i < left; i++) {
                int row = rows.index()[i];
                undecided[i] = row;
                truth[row] = 1 - deciding;
                unknown[row] = false;
            }
            for (int k = 0; k < operands.length && left > 0; k++) {
                LongVector operand = (LongVector) operands[k].evaluate(batch, rows.narrowed(undecided, left));
                left = decide(operand, truth, left);
            }
            for (int i = 0; i < left; i++) {
                if (unknown[undecided[i]]) {
                    result.setNull(undecided[i]);
                }
            }
            return result;
        }

        private int decide(LongVector operand, long[] truth, int left) {
            int kept = 0;
            for (int i = 0; i < left; i++) {
                int row = undecided[i];
                if (operand.isNull(row)) {
                    unknown[row] = true;
                } else if (operand.values()[row] == deciding) {
                    truth[row] = deciding;
                    continue;
                }
                undecided[kept++] = row;
            }
            return kept;
        }

        private void begin(Rows rows) {
            result.clear();
            result.ensureCapacity(rows.limit());
            if (undecided.length < rows.count()) {
                undecided = new int[rows.count()];
            }
            if (unknown.length < rows.limit()) {
                unknown = new boolean[rows.limit()];
            }
        }
    }

    private static final class And extends ConnectiveEvaluator {
        And(Evaluator[] operands) {
            super(operands, 0);
        }

        @Override
        public int select(Batch batch, Rows rows, int[] into) {
            int count = operands[0].select(batch, rows, into);
            for (int k = 1; k < operands.length && count > 0; k++) {
                count = operands[k].select(batch, rows.narrowed(into, count), into);
            }
            return count;
        }
    }

    private static final class Or extends ConnectiveEvaluator {
        private boolean[] taken = new boolean[0];
        private int[] open = new int[0];
        private int[] found = new int[0];

        Or(Evaluator[] operands) {
            super(operands, 1);
        }

        @Override
        public int select(Batch batch, Rows rows, int[] into) {
            if (taken.length < rows.limit()) {
                taken = new boolean[rows.limit()];
            }
            if (open.length < rows.count()) {
                open = new int[rows.count()];
                found = new int[rows.count()];
            }
            Arrays.fill(taken, 0, rows.limit(), false);
            int[] index = rows.index();
            int left = rows.count();
            System.arraycopy(index, 0, open, 0, left);
            for (int k = 0; k < operands.length && left > 0; k++) {
                int hits = operands[k].select(batch, rows.narrowed(open, left), found);
                for (int i = 0; i < hits; i++) {
                    taken[found[i]] = true;
                }
                int kept = 0;
                for (int i = 0; i < left; i++) {
                    int row = open[i];
                    open[kept] = row;
                    kept += taken[row] ? 0 : 1;
                }
                left = kept;
            }
            int count = 0;
            for (int i = 0; i < rows.count(); i++) {
                int row = index[i];
                into[count] = row;
                count += taken[row] ? 1 : 0;
            }
            return count;
        }
    }
}
