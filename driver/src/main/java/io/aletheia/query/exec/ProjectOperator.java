package io.aletheia.query.exec;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.ColumnVector;
import io.aletheia.query.expression.Evaluator;
import io.aletheia.query.expression.Expression;
import io.aletheia.query.expression.Rows;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Computes columns beside the input's rows; a plain column is handed on without a copy. */
final class ProjectOperator extends Operator {
    private final ExecutablePlan input;
    private final List<Expression> expressions;

    ProjectOperator(ExecutablePlan input, List<Expression> expressions) {
        super(expressions.stream().map(Expression::type).toList());
        this.input = input;
        this.expressions = List.copyOf(expressions);
    }

    @Override
    public BatchSource open(ExecutionContext context) {
        Evaluator[] evaluators = new Evaluator[expressions.size()];
        for (int i = 0; i < evaluators.length; i++) {
            evaluators[i] = expressions.get(i).bind(context);
        }
        BatchSource source = input.open(context);
        return new BatchSource() {
            @Override
            public @Nullable Batch next() {
                Batch batch = source.next();
                if (batch == null) {
                    return null;
                }
                context.checkCancelled();
                return project(batch, evaluators);
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
}
