package io.aletheia.query.exec;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.ValueType;
import io.aletheia.query.expression.Numbers;
import io.aletheia.query.expression.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The functions of pairs (y, x) of numbers, neither null: covariance, correlation, linear regression. In floating point. */
final class RegressionAccumulator extends Accumulator {
    /** Sums of one group, kept as means and squares of differences from them. */
    private static final class Sums {
        private long count;
        private double meanX;
        private double meanY;
        private double squaresX;
        private double squaresY;
        private double products;

        void add(double y, double x) {
            count++;
            double dx = x - meanX;
            double dy = y - meanY;
            meanX += dx / count;
            meanY += dy / count;
            squaresX += dx * (x - meanX);
            squaresY += dy * (y - meanY);
            products += dx * (y - meanY);
        }
    }

    private final String name;
    private final int xColumn;
    private final List<Sums> groups = new ArrayList<>();

    /**
     * State for one function.
     *
     * @param name the function's name in capitals
     * @param xColumn the input's column with the second number
     */
    RegressionAccumulator(String name, int xColumn) {
        this.name = name;
        this.xColumn = xColumn;
    }

    @Override
    void grow(int count) {
        while (groups.size() < count) {
            groups.add(new Sums());
        }
    }

    @Override
    void add(Batch batch, ColumnVector operand, Rows rows, int[] groupOf) {
        ColumnVector second = batch.column(xColumn);
        for (int i = 0; i < rows.count(); i++) {
            int row = rows.index()[i];
            if (!operand.isNull(row) && !second.isNull(row)) {
                groups.get(groupOf[row]).add(number(operand, row), number(second, row));
            }
        }
    }

    private static double number(ColumnVector column, int row) {
        return ((Number) Objects.requireNonNull(column.object(row))).doubleValue();
    }

    @Override
    void result(ColumnVector result, int count) {
        ValueType type = result.type();
        for (int group = 0; group < count; group++) {
            if (name.equals("REGR_COUNT")) {
                result.setObject(group, groups.get(group).count);
                continue;
            }
            Double value = value(groups.get(group));
            result.setObject(group, value == null ? null : (Object) Numbers.round(type, value));
        }
    }

    private @Nullable Double value(Sums sums) {
        long n = sums.count;
        if (n == 0) {
            return null;
        }
        boolean flat = sums.squaresX == 0;
        return switch (name) {
            case "COVAR_POP" -> sums.products / n;
            case "COVAR_SAMP" -> n < 2 ? null : (Double) (sums.products / (n - 1));
            case "REGR_SXX" -> sums.squaresX;
            case "REGR_SYY" -> sums.squaresY;
            case "REGR_SXY" -> sums.products;
            case "REGR_AVGX" -> sums.meanX;
            case "REGR_AVGY" -> sums.meanY;
            case "REGR_SLOPE" -> flat ? null : (Double) (sums.products / sums.squaresX);
            case "REGR_INTERCEPT" -> flat ? null : (Double) (sums.meanY - sums.meanX * sums.products / sums.squaresX);
            case "REGR_R2" ->
                flat
                        ? null
                        : sums.squaresY == 0
                                ? (Double) 1.0
                                : (Double) (sums.products * sums.products / (sums.squaresX * sums.squaresY));
            // CORR
            default ->
                flat || sums.squaresY == 0
                        ? null
                        : (Double) Math.max(-1, Math.min(1, sums.products / Math.sqrt(sums.squaresX * sums.squaresY)));
        };
    }
}
