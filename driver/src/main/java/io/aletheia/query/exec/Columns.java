package io.aletheia.query.exec;

import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.DoubleVector;
import io.aletheia.engine.model.LongVector;
import io.aletheia.engine.model.ValueType;
import java.util.List;

/** Copies between columns, in loops per physical kind. */
final class Columns {
    /** A row number that stands for a row of nulls. */
    static final int NO_ROW = -1;

    private Columns() {}

    /** New empty columns of the types. */
    static ColumnVector[] make(List<ValueType> types) {
        return types.stream().map(ColumnVector::of).toArray(ColumnVector[]::new);
    }

    /** Copies rows of a column to the rows from {@code at} on. */
    static void gather(ColumnVector source, int[] rows, int count, ColumnVector target, int at) {
        target.ensureCapacity(at + count);
        if (source.mayHaveNulls()) {
            for (int i = 0; i < count; i++) {
                target.copyFrom(source, rows[i], at + i);
            }
        } else if (source instanceof LongVector longs) {
            long[] in = longs.values();
            LongVector out = (LongVector) target;
            if (out.mayHaveNulls()) {
                for (int i = 0; i < count; i++) {
                    out.set(at + i, in[rows[i]]);
                }
            } else {
                long[] values = out.values();
                for (int i = 0; i < count; i++) {
                    values[at + i] = in[rows[i]];
                }
            }
        } else if (source instanceof DoubleVector doubles) {
            DoubleVector out = (DoubleVector) target;
            for (int i = 0; i < count; i++) {
                out.set(at + i, doubles.values()[rows[i]]);
            }
        } else {
            for (int i = 0; i < count; i++) {
                target.copyFrom(source, rows[i], at + i);
            }
        }
    }

    /** As {@link #gather}, where {@link #NO_ROW} gives null. */
    static void gatherOrNull(ColumnVector source, int[] rows, int count, ColumnVector target) {
        target.ensureCapacity(count);
        for (int i = 0; i < count; i++) {
            if (rows[i] == NO_ROW) {
                target.setObject(i, null);
            } else {
                target.copyFrom(source, rows[i], i);
            }
        }
    }

    /** Rough bytes that a value of the type takes in a column. */
    static int bytes(ValueType type) {
        return type.physical() == ValueType.Physical.OBJECT ? 48 : 8;
    }
}
