package io.aletheia.query.expression;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.ValueType;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.calcite.rex.RexCall;
import org.jspecify.annotations.Nullable;

/** RAND with a seed: each run of a statement gets the sequence of its first row's seed; null where the seed is. */
final class SeededRandom extends Expression {
    private final Expression seed;

    private SeededRandom(ValueType type, Expression seed) {
        super(type);
        this.seed = seed;
    }

    static Expression compile(RexCall call, ExpressionCompiler compiler) {
        ValueType type = ExpressionCompiler.type(call);
        return call.getOperands().isEmpty()
                ? RowCall.random(
                        type,
                        List.of(),
                        (a, context) -> ThreadLocalRandom.current().nextDouble())
                : new SeededRandom(type, compiler.compile(call.getOperands().get(0), ValueType.BIGINT));
    }

    @Override
    public boolean isConstant() {
        return false;
    }

    @Override
    public Evaluator bind(EvaluationContext context) {
        return new SeededEvaluator(seed.bind(context), ColumnVector.of(type()));
    }

    private static final class SeededEvaluator extends Evaluator {
        private final Evaluator seed;
        private final ColumnVector result;
        private @Nullable SplittableRandom random;

        SeededEvaluator(Evaluator seed, ColumnVector result) {
            this.seed = seed;
            this.result = result;
        }

        @Override
        public ColumnVector evaluate(Batch batch, Rows rows) {
            ColumnVector seeds = seed.evaluate(batch, rows);
            result.clear();
            result.ensureCapacity(rows.limit());
            for (int i = 0; i < rows.count(); i++) {
                int row = rows.index()[i];
                Object first = seeds.object(row);
                if (random == null && first != null) {
                    random = new SplittableRandom((long) first);
                }
                result.setObject(row, first == null || random == null ? null : (Object) random.nextDouble());
            }
            return result;
        }
    }
}
