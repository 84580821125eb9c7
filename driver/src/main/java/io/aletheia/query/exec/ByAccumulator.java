package io.aletheia.query.exec;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.ValueType;
import io.aletheia.query.expression.Rows;
import io.aletheia.query.expression.ValueOrder;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;

/** ARG_MIN and ARG_MAX: one value of the row whose other value is least or greatest, the first of such rows. */
final class ByAccumulator extends Accumulator {
    private final int keyColumn;
    private final boolean greatest;
    private final Comparator<Object> order;
    private final ColumnVector values;
    private final ColumnVector keys;
    private boolean[] present = new boolean[16];

    ByAccumulator(ValueType valueType, ValueType keyType, int keyColumn, boolean greatest) {
        this.keyColumn = keyColumn;
        this.greatest = greatest;
        this.order = ValueOrder.of(keyType);
        this.values = ColumnVector.of(valueType);
        this.keys = ColumnVector.of(keyType);
    }

    @Override
    void grow(int groups) {
        if (groups > present.length) {
            present = Arrays.copyOf(present, Math.max(groups, present.length * 2));
        }
        values.ensureCapacity(present.length);
        keys.ensureCapacity(present.length);
    }

    @Override
    void add(Batch batch, ColumnVector operand, Rows rows, int[] groups) {
        ColumnVector by = batch.column(keyColumn);
        for (int i = 0; i < rows.count(); i++) {
            int row = rows.index()[i];
            if (!by.isNull(row)) {
                int group = groups[row];
                if (!present[group] || isBetter(by, row, group)) {
                    values.copyFrom(operand, row, group);
                    keys.copyFrom(by, row, group);
                    present[group] = true;
                }
            }
        }
    }

    private boolean isBetter(ColumnVector by, int row, int group) {
        int compared =
                order.compare(Objects.requireNonNull(by.object(row)), Objects.requireNonNull(keys.object(group)));
        return greatest ? compared > 0 : compared < 0;
    }

    @Override
    void result(ColumnVector result, int groups) {
        for (int group = 0; group < groups; group++) {
            if (present[group]) {
                result.copyFrom(values, group, group);
            } else {
                result.setObject(group, null);
            }
        }
    }
}
