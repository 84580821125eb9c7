package io.aletheia.engine.recovery;

import io.aletheia.engine.files.DataDirectory;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.RecoveryReport;
import io.aletheia.engine.store.GraphStore;
import io.aletheia.engine.wal.LogPosition;
import io.aletheia.engine.wal.Version1Log;
import io.aletheia.engine.wal.WriteAheadLog;
import java.util.List;
import java.util.UUID;

/** Opens a database of version 1, of which there is a log and nothing else that this version reads. For reading only. */
final class Version1Recovery {
    private Version1Recovery() {}

    /**
     * Brings back what the log says. Nothing is written.
     *
     * @param log of the directory
     * @throws DatabaseException CANNOT_OPEN (08001) unless it is opened for reading; DATABASE_CORRUPT (XX001) for damage;
     *     UNSUPPORTED (HYC00) for an entry that the tables of this version cannot say
     */
    static Recovered open(DataDirectory directory, Version1Log log, boolean readOnly) {
        if (!readOnly) {
            throw log.refusalToWrite();
        }
        long started = System.nanoTime();
        GraphStore store = new GraphStore();
        Version1Replay replay = new Version1Replay(store);
        log.read(replay::apply);
        RecoveryReport report = new RecoveryReport(
                0,
                log.segments(),
                log.lastLsn(),
                replay.transactions(),
                store.lastLsn(),
                System.nanoTime() - started,
                log.tornBytes(),
                store.lastLsn(),
                List.of());
        // Version 1 has no database id, and a log that takes nothing needs no place to go on.
        return new Recovered(
                store,
                WriteAheadLog.readOnly(directory, new LogPosition(store.lastLsn() + 1, 0, 0)),
                new Checkpointer(directory, new UUID(0, 0), List.of(), 0),
                report);
    }
}
