package io.aletheia.engine.recovery;

import io.aletheia.engine.files.DataDirectory;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.RecoveryProgress;
import io.aletheia.engine.model.RecoveryReport;
import io.aletheia.engine.store.GraphStore;
import io.aletheia.engine.store.StoreFile;
import io.aletheia.engine.wal.LogOptions;
import io.aletheia.engine.wal.LogReplay;
import io.aletheia.engine.wal.Version1Log;
import io.aletheia.engine.wal.WriteAheadLog;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Opens a database directory: the newest checkpoint that is whole, then the log behind it. */
public final class Recovery {
    private static final System.Logger LOGGER = System.getLogger(Recovery.class.getName());

    /** A checkpoint and the store that was loaded from it. */
    private record Loaded(Manifest manifest, GraphStore store) {}

    private Recovery() {}

    /**
     * Brings back the state of the last commit that reached stable storage; an empty directory becomes a new database.
     *
     * @param access unless it is for writing, nothing at all is written, and the log refuses commits with READ_ONLY (25006)
     * @param progress told how far it is
     * @throws DatabaseException DATABASE_CORRUPT (XX001) if an acknowledged commit is damaged or missing; CANNOT_OPEN (08001) if
     *     a file is of a version that cannot be read, or that can only be read and is to be written; UNSUPPORTED (HYC00) if a log
     *     of version 1 says what this version cannot
     */
    public static Recovered open(
            DataDirectory directory, LogOptions options, LogReplay.Access access, RecoveryProgress progress) {
        Version1Log version1 = new Version1Log(directory);
        if (version1.isAlone()) {
            return Version1Recovery.open(directory, version1, access != LogReplay.Access.WRITE);
        }
        return open(directory, access, new LogReplay(directory, options, access), progress);
    }

    static Recovered open(
            DataDirectory directory, LogReplay.Access access, LogReplay replay, RecoveryProgress progress) {
        long started = System.nanoTime();
        List<Long> generations = Manifests.generations(directory);
        if (generations.isEmpty()) {
            refuseRemains(directory);
        }
        var losses = new ArrayList<String>();
        Loaded loaded = load(directory, generations, access, progress, losses);
        GraphStore store = loaded == null ? new GraphStore() : loaded.store;
        if (access == LogReplay.Access.WRITE) {
            store.moveChunksTo(directory, replay::databaseId);
        }
        store.beginReplay();
        WriteAheadLog log = replay.open(
                loaded == null ? null : loaded.manifest.logStart(),
                commit -> {
                    store.apply(commit);
                    store.writeFullChunks();
                },
                progress);
        store.endReplay();
        losses.addAll(replay.losses());
        RecoveryReport report = new RecoveryReport(
                loaded == null ? 0 : loaded.manifest.lsn(),
                replay.segments(),
                replay.frames(),
                replay.transactions(),
                replay.operations(),
                System.nanoTime() - started,
                replay.tornTailBytes(),
                log.lastLsn(),
                losses);
        Checkpointer checkpointer = new Checkpointer(
                directory,
                replay.databaseId(),
                loaded == null ? List.of() : kept(directory, generations, loaded.manifest),
                generations.isEmpty() ? 0 : generations.get(0));
        return new Recovered(store, log, checkpointer, report);
    }

    /** Chunk files without a manifest and without a log are what is left of a database, and no place for a new one. */
    static void refuseRemains(DataDirectory directory) {
        for (String name : directory.list()) {
            if (name.endsWith(StoreFile.SUFFIX) && LogReplay.hasNoSegments(directory)) {
                throw new DatabaseException(
                        ErrorCode.DATABASE_CORRUPT,
                        "there is neither a manifest nor a log, but the file " + name
                                + " of a database: its manifests and its log are missing");
            }
        }
    }

    /** The newest checkpoint that can be loaded; null if there is none at all, or none that is whole but the log holds all. */
    private static @Nullable Loaded load(
            DataDirectory directory,
            List<Long> generations,
            LogReplay.Access access,
            RecoveryProgress progress,
            List<String> losses) {
        DatabaseException first = null;
        for (long generation : generations) {
            try {
                Manifest manifest = Manifests.read(directory, generation);
                long total = manifest.image().rows();
                return new Loaded(
                        manifest,
                        GraphStore.load(
                                directory,
                                manifest.databaseId(),
                                manifest.image(),
                                rows -> progress.at(RecoveryProgress.Phase.CHECKPOINT, rows, total)));
            } catch (DatabaseException e) {
                if (e.code() != ErrorCode.DATABASE_CORRUPT) {
                    throw e;
                }
                // The log behind the older checkpoint is kept for this very case.
                LOGGER.log(
                        System.Logger.Level.WARNING,
                        "a checkpoint is damaged; the one before is tried: " + e.getMessage());
                if (first == null) {
                    first = e;
                }
            }
        }
        if (first != null && access == LogReplay.Access.SALVAGE && LogReplay.holdsAll(directory)) {
            losses.add(first.getMessage() + "; the log is replayed from its beginning");
        } else if (first != null) {
            throw first;
        }
        return null;
    }

    /** The checkpoint in force and the one before, if that one's manifest can be read. */
    private static List<Manifest> kept(DataDirectory directory, List<Long> generations, Manifest inForce) {
        List<Manifest> kept = new ArrayList<>();
        kept.add(inForce);
        int next = generations.indexOf(inForce.generation()) + 1;
        if (next < generations.size()) {
            try {
                kept.add(Manifests.read(directory, generations.get(next)));
            } catch (DatabaseException e) {
                LOGGER.log(System.Logger.Level.WARNING, "the checkpoint before the last is damaged: " + e.getMessage());
            }
        }
        return kept;
    }
}
