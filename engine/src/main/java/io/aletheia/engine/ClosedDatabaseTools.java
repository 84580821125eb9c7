package io.aletheia.engine;

import io.aletheia.engine.files.LocalDirectory;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.LogCheck;
import io.aletheia.engine.model.LogEntries;
import io.aletheia.engine.model.LogEntry;
import io.aletheia.engine.model.RecoveryEstimate;
import io.aletheia.engine.model.SalvageReport;
import io.aletheia.engine.model.Time;
import io.aletheia.engine.recovery.ClosedDatabase;
import io.aletheia.engine.tx.TransactionClock;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What can be done with a database directory without opening the database, be it whole or damaged. Nothing is written into it.
 * Thread-safe; each call holds the directory as long as it lasts.
 *
 * <p>Every method throws CANNOT_OPEN (08001) if there is no database, DATABASE_LOCKED (08001) if somebody has it open.
 */
public final class ClosedDatabaseTools {
    private ClosedDatabaseTools() {}

    /** What stands in the log from an LSN on, also in a damaged one. The directory is held until it is closed. */
    public static LogEntries logEntries(Path path, long fromLsn) {
        LocalDirectory directory = hold(path);
        try {
            LogEntries entries = new ClosedDatabase(directory).entries(fromLsn);
            return new LogEntries() {
                @Override
                public @Nullable LogEntry next() {
                    return entries.next();
                }

                @Override
                public void close() {
                    entries.close();
                    directory.close();
                }
            };
        } catch (RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    /** Reads the whole log and the files of the checkpoints, and says what is damaged or missing. */
    public static LogCheck checkLog(Path path) {
        try (LocalDirectory directory = hold(path)) {
            return new ClosedDatabase(directory).check();
        }
    }

    /**
     * How long the recovery would take that opening the database would begin with.
     *
     * @throws DatabaseException DATABASE_CORRUPT (XX001)
     */
    public static RecoveryEstimate estimateRecovery(Path path) {
        try (LocalDirectory directory = hold(path)) {
            return new ClosedDatabase(directory).estimate();
        }
    }

    /**
     * Copies what can be recovered of a database, damaged or not, into a new one.
     *
     * @param copy a directory that is empty or does not exist
     * @throws DatabaseException CANNOT_OPEN (08001) if it is neither; DATABASE_CORRUPT (XX001) if nothing can be recovered;
     *     DISK_FULL (53100)
     */
    public static SalvageReport salvage(Path path, Path copy) {
        if (copy.toAbsolutePath().normalize().startsWith(path.toAbsolutePath().normalize())) {
            throw new DatabaseException(
                    ErrorCode.CANNOT_OPEN,
                    "cannot salvage into " + copy
                            + ": nothing is written into the database that is salvaged; name a directory"
                            + " outside of it");
        }
        try (LocalDirectory from = hold(path);
                LocalDirectory to = LocalDirectory.open(copy, true, now())) {
            String present = to.list().stream()
                    .filter(name -> !LocalDirectory.isLock(name))
                    .findFirst()
                    .orElse(null);
            if (present != null) {
                throw new DatabaseException(
                        ErrorCode.CANNOT_OPEN,
                        "cannot salvage into " + copy + ": it is not empty, it holds " + present);
            }
            return new ClosedDatabase(from).salvageTo(to);
        }
    }

    /** What the lock file tells others. */
    private static Instant now() {
        var clock = new TransactionClock(DatabaseOptions.DEFAULTS.wallClock(), 0, Long.MIN_VALUE);
        return Time.toInstant(clock.wallMicros());
    }

    private static LocalDirectory hold(Path path) {
        return LocalDirectory.openForReading(path, now());
    }
}
