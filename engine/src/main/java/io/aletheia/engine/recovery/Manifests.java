package io.aletheia.engine.recovery;

import io.aletheia.engine.files.DataDirectory;
import io.aletheia.engine.files.DataFile;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.store.StoreFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** The manifests in a directory. Not thread-safe. */
final class Manifests {
    private Manifests() {}

    /** The generations there are, newest first. */
    static List<Long> generations(DataDirectory directory) {
        List<Long> generations = new ArrayList<>();
        for (String name : directory.list()) {
            long generation = Manifest.generationIn(name);
            if (generation >= 0) {
                generations.add(generation);
            }
        }
        generations.sort(Comparator.reverseOrder());
        return generations;
    }

    /**
     * Reads a manifest and looks whether its files are there.
     *
     * @throws DatabaseException DATABASE_CORRUPT (XX001), CANNOT_OPEN (08001)
     */
    static Manifest read(DataDirectory directory, long generation) {
        String name = Manifest.nameOf(generation);
        Manifest manifest = Manifest.fromBytes(directory.read(name), name);
        for (StoreFile file : manifest.image().files()) {
            long length = directory.size(file.name());
            if (length != file.length()) {
                throw new DatabaseException(
                        ErrorCode.DATABASE_CORRUPT,
                        "file " + file.name() + " of manifest " + name + " is corrupt: expected " + file.length()
                                + " bytes, found " + (length < 0 ? "no file" : length + " bytes"));
            }
        }
        return manifest;
    }

    /** Reads the files of a checkpoint and adds what is wrong with them, in words. */
    static void checkFiles(DataDirectory directory, Manifest manifest, Collection<String> violations) {
        for (StoreFile file : manifest.image().files()) {
            try {
                file.check(directory);
            } catch (DatabaseException e) {
                violations.add(String.valueOf(e.getMessage()));
            }
        }
    }

    /**
     * Puts a manifest in force: after a crash at any moment there is either the whole manifest or none. What it names must be
     * written and synced; the names of those files are made durable here, before the manifest's own.
     */
    static void write(DataDirectory directory, Manifest manifest) {
        String name = Manifest.nameOf(manifest.generation());
        String unfinished = name + Manifest.UNFINISHED_SUFFIX;
        directory.delete(unfinished);
        try (DataFile file = directory.create(unfinished)) {
            file.writeFully(manifest.toBytes(), 0);
            file.sync();
        }
        directory.sync();
        directory.rename(unfinished, name);
        directory.sync();
    }
}
