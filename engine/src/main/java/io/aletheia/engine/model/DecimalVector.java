package io.aletheia.engine.model;

import java.math.BigDecimal;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A column of decimal numbers: each without its point in a {@code long}, the point where the type's scale says. A number that does
 * not fit, or has another scale than the type, stands aside as it is. Not thread-safe.
 */
public final class DecimalVector implements ColumnVector {
    /** So many digits fit a {@code long}, whichever they are. */
    private static final int LONG_DIGITS = ValueType.DECIMAL_LONG_DIGITS_MAX;

    private final ValueType type;
    private final LongVector unscaled;
    private @Nullable BigDecimal[] aside = new @Nullable BigDecimal[0];
    private boolean mayHaveAside;

    /** An empty vector for values of the type. */
    public DecimalVector(ValueType type) {
        this.type = type;
        this.unscaled = new LongVector(ValueType.BIGINT);
    }

    /** A vector with room for a number of rows. */
    public DecimalVector(ValueType type, int capacity) {
        this.type = type;
        this.unscaled = new LongVector(ValueType.BIGINT, capacity);
    }

    /**
     * The numbers by row, times ten to the power of the type's scale; meaningless where {@link #isNull} or {@link #isAside} holds.
     * Valid until the vector grows.
     */
    public long[] unscaled() {
        return unscaled.values();
    }

    /** Whether any number may stand aside; false lets a loop go over {@link #unscaled} alone. */
    public boolean mayHaveAside() {
        return mayHaveAside;
    }

    /** Whether the number in a row stands aside. */
    public boolean isAside(int row) {
        return mayHaveAside && row < aside.length && aside[row] != null;
    }

    /** The number in a row, which is not null. */
    public BigDecimal decimal(int row) {
        BigDecimal other = mayHaveAside && row < aside.length ? aside[row] : null;
        return other == null ? BigDecimal.valueOf(unscaled.values()[row], type.scale()) : other;
    }

    /** Stores a number by what it is without its point. The row must be below the capacity. */
    public void set(int row, long value) {
        unscaled.set(row, value);
        if (mayHaveAside && row < aside.length) {
            aside[row] = null;
        }
    }

    /** Stores a number. The row must be below the capacity. */
    public void set(int row, BigDecimal value) {
        if (value.scale() == type.scale() && value.precision() <= LONG_DIGITS) {
            // Without its point the number is an integer of the same digits, which is read without making another
            // object.
            set(row, value.scaleByPowerOfTen(value.scale()).longValue());
            return;
        }
        unscaled.set(row, 0);
        if (row >= aside.length) {
            aside = Arrays.copyOf(aside, unscaled.values().length);
        }
        aside[row] = value;
        mayHaveAside = true;
    }

    /** Makes the value in a row null. The row must be below the capacity. */
    public void setNull(int row) {
        unscaled.setNull(row);
        if (mayHaveAside && row < aside.length) {
            aside[row] = null;
        }
    }

    @Override
    public ValueType type() {
        return type;
    }

    @Override
    public boolean mayHaveNulls() {
        return unscaled.mayHaveNulls();
    }

    @Override
    public boolean isNull(int row) {
        return unscaled.isNull(row);
    }

    @Override
    public @Nullable Object object(int row) {
        return isNull(row) ? null : decimal(row);
    }

    @Override
    public void setObject(int row, @Nullable Object value) {
        ensureCapacity(row + 1);
        if (value == null) {
            setNull(row);
        } else {
            set(row, (BigDecimal) value);
        }
    }

    @Override
    public void ensureCapacity(int rows) {
        unscaled.ensureCapacity(rows);
    }

    @Override
    public void clear() {
        unscaled.clear();
        if (mayHaveAside) {
            Arrays.fill(aside, null);
            mayHaveAside = false;
        }
    }

    @Override
    public void copyFrom(ColumnVector source, int sourceRow, int row) {
        ensureCapacity(row + 1);
        DecimalVector from = (DecimalVector) source;
        if (from.isNull(sourceRow)) {
            setNull(row);
        } else if (from.type.scale() == type.scale() && !from.isAside(sourceRow)) {
            set(row, from.unscaled()[sourceRow]);
        } else {
            set(row, from.decimal(sourceRow));
        }
    }
}
