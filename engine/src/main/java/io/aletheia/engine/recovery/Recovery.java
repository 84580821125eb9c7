package io.aletheia.engine.recovery;

import io.aletheia.engine.files.DataDirectory;
import io.aletheia.engine.wal.LogOptions;

/** Opens a database directory: the newest checkpoint, then the log behind it. */
@SuppressWarnings("DoNotCallSuggester")
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
        throw new UnsupportedOperationException(directory.toString() + options + readOnly);
    }
}
