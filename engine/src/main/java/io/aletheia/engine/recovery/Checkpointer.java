package io.aletheia.engine.recovery;

import io.aletheia.engine.files.DataDirectory;
import io.aletheia.engine.model.CheckpointReport;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErasureRemains;
import io.aletheia.engine.model.RecoveryEstimate;
import io.aletheia.engine.store.GraphStore;
import io.aletheia.engine.store.StoreCapture;
import io.aletheia.engine.store.StoreFile;
import io.aletheia.engine.store.StoreImage;
import io.aletheia.engine.wal.LogPosition;
import io.aletheia.engine.wal.WriteAheadLog;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes checkpoints of a database and keeps the last two, with the log behind the older of them, so that one of the two may be
 * damaged. Not thread-safe: one call at a time, but for {@link #report}.
 */
public final class Checkpointer {
    private static final System.Logger LOGGER = System.getLogger(Checkpointer.class.getName());
    private static final int KEPT = 2;

    private final DataDirectory directory;
    private final UUID databaseId;
    /** Those in force, newest first; at most {@link #KEPT}. Replaced as a whole, so that anybody can read it. */
    private volatile List<Manifest> kept;

    private long lastGeneration;

    Checkpointer(DataDirectory directory, UUID databaseId, List<Manifest> kept, long lastGeneration) {
        this.directory = directory;
        this.databaseId = databaseId;
        this.kept = List.copyOf(kept);
        this.lastGeneration = lastGeneration;
    }

    /** Lets a task run while every claimed commit is applied and published, and no other is claimed. */
    public interface CommitPause {
        /** Runs the task and returns its result. */
        <T extends @Nullable Object> T run(Supplier<T> task);
    }

    /** What a checkpoint holds, and where the log goes on behind it. */
    private record Begun(StoreCapture capture, LogPosition position) {}

    /**
     * Writes the state of the store, so that recovery begins from it, and removes the files and log segments that no kept
     * checkpoint needs. Does nothing if nothing was committed, and no later system time was asked about, since the last. Commits
     * pause while the state is taken, not while it is written.
     *
     * @throws DatabaseException DISK_FULL (53100), FILE_UNREADABLE (58030), COMMIT_OUTCOME_UNKNOWN (08007) if the log has failed;
     *     the checkpoint before stays in force
     */
    public void checkpoint(GraphStore store, WriteAheadLog log, CommitPause pause) {
        Begun begun = pause.run(() -> begin(store, log));
        if (begun == null) {
            return;
        }
        Manifest manifest;
        try (StoreCapture capture = begun.capture()) {
            manifest = write(store, begun.position(), capture::write);
        }
        kept = kept.isEmpty() ? List.of(manifest) : List.of(manifest, kept.get(0));
        try {
            removeUnneeded(store);
            // The log that a single checkpoint leaves behind it is what stands in for the one before.
            log.trim(kept.size() < KEPT ? 0 : kept.get(KEPT - 1).lsn());
        } catch (DatabaseException e) {
            LOGGER.log(System.Logger.Level.WARNING, "files that no checkpoint needs cannot be removed", e);
        }
    }

    /** Takes the state if there is something new; null if not. */
    private @Nullable Begun begin(GraphStore store, WriteAheadLog log) {
        log.awaitDurable(store.lastLsn());
        boolean isNew = kept.isEmpty()
                || kept.get(0).lsn() != store.lastLsn()
                || kept.get(0).image().lastSystemTime() != store.lastSystemTime();
        if (!isNew) {
            return null;
        }
        LogPosition position = end(store, log);
        return new Begun(store.capture(directory, databaseId), position);
    }

    /** The last LSN that the newest checkpoint holds; 0 if there is none. Any thread. */
    long lsn() {
        List<Manifest> now = kept;
        return now.isEmpty() ? 0 : now.get(0).lsn();
    }

    /** From where on the log is needed: behind the oldest checkpoint that is kept. Any thread. */
    public LogPosition neededLog() {
        List<Manifest> now = kept;
        return now.isEmpty() ? LogPosition.BEGINNING : now.get(now.size() - 1).position();
    }

    /** How long recovery would take if the process were killed now. Any thread. */
    public RecoveryEstimate estimate(WriteAheadLog log) {
        List<Manifest> now = kept;
        Manifest newest = now.isEmpty() ? null : now.get(0);
        LogPosition from = newest == null ? LogPosition.BEGINNING : newest.position();
        return Manifest.estimate(newest, log.bytesBehind(from), log.lastLsn() - from.lsn() + 1);
    }

    /** The checkpoints that are kept, newest first. Any thread. */
    public List<CheckpointReport> report() {
        return kept.stream().map(Manifest::report).toList();
    }

    /** Reads all files of the checkpoints that are kept, and returns what is wrong with them, in words. */
    public List<String> check() {
        var violations = new LinkedHashSet<String>();
        for (Manifest manifest : kept) {
            try {
                Manifests.checkFiles(directory, Manifests.read(directory, manifest.generation()), violations);
            } catch (DatabaseException e) {
                violations.add(String.valueOf(e.getMessage()));
            }
        }
        return List.copyOf(violations);
    }

    /**
     * Makes a checkpoint without what was erased or forgotten, and leaves nothing of it in the directory either: no older
     * checkpoint, no log before this one. It is written twice, so that one of the two manifests may be damaged. The caller lets
     * commits pause.
     *
     * @return the files that hold some of it all the same, with the reason
     * @throws DatabaseException as {@link #checkpoint}; LOG_UNAVAILABLE (58030) if the log fails at the end, when the checkpoint is
     *     in force
     */
    public List<ErasureRemains> purge(GraphStore store, WriteAheadLog log) {
        log.awaitDurable(store.lastLsn());
        LogPosition position = end(store, log);
        Manifest first = write(store, position, () -> store.writeTo(directory, databaseId, true));
        Manifest second = write(store, position, () -> store.writeTo(directory, databaseId));
        kept = List.of(second, first);
        var remains = new ArrayList<ErasureRemains>();
        try {
            removeUnneeded(store);
        } catch (DatabaseException e) {
            LOGGER.log(System.Logger.Level.WARNING, "files that no checkpoint needs cannot be removed", e);
        }
        log.erase(position);
        for (StoreFile file : store.filesBehindSnapshots()) {
            remains.add(new ErasureRemains(
                    file.name(),
                    "a transaction that began before the erasure is still running; end it and purge again"));
        }
        Set<String> needed = needed(store);
        for (String name : directory.list()) {
            if (name.endsWith(StoreFile.SUFFIX) && !needed.contains(name)) {
                remains.add(new ErasureRemains(name, "the file could not be removed; the database's log says why"));
            }
        }
        return remains;
    }

    private static LogPosition end(GraphStore store, WriteAheadLog log) {
        LogPosition position = log.position();
        if (position.lsn() != store.lastLsn() + 1) {
            throw new IllegalStateException(
                    "the log ends before LSN " + position.lsn() + ", the store holds LSN " + store.lastLsn());
        }
        return position;
    }

    /** Nothing is left of a checkpoint that fails: on a full disk its files would take the room that the log needs. */
    private Manifest write(GraphStore store, LogPosition position, Supplier<StoreImage> files) {
        try {
            Manifest manifest = new Manifest(databaseId, lastGeneration + 1, position, files.get());
            Manifests.write(directory, manifest);
            lastGeneration++;
            return manifest;
        } catch (DatabaseException e) {
            try {
                removeUnneeded(store);
            } catch (DatabaseException another) {
                e.addSuppressed(another);
            }
            throw e;
        }
    }

    /** The files of the kept checkpoints, and those that rows are read from. */
    private Set<String> needed(GraphStore store) {
        Set<String> needed = new HashSet<>();
        for (Manifest manifest : kept) {
            needed.add(Manifest.nameOf(manifest.generation()));
            manifest.image().files().forEach(file -> needed.add(file.name()));
        }
        // Rows may be read from files that no checkpoint names yet.
        store.filesInUse().forEach(file -> needed.add(file.name()));
        return needed;
    }

    /**
     * Manifests go first, so that none is ever there without its files: a first checkpoint that failed at its end would hide the log
     * if the power went.
     */
    private void removeUnneeded(GraphStore store) {
        // Named before it is asked what is needed: files may come while commits go on.
        List<String> names = directory.list();
        Set<String> needed = needed(store);
        // Also what was left by a crash in the middle of a checkpoint.
        boolean manifests = remove(
                names,
                name -> (Manifest.generationIn(name) >= 0 || Manifest.isUnfinished(name)) && !needed.contains(name));
        if (manifests) {
            directory.sync();
        }
        remove(names, name -> name.endsWith(StoreFile.SUFFIX) && !needed.contains(name));
        directory.sync();
    }

    /** Returns whether there were any. */
    private boolean remove(List<String> names, Predicate<String> unneeded) {
        List<String> removed = names.stream().filter(unneeded).toList();
        removed.forEach(directory::delete);
        return !removed.isEmpty();
    }
}
