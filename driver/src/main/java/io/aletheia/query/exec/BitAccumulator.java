package io.aletheia.query.exec;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.LongVector;
import io.aletheia.query.expression.Rows;
import java.util.Arrays;
import java.util.function.LongBinaryOperator;

/** BIT_AND, BIT_OR and BIT_XOR of integers; null if there is no value. */
final class BitAccumulator extends Accumulator {
    private final LongBinaryOperator operation;
    private long[] bits = new long[16];
    private boolean[] present = new boolean[16];

    BitAccumulator(LongBinaryOperator operation) {
        this.operation = operation;
    }

    @Override
    void grow(int groups) {
        if (groups > bits.length) {
            int length = Math.max(groups, bits.length * 2);
            bits = Arrays.copyOf(bits, length);
            present = Arrays.copyOf(present, length);
        }
    }

    @Override
    void add(Batch batch, ColumnVector operand, Rows rows, int[] groups) {
        long[] values = ((LongVector) operand).values();
        for (int i = 0; i < rows.count(); i++) {
            int row = rows.index()[i];
            if (!operand.isNull(row)) {
                int group = groups[row];
                bits[group] = present[group] ? operation.applyAsLong(bits[group], values[row]) : values[row];
                present[group] = true;
            }
        }
    }

    @Override
    void merge(Accumulator other, int[] groups, int count) {
        var more = (BitAccumulator) other;
        for (int i = 0; i < count; i++) {
            int group = groups[i];
            if (more.present[i]) {
                bits[group] = present[group] ? operation.applyAsLong(bits[group], more.bits[i]) : more.bits[i];
                present[group] = true;
            }
        }
    }

    @Override
    void result(ColumnVector result, int groups) {
        for (int group = 0; group < groups; group++) {
            result.setObject(group, present[group] ? (Object) bits[group] : null);
        }
    }
}
