package io.aletheia.query.expression;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.DecimalVector;
import io.aletheia.engine.model.DoubleVector;
import io.aletheia.engine.model.LongVector;
import io.aletheia.engine.model.ObjectVector;
import io.aletheia.engine.model.ValueType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The same value in every row of a vector, filled as far as rows were asked for. */
final class FilledEvaluator extends Evaluator {
    private final ColumnVector vector;
    private final @Nullable Object value;
    private int filled;

    FilledEvaluator(ValueType type, @Nullable Object value) {
        this.vector = ColumnVector.of(type);
        this.value = value;
    }

    @Override
    public ColumnVector evaluate(Batch batch, Rows rows) {
        if (filled < rows.limit()) {
            fill(rows.limit());
        }
        return vector;
    }

    private void fill(int limit) {
        vector.ensureCapacity(limit);
        vector.setObject(filled, value);
        if (value == null) {
            for (int row = filled + 1; row < limit; row++) {
                vector.setObject(row, null);
            }
        } else if (vector instanceof LongVector longs) {
            Arrays.fill(longs.values(), filled, limit, longs.values()[filled]);
        } else if (vector instanceof DoubleVector doubles) {
            Arrays.fill(doubles.values(), filled, limit, doubles.values()[filled]);
        } else if (vector instanceof DecimalVector decimals) {
            for (int row = filled + 1; row < limit; row++) {
                decimals.copyFrom(decimals, filled, row);
            }
        } else {
            Arrays.fill(((ObjectVector) vector).values(), filled, limit, value);
        }
        filled = limit;
    }
}
