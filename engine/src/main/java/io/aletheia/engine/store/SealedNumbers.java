package io.aletheia.engine.store;

import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.DecimalVector;
import io.aletheia.engine.model.DoubleVector;
import io.aletheia.engine.model.LongVector;
import io.aletheia.engine.model.ValueType;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Numbers of a sealed page: each the distance from a base, in as many bytes as the greatest needs. Immutable. */
final class SealedNumbers extends SealedColumn {
    private final long base;
    private final int width;
    private final long mask;
    private final int values;

    SealedNumbers(SealedPage page, int directory, ValueType type) {
        super(page, directory, type);
        ByteBuffer bytes = page.packed();
        this.base = bytes.getLong(directory + SealedLayout.COLUMN_BASE);
        this.width = bytes.getInt(directory + SealedLayout.COLUMN_WIDTH);
        this.mask = SealedLayout.maskOf(width);
        this.values = bytes.getInt(directory + SealedLayout.COLUMN_VALUES);
    }

    @Override
    long bits(int offset) {
        return base + (packed().getLong(values + offset * width) & mask);
    }

    @Override
    Object value(int offset) {
        long bits = bits(offset);
        return switch (type.kind()) {
            case BOOLEAN -> bits != 0;
            case REAL -> (double) Float.intBitsToFloat((int) bits);
            case DOUBLE -> Double.longBitsToDouble(bits);
            case DECIMAL -> BigDecimal.valueOf(bits, type.scale());
            case SMALLINT, INTEGER, BIGINT, DATE, TIME, TIMESTAMP, TIMESTAMP_TZ -> bits;
            case VARCHAR, VARBINARY, UUID, ARRAY, VECTOR -> throw new IllegalStateException("no number: " + type);
        };
    }

    @Override
    void read(int offset, ColumnVector out, int at) {
        switch (type.physical()) {
            case LONG -> putLong(out, at, bits(offset));
            case DOUBLE ->
                putDouble(
                        out,
                        at,
                        type.kind() == ValueType.Kind.REAL
                                ? Float.intBitsToFloat((int) bits(offset))
                                : Double.longBitsToDouble(bits(offset)));
            case DECIMAL -> putUnscaled(out, at, bits(offset));
            case OBJECT -> throw new IllegalStateException("no number: " + type);
        }
    }

    @Override
    void gather(Selection rows, ColumnVector out, @Nullable ValueCache cache) {
        if (hasNulls()) {
            super.gather(rows, out, null);
        } else if (out instanceof DoubleVector doubles) {
            gatherDoubles(rows, doubles.values());
        } else {
            long[] target = out instanceof DecimalVector decimals ? decimals.unscaled() : ((LongVector) out).values();
            gatherLongs(rows, target);
        }
    }

    private void gatherLongs(Selection rows, long[] target) {
        ByteBuffer from = packed();
        int first = rows.from();
        int to = rows.to();
        if (rows.isRun()) {
            copy(from, values + (first + rows.shift()) * width, to - first, target, first);
            return;
        }
        int[] places = rows.places();
        if (rows.isShifted()) {
            int start = values + rows.shift() * width;
            for (int i = first; i < to; i++) {
                target[places[i]] = base + (from.getLong(start + places[i] * width) & mask);
            }
            return;
        }
        int[] offsets = rows.offsets();
        for (int i = first; i < to; i++) {
            target[places[i]] = base + (from.getLong(values + offsets[places[i]] * width) & mask);
        }
    }

    private void gatherDoubles(Selection rows, double[] target) {
        ByteBuffer from = packed();
        int first = rows.from();
        int to = rows.to();
        if (type.kind() == ValueType.Kind.REAL) {
            for (int i = first; i < to; i++) {
                int at = rows.places()[i];
                target[at] = Float.intBitsToFloat((int) bits(rows.offsets()[at]));
            }
            return;
        }
        int start = values + (rows.isShifted() ? rows.shift() * width : 0);
        if (rows.isRun()) {
            for (int at = first; at < to; at++) {
                target[at] = Double.longBitsToDouble(base + (from.getLong(start + at * width) & mask));
            }
            return;
        }
        int[] places = rows.places();
        if (rows.isShifted()) {
            for (int i = first; i < to; i++) {
                long bits = base + (from.getLong(start + places[i] * width) & mask);
                target[places[i]] = Double.longBitsToDouble(bits);
            }
            return;
        }
        int[] offsets = rows.offsets();
        for (int i = first; i < to; i++) {
            long bits = base + (from.getLong(start + offsets[places[i]] * width) & mask);
            target[places[i]] = Double.longBitsToDouble(bits);
        }
    }

    /** Copies neighbouring values. The usual widths have a loop of their own, without a mask and with a fixed step. */
    private void copy(ByteBuffer from, int position, int count, long[] target, int at) {
        switch (width) {
            case 0 -> Arrays.fill(target, at, at + count, base);
            case 1 -> {
                for (int i = 0; i < count; i++) {
                    target[at + i] = base + (from.get(position + i) & 0xFF);
                }
            }
            case 2 -> {
                for (int i = 0; i < count; i++) {
                    target[at + i] = base + (from.getShort(position + 2 * i) & 0xFFFF);
                }
            }
            case 4 -> {
                for (int i = 0; i < count; i++) {
                    target[at + i] = base + (from.getInt(position + 4 * i) & 0xFFFF_FFFFL);
                }
            }
            case 8 -> {
                for (int i = 0; i < count; i++) {
                    target[at + i] = base + from.getLong(position + 8 * i);
                }
            }
            default -> {
                for (int i = 0; i < count; i++) {
                    target[at + i] = base + (from.getLong(position + i * width) & mask);
                }
            }
        }
    }
}
