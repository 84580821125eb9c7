package io.aletheia.query.spill;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.DecimalVector;
import io.aletheia.engine.model.DoubleVector;
import io.aletheia.engine.model.LongVector;
import io.aletheia.engine.model.ValueType;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a batch in a temporary file, little-endian: the number of rows in four bytes, then column by column a byte that says
 * whether nulls follow and a bit for each row if so, then the values that are not null. Whole numbers are distances from the least, in
 * as many bytes as the greatest needs. Only the process that wrote them reads them, so the form has no version. Not thread-safe.
 */
public final class BlockCodec {
    private static final int WIDTHS = 4;
    /** A block that becomes longer is divided. */
    private static final int BLOCK_BYTES_MAX = 1 << 26;

    private final List<ValueType> types;
    private final SpillBuffer out = new SpillBuffer();
    private long[] numbers = new long[Batch.ROWS];

    /** For batches of columns of these types. */
    public BlockCodec(List<ValueType> types) {
        this.types = List.copyOf(types);
    }

    /** The block of a batch's rows, valid until the next call; null if it becomes too long and there is more than one row. */
    @Nullable
    ByteBuffer encode(Batch batch) {
        out.clear();
        out.putInt(batch.size());
        for (int k = 0; k < types.size(); k++) {
            encode(batch, batch.column(k), types.get(k));
            if (isTooLong(batch)) {
                return null;
            }
        }
        return out.bytes();
    }

    private boolean isTooLong(Batch batch) {
        return batch.size() > 1 && out.length() > BLOCK_BYTES_MAX;
    }

    private void encode(Batch batch, ColumnVector column, ValueType type) {
        int count = batch.size();
        out.putByte(column.mayHaveNulls() ? 1 : 0);
        if (column.mayHaveNulls()) {
            for (int i = 0; i < count; i += Byte.SIZE) {
                int bits = 0;
                for (int j = i; j < Math.min(count, i + Byte.SIZE); j++) {
                    bits |= column.isNull(batch.row(j)) ? 1 << (j - i) : 0;
                }
                out.putByte(bits);
            }
        }
        if (column instanceof LongVector longs) {
            encode(batch, column, longs.values());
        } else if (column instanceof DecimalVector decimals) {
            encode(batch, column, decimals.unscaled());
            encodeAside(batch, decimals);
        } else {
            for (int i = 0; i < count && !isTooLong(batch); i++) {
                int row = batch.row(i);
                if (column.isNull(row)) {
                    continue;
                }
                if (column instanceof DoubleVector doubles) {
                    out.putLong(Double.doubleToRawLongBits(doubles.values()[row]));
                } else {
                    ValueBytes.put(out, type, Objects.requireNonNull(column.object(row)));
                }
            }
        }
    }

    private void encode(Batch batch, ColumnVector column, long[] values) {
        if (numbers.length < batch.size()) {
            numbers = new long[batch.size()];
        }
        int count = 0;
        long least = Long.MAX_VALUE;
        long greatest = Long.MIN_VALUE;
        for (int i = 0; i < batch.size(); i++) {
            int row = batch.row(i);
            if (!column.isNull(row)) {
                numbers[count++] = values[row];
                least = Math.min(least, values[row]);
                greatest = Math.max(greatest, values[row]);
            }
        }
        int width = count == 0 ? 0 : width(least, greatest);
        out.putByte(width);
        out.putLong(least);
        out.putNumbers(numbers, count, least, width);
    }

    /** As a power of two, plus one: 0 for no bytes, 1 for one, 2 for two, 3 for four, 4 for eight. */
    private static int width(long least, long greatest) {
        long span = greatest - least;
        if (span < 0) {
            // More than half of all numbers lie between.
            return WIDTHS;
        }
        return span == 0 ? 0 : span < 1L << 8 ? 1 : span < 1L << 16 ? 2 : span < 1L << 32 ? 3 : WIDTHS;
    }

    private void encodeAside(Batch batch, DecimalVector decimals) {
        int count = 0;
        for (int i = 0; decimals.mayHaveAside() && i < batch.size(); i++) {
            count += decimals.isAside(batch.row(i)) ? 1 : 0;
        }
        out.putInt(count);
        for (int i = 0; count > 0 && i < batch.size(); i++) {
            if (decimals.isAside(batch.row(i))) {
                out.putInt(i);
                ValueBytes.put(out, decimals.type(), decimals.decimal(batch.row(i)));
            }
        }
    }

    /** The batch of a block, in vectors of its own. */
    Batch decode(ByteBuffer block) {
        SpillBuffer in = new SpillBuffer(block);
        int count = in.getInt();
        ColumnVector[] columns = new ColumnVector[types.size()];
        for (int k = 0; k < columns.length; k++) {
            columns[k] = ColumnVector.of(types.get(k));
            columns[k].ensureCapacity(count);
            decode(in, columns[k], types.get(k), count);
        }
        var batch = new Batch(columns);
        batch.setSize(count);
        return batch;
    }

    private static void decode(SpillBuffer in, ColumnVector column, ValueType type, int count) {
        if (in.getByte() != 0) {
            for (int i = 0; i < count; i += Byte.SIZE) {
                int bits = in.getByte();
                for (int j = i; j < Math.min(count, i + Byte.SIZE); j++) {
                    if ((bits >>> (j - i) & 1) != 0) {
                        column.setObject(j, null);
                    }
                }
            }
        }
        if (column instanceof LongVector longs) {
            in.getNumbers(column, longs.values(), count);
        } else if (column instanceof DecimalVector decimals) {
            in.getNumbers(column, decimals.unscaled(), count);
            for (int left = in.getInt(); left > 0; left--) {
                int row = in.getInt();
                decimals.set(row, (BigDecimal) ValueBytes.get(in, type));
            }
        } else {
            for (int i = 0; i < count; i++) {
                if (column.isNull(i)) {
                    continue;
                }
                if (column instanceof DoubleVector doubles) {
                    doubles.set(i, Double.longBitsToDouble(in.getLong()));
                } else {
                    column.setObject(i, ValueBytes.get(in, type));
                }
            }
        }
    }
}
