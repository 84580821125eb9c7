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
        if (!hasNulls() && out instanceof DoubleVector doubles) {
            gather(rows, doubles.values());
            return;
        }
        if (hasNulls()) {
            super.gather(rows, out, null);
            return;
        }
        ByteBuffer from = packed();
        long[] target = out instanceof DecimalVector decimals ? decimals.unscaled() : ((LongVector) out).values();
        int[] offsets = rows.offsets();
        int first = rows.pageStart();
        int end = rows.size();
        if (rows.isRun()) {
            copy(from, values + offsets[first] * width, end - first, target, first);
            return;
        }
        for (int at = first; at < end; at++) {
            target[at] = base + (from.getLong(values + offsets[at] * width) & mask);
        }
    }

    private void gather(Selection rows, double[] target) {
        ByteBuffer from = packed();
        boolean real = type.kind() == ValueType.Kind.REAL;
        int[] offsets = rows.offsets();
        int end = rows.size();
        for (int at = rows.pageStart(); at < end; at++) {
            long bits = base + (from.getLong(values + offsets[at] * width) & mask);
            target[at] = real ? Float.intBitsToFloat((int) bits) : Double.longBitsToDouble(bits);
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
