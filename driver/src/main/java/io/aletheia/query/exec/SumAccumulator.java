package io.aletheia.query.exec;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.DecimalVector;
import io.aletheia.engine.model.DoubleVector;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.LongVector;
import io.aletheia.engine.model.ValueType;
import io.aletheia.query.expression.Numbers;
import io.aletheia.query.expression.Rows;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * SUM and AVG. Integers and decimals are added exactly, with what does not fit a {@code long} carried, so the order of the rows
 * decides nothing; the sum of no values is null, or 0 for SUM0.
 */
final class SumAccumulator extends Accumulator {
    /** What is made of the sum. */
    enum Result {
        SUM,
        SUM_OR_ZERO,
        AVERAGE
    }

    private final ValueType operandType;
    private final Result wanted;
    private long[] counts = new long[16];
    private long[] integers = new long[0];
    private double[] floating = new double[0];
    private @Nullable BigInteger @Nullable [] carried;
    /** Sums of the decimals that stand aside in their vectors. */
    private @Nullable BigDecimal @Nullable [] aside;

    SumAccumulator(ValueType operandType, Result wanted) {
        this.operandType = operandType;
        this.wanted = wanted;
        resize(counts.length);
    }

    @Override
    void grow(int groups) {
        if (groups > counts.length) {
            resize(Math.max(groups, counts.length * 2));
        }
    }

    private void resize(int length) {
        counts = Arrays.copyOf(counts, length);
        switch (operandType.physical()) {
            case LONG, DECIMAL -> integers = Arrays.copyOf(integers, length);
            case DOUBLE -> floating = Arrays.copyOf(floating, length);
            case OBJECT -> throw new IllegalStateException("no sum of " + operandType);
        }
        if (carried != null) {
            carried = Arrays.copyOf(carried, length);
        }
        if (aside != null) {
            aside = Arrays.copyOf(aside, length);
        }
    }

    @Override
    void add(Batch batch, ColumnVector operand, Rows rows, int[] groups) {
        int[] index = rows.index();
        boolean nulls = operand.mayHaveNulls();
        switch (operandType.physical()) {
            case LONG -> {
                long[] values = ((LongVector) operand).values();
                for (int i = 0; i < rows.count(); i++) {
                    int row = index[i];
                    if (!nulls || !operand.isNull(row)) {
                        add(groups[row], values[row]);
                    }
                }
            }
            case DOUBLE -> {
                double[] values = ((DoubleVector) operand).values();
                if (!nulls && rows.isAll()) {
                    addAll(values, rows.count(), groups);
                    return;
                }
                for (int i = 0; i < rows.count(); i++) {
                    int row = index[i];
                    if (!nulls || !operand.isNull(row)) {
                        floating[groups[row]] += values[row];
                        counts[groups[row]]++;
                    }
                }
            }
            case DECIMAL -> {
                DecimalVector decimals = (DecimalVector) operand;
                long[] values = decimals.unscaled();
                boolean aside = decimals.mayHaveAside();
                for (int i = 0; i < rows.count(); i++) {
                    int row = index[i];
                    if (nulls && operand.isNull(row)) {
                        continue;
                    }
                    if (aside && decimals.isAside(row)) {
                        add(groups[row], decimals.decimal(row));
                    } else {
                        add(groups[row], values[row]);
                    }
                }
            }
            case OBJECT -> throw new IllegalStateException("no sum of " + operandType);
        }
    }

    @Override
    void addToOne(Batch batch, ColumnVector operand, Rows rows, int[] groups) {
        boolean decimals = operand instanceof DecimalVector;
        if (operand.mayHaveNulls() || (decimals && ((DecimalVector) operand).mayHaveAside())) {
            add(batch, operand, rows, groups);
            return;
        }
        if (operand instanceof DoubleVector doubles) {
            floating[0] += sum(doubles.values(), rows);
            counts[0] += rows.count();
            return;
        }
        int[] index = rows.index();
        long[] values = decimals ? ((DecimalVector) operand).unscaled() : ((LongVector) operand).values();
        long sum = integers[0];
        for (int i = 0; i < rows.count(); i++) {
            long value = values[index[i]];
            long next = sum + value;
            if (((sum ^ next) & (value ^ next)) < 0) {
                integers[0] = sum;
                carry(0);
                next = value;
            }
            sum = next;
        }
        integers[0] = sum;
        counts[0] += rows.count();
    }

    private void addAll(double[] values, int count, int[] groups) {
        double[] sums = floating;
        long[] numbers = counts;
        for (int i = 0; i < count; i++) {
            int group = groups[i];
            sums[group] += values[i];
            numbers[group]++;
        }
    }

    /** Four sums side by side, since each addition waits for the one before. */
    private static double sum(double[] values, Rows rows) {
        int[] index = rows.index();
        int count = rows.count();
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = 0;
        if (rows.isAll()) {
            for (; i < count - 3; i += 4) {
                a += values[i];
                b += values[i + 1];
                c += values[i + 2];
                d += values[i + 3];
            }
        } else {
            for (; i < count - 3; i += 4) {
                a += values[index[i]];
                b += values[index[i + 1]];
                c += values[index[i + 2]];
                d += values[index[i + 3]];
            }
        }
        for (; i < count; i++) {
            a += values[index[i]];
        }
        return a + b + (c + d);
    }

    private void add(int group, long value) {
        counts[group]++;
        long sum = integers[group] + value;
        if (((integers[group] ^ sum) & (value ^ sum)) < 0) {
            carry(group);
            sum = value;
        }
        integers[group] = sum;
    }

    private void carry(int group) {
        carry(group, BigInteger.valueOf(integers[group]));
    }

    private void carry(int group, BigInteger sum) {
        if (carried == null) {
            carried = new @Nullable BigInteger[counts.length];
        }
        BigInteger before = carried[group];
        carried[group] = before == null ? sum : before.add(sum);
    }

    private void add(int group, BigDecimal value) {
        counts[group]++;
        if (aside == null) {
            aside = new @Nullable BigDecimal[counts.length];
        }
        BigDecimal sum = aside[group];
        aside[group] = sum == null ? value : sum.add(value);
    }

    @Override
    void merge(Accumulator other, int[] groups, int count) {
        var more = (SumAccumulator) other;
        for (int i = 0; i < count; i++) {
            int group = groups[i];
            long before = counts[group];
            if (operandType.physical() == ValueType.Physical.DOUBLE) {
                floating[group] += more.floating[i];
            } else {
                add(group, more.integers[i]);
                BigInteger carry = more.carried == null ? null : more.carried[i];
                if (carry != null) {
                    carry(group, carry);
                }
                BigDecimal decimal = more.aside == null ? null : more.aside[i];
                if (decimal != null) {
                    add(group, decimal);
                }
            }
            counts[group] = before + more.counts[i];
        }
    }

    @Override
    void result(ColumnVector result, int groups) {
        result.ensureCapacity(groups);
        for (int group = 0; group < groups; group++) {
            if (counts[group] == 0) {
                result.setObject(group, wanted == Result.SUM_OR_ZERO ? zero(result.type()) : null);
            } else {
                result.setObject(group, value(group, result.type()));
            }
        }
    }

    private static Object zero(ValueType type) {
        return switch (type.physical()) {
            case LONG -> 0L;
            case DOUBLE -> 0.0;
            case DECIMAL, OBJECT -> Numbers.fit(type, BigDecimal.ZERO);
        };
    }

    private Object value(int group, ValueType type) {
        if (operandType.physical() == ValueType.Physical.DOUBLE) {
            double sum = wanted == Result.AVERAGE ? floating[group] / counts[group] : floating[group];
            return ofDouble(sum, type);
        }
        BigInteger carry = carried == null ? null : carried[group];
        if (operandType.physical() == ValueType.Physical.LONG
                && carry == null
                && wanted != Result.AVERAGE
                && type.physical() == ValueType.Physical.LONG) {
            return Numbers.checkRange(type, integers[group]);
        }
        BigDecimal sum = sum(group, carry);
        return switch (type.physical()) {
            case LONG -> Numbers.toLong(type, wanted == Result.AVERAGE ? quotient(sum, group, 1) : sum);
            case DOUBLE -> Numbers.toDouble(type, wanted == Result.AVERAGE ? quotient(sum, group, 20) : sum);
            case DECIMAL, OBJECT ->
                Numbers.fit(type, wanted == Result.AVERAGE ? quotient(sum, group, type.scale()) : sum);
        };
    }

    private BigDecimal sum(int group, @Nullable BigInteger carry) {
        // An integer has the scale 0.
        int scale = operandType.scale();
        BigDecimal sum = carry == null
                ? BigDecimal.valueOf(integers[group], scale)
                : new BigDecimal(carry.add(BigInteger.valueOf(integers[group])), scale);
        BigDecimal other = aside == null ? null : aside[group];
        return other == null ? sum : sum.add(other);
    }

    private BigDecimal quotient(BigDecimal sum, int group, int scale) {
        return sum.divide(BigDecimal.valueOf(counts[group]), scale, RoundingMode.HALF_UP);
    }

    private static Object ofDouble(double value, ValueType type) {
        if (type.physical() != ValueType.Physical.DOUBLE) {
            throw new DatabaseException(
                    ErrorCode.UNSUPPORTED, "the sum of floating-point numbers as " + type + " is not supported yet");
        }
        return Numbers.round(type, value);
    }
}
