package io.aletheia.query.spill;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.SpillFile;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Rows in a temporary file, in the order in which they came, in blocks of up to {@link Batch#ROWS}. Several may share a file. First they
 * are all appended, then read, as often as one likes. Not thread-safe.
 */
public final class SpilledRows {
    private static final int BLOCKS_AT_FIRST = 8;

    private final SpillFile file;
    private final BlockCodec codec;
    private long[] positions = new long[BLOCKS_AT_FIRST];
    private int[] lengths = new int[BLOCKS_AT_FIRST];
    private int blocks;
    private long rows;

    /** No rows yet, in a file that somebody else closes. */
    public SpilledRows(SpillFile file, BlockCodec codec) {
        this.file = file;
        this.codec = codec;
    }

    /** How many rows there are. */
    public long size() {
        return rows;
    }

    /** Appends a batch's rows as a block. */
    public void append(Batch batch) {
        if (batch.size() == 0) {
            return;
        }
        ByteBuffer block = codec.encode(batch);
        if (block == null) {
            int half = batch.size() / 2;
            append(part(batch, 0, half));
            append(part(batch, half, batch.size()));
            return;
        }
        if (blocks == positions.length) {
            positions = Arrays.copyOf(positions, blocks * 2);
            lengths = Arrays.copyOf(lengths, blocks * 2);
        }
        lengths[blocks] = block.remaining();
        positions[blocks++] = file.append(block);
        rows += batch.size();
    }

    private static Batch part(Batch batch, int from, int to) {
        ColumnVector[] columns = new ColumnVector[batch.width()];
        for (int k = 0; k < columns.length; k++) {
            columns[k] = batch.column(k);
        }
        int[] rows = new int[to - from];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = batch.row(from + i);
        }
        var part = new Batch(columns);
        part.setSelection(rows, rows.length);
        return part;
    }

    /** The rows; closing the source leaves the file alone. */
    public BatchSource source() {
        return new BatchSource() {
            private ByteBuffer bytes = ByteBuffer.allocate(0);
            private int at;

            @Override
            public @Nullable Batch next() {
                if (at >= blocks) {
                    return null;
                }
                int length = lengths[at];
                if (bytes.capacity() < length) {
                    bytes = ByteBuffer.allocate(length + length / 4);
                }
                bytes.clear().limit(length);
                file.read(bytes, positions[at++]);
                return codec.decode(bytes.flip());
            }

            @Override
            public void close() {
                at = blocks;
            }
        };
    }
}
