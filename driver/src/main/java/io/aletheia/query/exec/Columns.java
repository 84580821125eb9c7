package io.aletheia.query.exec;

import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.DecimalVector;
import io.aletheia.engine.model.DoubleVector;
import io.aletheia.engine.model.LongVector;
import io.aletheia.engine.model.ObjectVector;
import io.aletheia.engine.model.ValueType;
import io.aletheia.query.expression.Decimals;
import io.aletheia.query.expression.ValueOrder;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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
        } else if (source instanceof DecimalVector decimals
                && !decimals.mayHaveAside()
                && decimals.type().scale() == target.type().scale()) {
            DecimalVector out = (DecimalVector) target;
            long[] in = decimals.unscaled();
            for (int i = 0; i < count; i++) {
                out.set(at + i, in[rows[i]]);
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

    /**
     * Copies rows of a column to the places that a selection names: to place {@code p} the row {@code rows[p]}.
     *
     * @param limit greater than every place
     */
    static void scatter(ColumnVector source, int[] rows, int[] places, int count, int limit, ColumnVector target) {
        target.ensureCapacity(limit);
        if (source instanceof LongVector longs && !source.mayHaveNulls() && !target.mayHaveNulls()) {
            long[] in = longs.values();
            long[] out = ((LongVector) target).values();
            for (int i = 0; i < count; i++) {
                out[places[i]] = in[rows[places[i]]];
            }
        } else if (source instanceof DecimalVector decimals
                && !source.mayHaveNulls()
                && !decimals.mayHaveAside()
                && decimals.type().scale() == target.type().scale()) {
            long[] in = decimals.unscaled();
            DecimalVector out = (DecimalVector) target;
            for (int i = 0; i < count; i++) {
                out.set(places[i], in[rows[places[i]]]);
            }
        } else {
            for (int i = 0; i < count; i++) {
                target.copyFrom(source, rows[places[i]], places[i]);
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

    /** Compares values of two columns that are not null. */
    static int compare(Comparator<Object> order, ColumnVector a, int rowA, ColumnVector b, int rowB) {
        if (a instanceof LongVector longs) {
            return Long.compare(longs.values()[rowA], ((LongVector) b).values()[rowB]);
        }
        if (a instanceof DecimalVector decimals) {
            return Decimals.compare(decimals, rowA, (DecimalVector) b, rowB);
        }
        if (a instanceof DoubleVector doubles) {
            return ValueOrder.compare(doubles.values()[rowA], ((DoubleVector) b).values()[rowB]);
        }
        return order.compare(Objects.requireNonNull(a.object(rowA)), Objects.requireNonNull(b.object(rowB)));
    }

    /** Whether values of two columns that are not null are equal. */
    static boolean equal(Comparator<Object> order, ColumnVector a, int rowA, ColumnVector b, int rowB) {
        if (a instanceof ObjectVector objects) {
            Object x = Objects.requireNonNull(objects.values()[rowA]);
            Object y = Objects.requireNonNull(((ObjectVector) b).values()[rowB]);
            // Equal strings are the same for the order, and the values of a dictionary are often the same object.
            return x == y || (x instanceof String ? x.equals(y) : order.compare(x, y) == 0);
        }
        return compare(order, a, rowA, b, rowB) == 0;
    }

    /** Rough bytes that a string or bytes take beyond what {@link #bytes} says. */
    static long bytesBeyond(@Nullable Object value) {
        int length = value instanceof String text ? text.length() : value instanceof byte[] bytes ? bytes.length : 0;
        return Math.max(0, length - 24);
    }

    /** Rough bytes that a value of the type takes in a column. */
    static int bytes(ValueType type) {
        return type.physical() == ValueType.Physical.OBJECT ? 48 : 8;
    }
}
