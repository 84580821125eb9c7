package io.aletheia.query.exec;

import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.DecimalVector;
import io.aletheia.engine.model.LongVector;
import io.aletheia.engine.model.ValueType;
import io.aletheia.query.expression.Decimals;
import io.aletheia.query.expression.Rows;
import io.aletheia.query.expression.ValueOrder;
import java.util.List;
import java.util.Objects;

/** Hashes of keys of any columns, the same for equal keys; nulls equal each other. Not thread-safe. */
final class KeyHashes {
    private static final int NULL_HASH = 0x5bd1e995;

    private final List<ValueType> types;
    private int[] hashes = new int[0];

    KeyHashes(List<ValueType> types) {
        this.types = types;
    }

    List<ValueType> types() {
        return types;
    }

    /** The hashes by row number, for some rows; valid until the next call. */
    int[] of(ColumnVector[] columns, Rows rows) {
        if (hashes.length < rows.limit()) {
            hashes = new int[rows.limit()];
        }
        int[] index = rows.index();
        for (int i = 0; i < rows.count(); i++) {
            hashes[index[i]] = 1;
        }
        for (int k = 0; k < columns.length; k++) {
            if (columns[k] instanceof LongVector longs && !longs.mayHaveNulls()) {
                add(longs.values(), rows);
            } else {
                add(columns[k], types.get(k), rows);
            }
        }
        return hashes;
    }

    private void add(long[] values, Rows rows) {
        int[] index = rows.index();
        for (int i = 0; i < rows.count(); i++) {
            int row = index[i];
            hashes[row] = 31 * hashes[row] + Long.hashCode(values[row]);
        }
    }

    private void add(ColumnVector column, ValueType type, Rows rows) {
        int[] index = rows.index();
        for (int i = 0; i < rows.count(); i++) {
            int row = index[i];
            hashes[row] = 31 * hashes[row] + (column.isNull(row) ? NULL_HASH : hash(column, row, type));
        }
    }

    private static int hash(ColumnVector column, int row, ValueType type) {
        if (column instanceof LongVector longs) {
            return Long.hashCode(longs.values()[row]);
        }
        if (column instanceof DecimalVector decimals) {
            return Decimals.hash(decimals, row);
        }
        return Objects.requireNonNull(ValueOrder.key(type, column.object(row))).hashCode();
    }
}
