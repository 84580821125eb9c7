package io.aletheia.engine.recovery;

import io.aletheia.engine.files.DataDirectory;
import io.aletheia.engine.model.RecoveryReport;
import io.aletheia.engine.store.GraphStore;
import io.aletheia.engine.wal.LogOptions;
import io.aletheia.engine.wal.LogReplay;
import io.aletheia.engine.wal.WriteAheadLog;

/** Opens a database directory: the newest checkpoint, then the log behind it. */
public final class Recovery {
    private Recovery() {}

    /**
     * Brings back the state of the last commit that reached stable storage; an empty directory becomes a new database.
     *
     * @param readOnly whether nothing at all is written; the log then refuses commits with READ_ONLY (25006)
     * @throws io.aletheia.engine.model.DatabaseException DATABASE_CORRUPT (XX001) if an acknowledged commit is damaged or
     *     missing; CANNOT_OPEN (08001) if a file is of a version that cannot be read
     */
    public static Recovered open(DataDirectory directory, LogOptions options, boolean readOnly) {
        long started = System.nanoTime();
        GraphStore store = new GraphStore();
        LogReplay replay = new LogReplay(directory, options, readOnly);
        WriteAheadLog log = replay.open(null, store::apply);
        RecoveryReport report = new RecoveryReport(
                0,
                replay.segments(),
                replay.frames(),
                replay.transactions(),
                replay.operations(),
                System.nanoTime() - started,
                replay.tornTailBytes(),
                log.lastLsn());
        return new Recovered(store, log, new Checkpointer(directory), report);
    }
}
