package io.aletheia.engine.store;

import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.DecimalVector;
import io.aletheia.engine.model.ValueType;
import java.math.BigDecimal;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Decimals of at most 18 digits: the unscaled value in 64 bits. */
final class DecimalColumn extends Column {
    private volatile long[] values;

    DecimalColumn(ValueType type, int capacity) {
        super(type);
        values = new long[capacity];
    }

    /** Whether every value of the type has room in 64 bits. */
    static boolean fits(ValueType type) {
        return type.precision() <= ValueType.DECIMAL_LONG_DIGITS_MAX;
    }

    @Override
    int capacity() {
        return values.length;
    }

    @Override
    void grow(int capacity) {
        values = Arrays.copyOf(values, capacity);
    }

    @Override
    void put(int offset, Object value) {
        var decimal = (BigDecimal) value;
        if (decimal.scale() != type.scale()) {
            throw new IllegalArgumentException("scale=" + decimal.scale() + " declared=" + type.scale());
        }
        values[offset] = decimal.unscaledValue().longValueExact();
    }

    @Override
    Object value(int offset) {
        return BigDecimal.valueOf(values[offset], type.scale());
    }

    @Override
    void read(int offset, ColumnVector out, int at) {
        putUnscaled(out, at, values[offset]);
    }

    @Override
    void gather(Selection rows, ColumnVector out, @Nullable ValueCache cache) {
        if (hasNulls()) {
            super.gather(rows, out, cache);
        } else {
            rows.gather(values, ((DecimalVector) out).unscaled());
        }
    }

    @Override
    long bits(int offset) {
        return values[offset];
    }

    @Override
    long bytes() {
        return (long) values.length * Long.BYTES + nullBytes();
    }
}
