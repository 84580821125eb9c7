package io.aletheia.engine.files;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * The files of one database: a flat directory. The only way to the disk. Thread-safe; a single file has one writer.
 *
 * <p>Creating, renaming and deleting are on stable storage only after {@link #sync}, whatever was synced of the files
 * themselves.
 *
 * <p>Errors of every method: DISK_FULL (53100) if there is no room, FILE_UNREADABLE (58030) for any other refusal of the
 * operating system; each names the file.
 */
public interface DataDirectory extends AutoCloseable {
    /** The names of all files, sorted. */
    List<String> list();

    /** The length of a file in bytes; -1 if there is none of this name. */
    long size(String name);

    /** Makes a new, empty file, open for reading and writing. It is an error if there is one already. */
    DataFile create(String name);

    /** Opens a file for reading and writing. */
    DataFile open(String name);

    /**
     * Opens a file for writing past the operating system's cache: what is written is on stable storage when the write returns, and
     * positions and lengths are multiples of 4096, as is the address of the buffer's first byte. A directory that cannot do that opens it
     * as {@link #open} does; {@link DataFile#isDirect} says which.
     */
    default DataFile openDirect(String name) {
        return open(name);
    }

    /** Opens a file for reading. */
    DataFile openForReading(String name);

    /** Gives a file another name, in one step, replacing the file of that name if there is one. */
    void rename(String from, String to);

    /** Removes a file; nothing happens if there is none. */
    void delete(String name);

    /** Returns when all creations, renames and deletions are on stable storage. */
    void sync();

    /** Reads a whole file, little-endian. */
    default ByteBuffer read(String name) {
        try (DataFile file = openForReading(name)) {
            ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(file.size()));
            file.readFully(bytes, 0);
            return bytes.flip().order(ByteOrder.LITTLE_ENDIAN);
        }
    }

    /** Gives the lock free, if one is held. Files still open stay open. */
    @Override
    void close();

    /** Where the directory is, for messages. */
    @Override
    String toString();
}
