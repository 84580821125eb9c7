package io.aletheia.engine.tx;

import java.util.HashMap;
import java.util.Map;

/** When each table was last written to since the database was opened. Guarded by the sequencer's lock. */
final class TableTimes {
    private final Map<Integer, Long> lastWritten = new HashMap<>();

    /** Notes what a commit writes to. */
    void note(WriteSet writes, long commitTime) {
        for (TableWrites table : writes.tables()) {
            int tableId = table.definition().id();
            if (table.entities() > 0 || writes.horizon(tableId) != Long.MIN_VALUE) {
                lastWritten.put(tableId, commitTime);
            }
        }
    }

    /** Whether a commit after the snapshot wrote to the table. */
    boolean changedSince(int tableId, long snapshotTime) {
        Long time = lastWritten.get(tableId);
        return time != null && time > snapshotTime;
    }
}
