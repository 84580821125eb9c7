package io.aletheia.engine.store;

import io.aletheia.engine.files.DataDirectory;

/**
 * An immutable file of a checkpoint, as the manifest names it.
 *
 * @param name file name within the database directory
 * @param length in bytes
 * @param crc32c the checksum of all that stands before it, with which the file ends
 */
public record StoreFile(String name, long length, int crc32c) {
    /** How the names of all such files end. */
    public static final String SUFFIX = ".alc";

    /**
     * Reads the whole file.
     *
     * @throws io.aletheia.engine.model.DatabaseException DATABASE_CORRUPT (XX001) if it is not what is said of it; FILE_UNREADABLE
     *     (58030) if it is not there
     */
    public void check(DataDirectory directory) {
        FileChecksum.check(StoreFiles.map(directory, this), this);
    }
}
