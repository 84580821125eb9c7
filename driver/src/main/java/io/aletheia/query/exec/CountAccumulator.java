package io.aletheia.query.exec;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.LongVector;
import io.aletheia.query.expression.Rows;
import java.util.Arrays;

/** COUNT: of all rows, or of those whose operand is not null. */
final class CountAccumulator extends Accumulator {
    private final boolean nullsToo;
    private long[] counts = new long[16];

    CountAccumulator(boolean nullsToo) {
        this.nullsToo = nullsToo;
    }

    @Override
    void grow(int groups) {
        if (groups > counts.length) {
            counts = Arrays.copyOf(counts, Math.max(groups, counts.length * 2));
        }
    }

    @Override
    void add(Batch batch, ColumnVector operand, Rows rows, int[] groups) {
        int[] index = rows.index();
        if (nullsToo || !operand.mayHaveNulls()) {
            long[] all = counts;
            if (rows.isAll()) {
                for (int i = 0; i < rows.count(); i++) {
                    all[groups[i]]++;
                }
                return;
            }
            for (int i = 0; i < rows.count(); i++) {
                all[groups[index[i]]]++;
            }
        } else {
            for (int i = 0; i < rows.count(); i++) {
                counts[groups[index[i]]] += operand.isNull(index[i]) ? 0 : 1;
            }
        }
    }

    @Override
    void addToOne(Batch batch, ColumnVector operand, Rows rows, int[] groups) {
        if (nullsToo || !operand.mayHaveNulls()) {
            counts[0] += rows.count();
        } else {
            add(batch, operand, rows, groups);
        }
    }

    @Override
    void merge(Accumulator other, int[] groups, int count) {
        long[] more = ((CountAccumulator) other).counts;
        for (int i = 0; i < count; i++) {
            counts[groups[i]] += more[i];
        }
    }

    @Override
    void result(ColumnVector result, int groups) {
        result.ensureCapacity(groups);
        System.arraycopy(counts, 0, ((LongVector) result).values(), 0, groups);
    }
}
