package io.aletheia.query.expression;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.ValueType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A call of a function that is written for one row and takes Java objects. */
final class RowCall extends Expression {
    /** A power of two; so many calls on short values take no time to speak of. */
    private static final int ROWS_BETWEEN_CHECKS = 64;

    private static final int LONG_TEXT = 10_000;

    /** A function of one row. */
    @FunctionalInterface
    interface RowFunction {
        /** The result, in the form that its type's kind names. */
        @Nullable
        Object apply(@Nullable Object[] arguments, EvaluationContext context);
    }

    private final List<Expression> operands;
    private final RowFunction function;
    private final boolean strict;
    private final boolean deterministic;

    private RowCall(
            ValueType type, List<Expression> operands, boolean strict, boolean deterministic, RowFunction function) {
        super(type);
        this.operands = List.copyOf(operands);
        this.function = function;
        this.strict = strict;
        this.deterministic = deterministic;
    }

    /** A function that is null whenever an operand is and is never asked then. */
    static Expression strict(ValueType type, List<Expression> operands, RowFunction function) {
        return Once.ifConstant(new RowCall(type, operands, true, true, function));
    }

    /** A function that is given nulls too. */
    static Expression nullable(ValueType type, List<Expression> operands, RowFunction function) {
        return Once.ifConstant(new RowCall(type, operands, false, true, function));
    }

    /** A function that gives another value for each row. */
    static Expression random(ValueType type, List<Expression> operands, RowFunction function) {
        return new RowCall(type, operands, true, false, function);
    }

    @Override
    public boolean isConstant() {
        return deterministic && operands.stream().allMatch(Expression::isConstant);
    }

    @Override
    public Evaluator bind(EvaluationContext context) {
        return new RowEvaluator(
                StrictCall.bindAll(operands, context), ColumnVector.of(type()), strict, function, context);
    }

    private static final class RowEvaluator extends Evaluator {
        private final Evaluator[] operands;
        private final ColumnVector[] vectors;
        private final @Nullable Object[] arguments;
        private final ColumnVector result;
        private final boolean strict;
        private final RowFunction function;
        private final EvaluationContext context;

        RowEvaluator(
                Evaluator[] operands,
                ColumnVector result,
                boolean strict,
                RowFunction function,
                EvaluationContext context) {
            this.operands = operands;
            this.vectors = new ColumnVector[operands.length];
            this.arguments = new @Nullable Object[operands.length];
            this.result = result;
            this.strict = strict;
            this.function = function;
            this.context = context;
        }

        @Override
        public ColumnVector evaluate(Batch batch, Rows rows) {
            for (int i = 0; i < operands.length; i++) {
                vectors[i] = operands[i].evaluate(batch, rows);
            }
            result.clear();
            result.ensureCapacity(rows.limit());
            int[] index = rows.index();
            for (int i = 0; i < rows.count(); i++) {
                int row = index[i];
                Object value = load(row) ? function.apply(arguments, context) : null;
                result.setObject(row, value);
                if ((i & ROWS_BETWEEN_CHECKS - 1) == ROWS_BETWEEN_CHECKS - 1
                        || (value instanceof String text && text.length() > LONG_TEXT)) {
                    context.checkCancelled();
                }
            }
            return result;
        }

        /** Fetches the row's arguments; false if one is null that must not be. */
        private boolean load(int row) {
            for (int i = 0; i < vectors.length; i++) {
                arguments[i] = vectors[i].object(row);
                if (strict && arguments[i] == null) {
                    return false;
                }
            }
            return true;
        }
    }
}
