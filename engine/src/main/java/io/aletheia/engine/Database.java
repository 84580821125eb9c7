package io.aletheia.engine;

import io.aletheia.engine.model.CatalogVersion;
import io.aletheia.engine.model.RecoveryReport;
import java.nio.file.Path;

/**
 * An open database: the front door of the engine. Thread-safe. Exactly one process holds a database directory; within a process
 * it is opened once and shared.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class Database implements AutoCloseable {
    private Database() {}

    /**
     * Opens a directory, recovering what the log holds beyond the last checkpoint.
     *
     * @throws io.aletheia.engine.model.DatabaseException CANNOT_OPEN (08001) if it is missing and not to be made, or is not a
     *     database; DATABASE_LOCKED (08001) naming the holder; DATABASE_CORRUPT (XX001) if an acknowledged commit is damaged
     */
    public static Database open(Path directory, DatabaseOptions options) {
        throw new UnsupportedOperationException(directory + " " + options);
    }

    /** Opens a new database that lives in memory only. */
    public static Database inMemory(DatabaseOptions options) {
        throw new UnsupportedOperationException(options.toString());
    }

    /** What opening did. */
    public RecoveryReport recovery() {
        throw new UnsupportedOperationException();
    }

    /** The tables as last committed. */
    public CatalogVersion catalog() {
        throw new UnsupportedOperationException();
    }

    /** Begins a transaction on the newest snapshot. Takes no lock. */
    public Transaction begin(TransactionOptions options) {
        throw new UnsupportedOperationException(options.toString());
    }

    /** Writes all committed state to chunk files and a manifest; recovery starts from there. */
    public void checkpoint() {
        throw new UnsupportedOperationException();
    }

    /** The last LSN that is on stable storage; 0 if none is. */
    public long durableLsn() {
        throw new UnsupportedOperationException();
    }

    /** The last LSN given out; 0 if none is. */
    public long lastLsn() {
        throw new UnsupportedOperationException();
    }

    /** Waits until everything committed so far is on stable storage, whatever its mode. */
    public void awaitDurable() {
        throw new UnsupportedOperationException();
    }

    /** Whether the database still works: false after close and after its log has failed. */
    public boolean isAlive() {
        throw new UnsupportedOperationException();
    }

    /** Checkpoints, stops all threads and gives the directory free. Does nothing the second time. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
