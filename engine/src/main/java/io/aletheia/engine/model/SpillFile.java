package io.aletheia.engine.model;

import java.nio.ByteBuffer;

/**
 * A file for what a statement cannot keep in memory; it is gone when it is closed. One thread writes; any thread reads what was written
 * before.
 *
 * <p>Errors of every method: DISK_FULL (53100), FILE_UNREADABLE (58030).
 */
public interface SpillFile extends AutoCloseable {
    /** Writes what remains in the buffer to the end of the file; returns at which position it stands there. */
    long append(ByteBuffer bytes);

    /** Reads until the buffer is full. */
    void read(ByteBuffer target, long position);

    /** Removes the file. Does nothing the second time. */
    @Override
    void close();
}
