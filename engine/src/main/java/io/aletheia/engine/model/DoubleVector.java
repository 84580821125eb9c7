package io.aletheia.engine.model;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A column of floating-point numbers. Not thread-safe. */
public final class DoubleVector implements ColumnVector {
    private static final int ROWS_AT_FIRST = 8;
    private static final boolean[] NO_NULLS = {};

    private final ValueType type;
    private double[] values;
    private boolean[] nulls = NO_NULLS;
    private boolean mayHaveNulls;

    /** An empty vector for values of the type. */
    public DoubleVector(ValueType type) {
        this(type, ROWS_AT_FIRST);
    }

    /** A vector with room for a number of rows. */
    public DoubleVector(ValueType type, int capacity) {
        this.type = type;
        this.values = new double[capacity];
    }

    /** The values by row; where {@link #isNull} holds the value is meaningless. Valid until the vector grows. */
    public double[] values() {
        return values;
    }

    @Override
    public ValueType type() {
        return type;
    }

    @Override
    public boolean mayHaveNulls() {
        return mayHaveNulls;
    }

    @Override
    public boolean isNull(int row) {
        return mayHaveNulls && row < nulls.length && nulls[row];
    }

    /** Stores a value that is not null. The row must be below the capacity. */
    public void set(int row, double value) {
        values[row] = value;
        if (mayHaveNulls && row < nulls.length) {
            nulls[row] = false;
        }
    }

    /** Makes the value in a row null. The row must be below the capacity. */
    public void setNull(int row) {
        if (row >= nulls.length) {
            nulls = Arrays.copyOf(nulls, values.length);
        }
        nulls[row] = true;
        mayHaveNulls = true;
    }

    @Override
    public @Nullable Object object(int row) {
        return isNull(row) ? null : (Object) values[row];
    }

    @Override
    public void setObject(int row, @Nullable Object value) {
        ensureCapacity(row + 1);
        if (value == null) {
            setNull(row);
        } else {
            set(row, ((Number) value).doubleValue());
        }
    }

    @Override
    public void ensureCapacity(int rows) {
        if (rows > values.length) {
            values = Arrays.copyOf(values, Math.max(rows, values.length * 2));
        }
    }

    @Override
    public void clear() {
        if (mayHaveNulls) {
            Arrays.fill(nulls, false);
            mayHaveNulls = false;
        }
    }

    @Override
    public void copyFrom(ColumnVector source, int sourceRow, int row) {
        ensureCapacity(row + 1);
        if (source.isNull(sourceRow)) {
            setNull(row);
        } else {
            set(row, ((DoubleVector) source).values[sourceRow]);
        }
    }
}
