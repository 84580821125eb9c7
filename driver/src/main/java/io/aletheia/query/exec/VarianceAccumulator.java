package io.aletheia.query.exec;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.DecimalVector;
import io.aletheia.engine.model.DoubleVector;
import io.aletheia.engine.model.LongVector;
import io.aletheia.engine.model.ValueType;
import io.aletheia.query.expression.Decimals;
import io.aletheia.query.expression.Numbers;
import io.aletheia.query.expression.Rows;
import java.util.Arrays;

/** Variance and standard deviation by Welford's recurrence, in floating point. */
final class VarianceAccumulator extends Accumulator {
    private final boolean sample;
    private final boolean deviation;
    private long[] counts = new long[16];
    private double[] means = new double[16];
    private double[] squares = new double[16];

    /**
     * State for one function.
     *
     * @param sample whether it is divided by the number of values less one, and null of a single value
     * @param deviation whether the square root is wanted
     */
    VarianceAccumulator(boolean sample, boolean deviation) {
        this.sample = sample;
        this.deviation = deviation;
    }

    @Override
    void grow(int groups) {
        if (groups > counts.length) {
            int length = Math.max(groups, counts.length * 2);
            counts = Arrays.copyOf(counts, length);
            means = Arrays.copyOf(means, length);
            squares = Arrays.copyOf(squares, length);
        }
    }

    @Override
    void add(Batch batch, ColumnVector operand, Rows rows, int[] groups) {
        for (int i = 0; i < rows.count(); i++) {
            int row = rows.index()[i];
            if (!operand.isNull(row)) {
                int group = groups[row];
                double value = value(operand, row);
                double delta = value - means[group];
                counts[group]++;
                means[group] += delta / counts[group];
                squares[group] += delta * (value - means[group]);
            }
        }
    }

    private static double value(ColumnVector operand, int row) {
        if (operand instanceof LongVector longs) {
            return (double) longs.values()[row];
        }
        return operand instanceof DoubleVector doubles
                ? doubles.values()[row]
                : Decimals.toDouble((DecimalVector) operand, row);
    }

    @Override
    void result(ColumnVector result, int groups) {
        ValueType type = result.type();
        for (int group = 0; group < groups; group++) {
            long divisor = sample ? counts[group] - 1 : counts[group];
            if (divisor <= 0) {
                result.setObject(group, null);
                continue;
            }
            double variance = squares[group] / divisor;
            double value = deviation ? Math.sqrt(variance) : variance;
            result.setObject(
                    group,
                    switch (type.physical()) {
                        case DOUBLE -> Numbers.round(type, value);
                        case LONG -> Numbers.toLong(type, value);
                        case DECIMAL, OBJECT -> Numbers.fit(type, Numbers.toDecimal(ValueType.DOUBLE, type, value));
                    });
        }
    }
}
