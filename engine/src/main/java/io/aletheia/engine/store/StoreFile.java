package io.aletheia.engine.store;

/**
 * An immutable file of a checkpoint, as the manifest names it.
 *
 * @param name file name within the database directory
 * @param length in bytes
 * @param crc32c checksum of the whole file
 */
public record StoreFile(String name, long length, int crc32c) {}
