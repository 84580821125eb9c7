package io.aletheia.query;

import io.aletheia.engine.ClosedDatabaseTools;
import io.aletheia.engine.model.LogCheck;
import io.aletheia.engine.model.LogEntries;
import io.aletheia.engine.model.RecoveryEstimate;
import io.aletheia.engine.model.SalvageReport;
import java.nio.file.Path;

/** The engine's tools for a database that is not open, as {@link ClosedDatabaseTools} describes them, for the shell. */
public final class OfflineTools {
    private OfflineTools() {}

    /** What stands in the log from an LSN on. */
    public static LogEntries logEntries(Path path, long fromLsn) {
        return ClosedDatabaseTools.logEntries(path, fromLsn);
    }

    /** Reads the whole log and the files of the checkpoints. */
    public static LogCheck checkLog(Path path) {
        return ClosedDatabaseTools.checkLog(path);
    }

    /** How long recovery would take. */
    public static RecoveryEstimate estimateRecovery(Path path) {
        return ClosedDatabaseTools.estimateRecovery(path);
    }

    /** Copies what can be recovered. */
    public static SalvageReport salvage(Path path, Path copy) {
        return ClosedDatabaseTools.salvage(path, copy);
    }
}
