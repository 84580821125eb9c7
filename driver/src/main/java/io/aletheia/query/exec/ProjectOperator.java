package io.aletheia.query.exec;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.LazyColumns;
import io.aletheia.query.expression.Evaluator;
import io.aletheia.query.expression.Expression;
import io.aletheia.query.expression.InputColumn;
import io.aletheia.query.expression.Rows;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Computes columns beside the input's rows; a plain column is handed on without a copy. */
final class ProjectOperator extends BatchwiseOperator {
    private final List<Expression> expressions;
    private final boolean divisible;
    /** By column the input's column that it is; less than 0 where it is computed. */
    private final int[] plain;

    ProjectOperator(ExecutablePlan input, List<Expression> expressions) {
        this(input, expressions, false);
    }

    /**
     * A projection.
     *
     * @param divisible whether the expressions say the same in whatever order they are asked
     */
    ProjectOperator(ExecutablePlan input, List<Expression> expressions, boolean divisible) {
        super(expressions.stream().map(Expression::type).toList(), input);
        this.expressions = List.copyOf(expressions);
        this.divisible = divisible;
        this.plain = expressions.stream()
                .mapToInt(expression -> expression instanceof InputColumn column ? column.position() : -1)
                .toArray();
    }

    @Override
    boolean isDivisible(ExecutionContext context) {
        return divisible;
    }

    @Override
    BatchSource over(BatchSource source, ExecutionContext context) {
        Evaluator[] evaluators = new Evaluator[expressions.size()];
        for (int i = 0; i < evaluators.length; i++) {
            evaluators[i] = expressions.get(i).bind(context);
        }
        return new BatchSource() {
            @Override
            public @Nullable Batch next() {
                Batch batch = source.next();
                if (batch == null) {
                    return null;
                }
                context.checkCancelled();
                return batch.isLazy() ? projectLazily(batch, evaluators) : project(batch, evaluators);
            }

            @Override
            public void close() {
                source.close();
            }
        };
    }

    /** A batch of the values, its selection the input's. */
    static Batch project(Batch batch, Evaluator[] evaluators) {
        Rows rows = Rows.of(batch);
        ColumnVector[] columns = new ColumnVector[evaluators.length];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = evaluators[i].evaluate(batch, rows);
        }
        return rowsOf(batch, columns);
    }

    /** As {@link #project}, but plain columns are filled only when they are asked for. */
    private Batch projectLazily(Batch batch, Evaluator[] evaluators) {
        Rows rows = Rows.of(batch);
        @Nullable ColumnVector[] computed = new @Nullable ColumnVector[evaluators.length];
        for (int i = 0; i < computed.length; i++) {
            computed[i] = plain[i] < 0 ? evaluators[i].evaluate(batch, rows) : null;
        }
        var projected = new Batch(new Projected(batch, plain, computed), batch);
        projected.setRowsOf(batch);
        return projected;
    }

    /** Columns of a batch, and others that were computed of it. */
    private static final class Projected implements LazyColumns {
        private final Batch input;
        private final int[] plain;
        private final @Nullable ColumnVector[] computed;

        Projected(Batch input, int[] plain, @Nullable ColumnVector[] computed) {
            this.input = input;
            this.plain = plain;
            this.computed = computed;
        }

        @Override
        public int width() {
            return plain.length;
        }

        @Override
        public ColumnVector column(int position, Batch rows) {
            ColumnVector vector = computed[position];
            return vector == null ? input.column(plain[position], rows) : vector;
        }
    }
}
