package io.aletheia.engine.recovery;

import io.aletheia.engine.files.DataDirectory;
import io.aletheia.engine.files.DataFile;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.LogCheck;
import io.aletheia.engine.model.LogEntries;
import io.aletheia.engine.model.RecoveryEstimate;
import io.aletheia.engine.model.SalvageReport;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.store.StoreFile;
import io.aletheia.engine.store.TableImage;
import io.aletheia.engine.wal.LogCopy;
import io.aletheia.engine.wal.LogInspection;
import io.aletheia.engine.wal.LogOptions;
import io.aletheia.engine.wal.LogPosition;
import io.aletheia.engine.wal.LogReplay;
import io.aletheia.engine.wal.LogVerification;
import io.aletheia.engine.wal.Version1Log;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be asked of the files of a database that is not open, be they whole or damaged. Writes nothing into them. Not thread-safe. */
public final class ClosedDatabase {
    private static final int COPY_BYTES = 1 << 20;

    private final DataDirectory directory;

    /** A database in a directory that is held already. */
    public ClosedDatabase(DataDirectory directory) {
        this.directory = directory;
    }

    /** What stands in the log from an LSN on. */
    public LogEntries entries(long fromLsn) {
        List<Manifest> manifests = readable(new ArrayList<>());
        List<TableDefinition> tables = manifests.isEmpty()
                ? List.of()
                : manifests.get(manifests.size() - 1).image().tables().stream()
                        .map(TableImage::definition)
                        .toList();
        return LogInspection.of(directory, fromLsn, tables);
    }

    /** Reads the whole log and the files of the checkpoints. */
    public LogCheck check() {
        List<String> violations = new ArrayList<>();
        List<Manifest> manifests = readable(violations);
        if (manifests.isEmpty() && violations.isEmpty()) {
            try {
                Recovery.refuseRemains(directory);
            } catch (DatabaseException e) {
                violations.add(String.valueOf(e.getMessage()));
            }
        }
        LogPosition needed = manifests.isEmpty()
                ? LogPosition.BEGINNING
                : manifests.get(manifests.size() - 1).position();
        LogCheck log = LogVerification.of(directory, needed);
        manifests.forEach(manifest -> Manifests.checkFiles(directory, manifest, violations));
        violations.addAll(log.violations());
        return new LogCheck(
                log.segments(),
                log.frames(),
                log.transactions(),
                log.operations(),
                log.firstLsn(),
                log.lastLsn(),
                log.tornTailBytes(),
                violations);
    }

    /**
     * How long recovery would take.
     *
     * @throws DatabaseException DATABASE_CORRUPT (XX001)
     */
    public RecoveryEstimate estimate() {
        refuseVersion1("an estimate of the recovery");
        List<String> damaged = new ArrayList<>();
        List<Manifest> manifests = readable(damaged);
        if (manifests.isEmpty() && !damaged.isEmpty()) {
            throw new DatabaseException(ErrorCode.DATABASE_CORRUPT, damaged.get(0));
        }
        Manifest newest = manifests.isEmpty() ? null : manifests.get(0);
        LogReplay replay = new LogReplay(directory, LogOptions.DEFAULTS, LogReplay.Access.READ);
        long logBytes = replay.count(newest == null ? null : newest.logStart());
        return Manifest.estimate(newest, logBytes, replay.operations());
    }

    /**
     * Copies what can be recovered into another directory: the newest whole checkpoint, and the log behind it up to the damage.
     *
     * @throws DatabaseException DATABASE_CORRUPT (XX001) if no checkpoint is whole and the log does not hold all
     */
    public SalvageReport salvageTo(DataDirectory target) {
        refuseVersion1("a salvage");
        List<String> losses = new ArrayList<>();
        Manifest whole = wholeManifest(losses);
        if (whole == null && !losses.isEmpty() && !LogReplay.holdsAll(directory)) {
            throw new DatabaseException(
                    ErrorCode.DATABASE_CORRUPT,
                    "no checkpoint is whole, and the log does not go back to the first commit: " + losses.get(0));
        }
        LogCopy log = new LogCopy(directory, target);
        LogPosition position = log.run(whole == null ? null : whole.logStart());
        long bytes = log.bytes();
        if (whole != null) {
            for (StoreFile file : whole.image().files()) {
                copy(file.name(), target);
                bytes += file.length();
            }
            target.sync();
            Manifests.write(target, new Manifest(whole.databaseId(), whole.generation(), position, whole.image()));
        }
        // A damaged checkpoint loses nothing if the log behind the one before is whole.
        if (log.losses().isEmpty()) {
            losses.clear();
        }
        losses.addAll(log.losses());
        return new SalvageReport(log.lastLsn(), whole == null ? 0 : whole.lsn(), log.transactions(), bytes, losses);
    }

    private void refuseVersion1(String what) {
        if (new Version1Log(directory).isAlone()) {
            throw new DatabaseException(
                    ErrorCode.UNSUPPORTED,
                    what
                            + " of a database of version 1 is not supported; if it is whole it can be opened with readOnly=true");
        }
    }

    /** The manifests that can be read, newest first. */
    private List<Manifest> readable(List<String> violations) {
        List<Manifest> manifests = new ArrayList<>();
        for (long generation : Manifests.generations(directory)) {
            try {
                manifests.add(Manifests.read(directory, generation));
            } catch (DatabaseException e) {
                violations.add(String.valueOf(e.getMessage()));
            }
        }
        return manifests;
    }

    /** The newest manifest of which all files are whole; null if there is none. */
    private @Nullable Manifest wholeManifest(List<String> losses) {
        for (Manifest manifest : readable(losses)) {
            List<String> violations = new ArrayList<>();
            Manifests.checkFiles(directory, manifest, violations);
            if (violations.isEmpty()) {
                return manifest;
            }
            losses.addAll(violations);
        }
        return null;
    }

    private void copy(String name, DataDirectory target) {
        ByteBuffer buffer = ByteBuffer.allocate(COPY_BYTES);
        try (DataFile from = directory.openForReading(name);
                DataFile to = target.create(name)) {
            long size = from.size();
            for (long at = 0; at < size; at += buffer.limit()) {
                buffer.clear().limit((int) Math.min(COPY_BYTES, size - at));
                from.readFully(buffer, at);
                to.writeFully(buffer.flip(), at);
            }
            to.sync();
        }
    }
}
