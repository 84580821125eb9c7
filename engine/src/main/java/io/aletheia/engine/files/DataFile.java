package io.aletheia.engine.files;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import java.nio.ByteBuffer;

/**
 * One open file of a {@link DataDirectory}. What is written is on stable storage only after {@link #sync}. Thread-safe for
 * reading; one thread writes at a time. An interrupt of the calling thread neither fails an operation nor closes the file.
 *
 * <p>Errors of every method: DISK_FULL (53100) if there is no room, FILE_UNREADABLE (58030) for any other refusal of the
 * operating system; each names the file.
 */
public interface DataFile extends AutoCloseable {
    /** The name within its directory. */
    String name();

    /** Whether it is written past the operating system's cache: see {@link DataDirectory#openDirect}. */
    default boolean isDirect() {
        return false;
    }

    /** The length in bytes. */
    long size();

    /** Reads some bytes at a position; returns how many, or -1 at the end of the file. */
    int read(ByteBuffer target, long position);

    /** Writes some bytes at a position, growing the file if need be; returns how many, which can be fewer than remain. */
    int write(ByteBuffer source, long position);

    /** Sets the length: cuts what is beyond. */
    void truncate(long length);

    /** Returns when all that was written, and the length, are on stable storage. A failed sync must never be repeated. */
    void sync();

    /** The bytes, read-only, little-endian. They stay readable after {@link #close}; the part must not change meanwhile. */
    ByteBuffer map(long position, long length);

    /** Reads until the buffer is full. DATABASE_CORRUPT (XX001) if the file ends before. */
    default void readFully(ByteBuffer target, long position) {
        long at = position;
        while (target.hasRemaining()) {
            int count = read(target, at);
            if (count < 0) {
                throw new DatabaseException(
                        ErrorCode.DATABASE_CORRUPT,
                        name() + " ends at " + size() + ", expected " + target.remaining() + " bytes more at " + at);
            }
            at += count;
        }
    }

    /** Writes all that remains in the buffer, in as many steps as it takes. */
    default void writeFully(ByteBuffer source, long position) {
        long at = position;
        while (source.hasRemaining()) {
            at += write(source, at);
        }
    }

    @Override
    void close();
}
