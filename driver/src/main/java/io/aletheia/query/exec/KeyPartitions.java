package io.aletheia.query.exec;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.SpillFile;
import io.aletheia.engine.model.ValueType;
import io.aletheia.query.expression.Rows;
import io.aletheia.query.spill.BlockCodec;
import io.aletheia.query.spill.SpilledRows;
import java.util.List;

/**
 * Rows divided by a hash of their keys and written to a temporary file, so that rows of equal keys are in one part and each part is a
 * fraction of all. Partitions of the next level divide by other bits. See Graefe, Query Evaluation Techniques for Large Databases, 1993,
 * section 4.2. Not thread-safe.
 */
final class KeyPartitions implements AutoCloseable {
    /** How many parts. */
    static final int COUNT = 1 << 4;

    /** A part of this level is small, or is all of one key, which no division makes smaller. */
    static final int LEVELS = 6;

    /** Odd, one a level; of the product the highest bits are taken. */
    private static final int[] MULTIPLIERS = {
        0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D, 0x27D4EB2F, 0x165667B1, 0xCC9E2D51, 0x1B873593
    };

    private final KeyHashes hashes;
    private final int multiplier;
    private final ExecutionContext context;
    private final SpillFile file;
    private final SpilledRows[] parts = new SpilledRows[COUNT];
    /** What is not written yet. */
    private final RowStore[] gathered = new RowStore[COUNT];

    private final int[][] rowsOf = new int[COUNT][];

    /**
     * Partitions without rows.
     *
     * @param level from 0 to {@link #LEVELS}
     */
    KeyPartitions(List<ValueType> types, List<ValueType> keyTypes, int level, ExecutionContext context) {
        this.hashes = new KeyHashes(keyTypes);
        this.multiplier = MULTIPLIERS[level];
        this.context = context;
        this.file = context.spillFile();
        var codec = new BlockCodec(types);
        for (int i = 0; i < COUNT; i++) {
            parts[i] = new SpilledRows(file, codec);
            gathered[i] = new RowStore(types, context);
            rowsOf[i] = new int[Batch.ROWS];
        }
    }

    /** Adds some rows of a batch, whose keys are these. */
    void add(Batch batch, Rows rows, ColumnVector[] keys) {
        int[] hash = hashes.of(keys, rows);
        int[] counts = new int[COUNT];
        for (int i = 0; i < rows.count(); i++) {
            int row = rows.index()[i];
            int part = (hash[row] * multiplier) >>> (Integer.SIZE - 4);
            if (counts[part] == rowsOf[part].length) {
                append(part, batch, rows.narrowed(rowsOf[part], counts[part]));
                counts[part] = 0;
            }
            rowsOf[part][counts[part]++] = row;
        }
        for (int part = 0; part < COUNT; part++) {
            if (counts[part] > 0) {
                append(part, batch, rows.narrowed(rowsOf[part], counts[part]));
            }
        }
    }

    private void append(int part, Batch batch, Rows rows) {
        RowStore store = gathered[part];
        store.append(batch, rows);
        if (store.size() >= Batch.ROWS || !context.hasRoom(store.bytes(Batch.ROWS))) {
            context.checkCancelled();
            flush(part);
        }
    }

    private void flush(int part) {
        RowStore store = gathered[part];
        Batch batch = store.view();
        batch.setSize(store.size());
        parts[part].append(batch);
        store.clear();
    }

    /** Writes what is gathered: nothing more is added. */
    void finish() {
        for (int part = 0; part < COUNT; part++) {
            flush(part);
        }
    }

    /** One part, after the rows are finished. */
    SpilledRows part(int number) {
        return parts[number];
    }

    @Override
    public void close() {
        file.close();
    }
}
