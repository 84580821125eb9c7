package io.aletheia.engine.store;

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
}
