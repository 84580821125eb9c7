package io.aletheia.engine.model;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A column of integers, booleans, dates and times in {@code long}s. Not thread-safe. */
public final class LongVector implements ColumnVector {
    private static final int ROWS_AT_FIRST = 8;
    private static final boolean[] NO_NULLS = {};

    private final ValueType type;
    private long[] values;
    private boolean[] nulls = NO_NULLS;
    private boolean mayHaveNulls;

    /** An empty vector for values of the type. */
    public LongVector(ValueType type) {
        this(type, ROWS_AT_FIRST);
    }

    /** A vector with room for a number of rows. */
    public LongVector(ValueType type, int capacity) {
        this.type = type;
        this.values = new long[capacity];
    }

    /** The values by row; where {@link #isNull} holds the value is meaningless. Valid until the vector grows. */
    public long[] values() {
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
    public void set(int row, long value) {
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
        return isNull(row)
                ? null
                : type.kind() == ValueType.Kind.BOOLEAN ? (Object) (values[row] != 0) : (Object) values[row];
    }

    @Override
    public void setObject(int row, @Nullable Object value) {
        ensureCapacity(row + 1);
        if (value == null) {
            setNull(row);
        } else {
            set(row, value instanceof Boolean truth ? (truth ? 1 : 0) : ((Number) value).longValue());
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
            set(row, ((LongVector) source).values[sourceRow]);
        }
    }
}
