package io.aletheia.engine.files;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The claim of one process on a directory: an operating system's lock on a file whose text names the holder. The operating
 * system gives it free when the process ends, however it ends, so a lock file left behind is no obstacle. The file also marks
 * the directory as a database and is never deleted. Thread-safe.
 */
final class DirectoryLock {
    /** The name of the lock file. */
    static final String NAME = "aletheia.lock";

    /** The locked byte lies beyond the text: where locks are mandatory, a locked byte cannot be read by others. */
    private static final long LOCKED_BYTE = 1L << 40;

    private static final int TEXT_BYTES_MAX = 4096;

    /** As {@link #writeHolder} writes it. */
    private static final Pattern HOLDER = Pattern.compile("^process ([0-9]{1,18}) on host (.*) since ");

    /** Null where there is nothing to lock. */
    private final @Nullable FileLock lock;

    private DirectoryLock(@Nullable FileLock lock) {
        this.lock = lock;
    }

    /** Takes the lock or throws DATABASE_LOCKED (08001) naming who has it. */
    static DirectoryLock take(Path directory, Instant now) throws IOException {
        return take(directory, now, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /**
     * As {@link #take} for who only reads. Where the lock file cannot be written, as on a file system that is mounted for reading, he
     * shares the directory with others like him, and goes without a lock if there never was a lock file.
     */
    static DirectoryLock takeToRead(Path directory, Instant now) throws IOException {
        try {
            return take(directory, now);
        } catch (FileSystemException e) {
            return Files.exists(directory.resolve(NAME))
                    ? take(directory, null, StandardOpenOption.READ)
                    : new DirectoryLock(null);
        }
    }

    /**
     * Takes the lock.
     *
     * @param since what others are told; null to share the lock and tell nothing
     */
    private static DirectoryLock take(Path directory, @Nullable Instant since, StandardOpenOption... options)
            throws IOException {
        FileChannel channel = FileChannel.open(directory.resolve(NAME), options);
        boolean taken = false;
        try {
            FileLock lock = tryLock(channel, since == null);
            if (lock == null) {
                throw new DatabaseException(
                        ErrorCode.DATABASE_LOCKED, "the database " + directory + " is held by " + holderIn(channel));
            }
            if (since != null) {
                writeHolder(channel, since);
            }
            taken = true;
            return new DirectoryLock(lock);
        } finally {
            if (!taken) {
                channel.close();
            }
        }
    }

    /** Gives the directory free. */
    void release() {
        try {
            if (lock != null && lock.acquiredBy().isOpen()) {
                lock.release();
                lock.acquiredBy().close();
            }
        } catch (IOException e) {
            throw FileErrors.of("release", NAME, e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel, boolean shared) throws IOException {
        try {
            return channel.tryLock(LOCKED_BYTE, 1, shared);
        } catch (OverlappingFileLockException e) {
            // Held by this very process.
            return null;
        }
    }

    private static void writeHolder(FileChannel channel, Instant now) throws IOException {
        String text = "process " + ProcessHandle.current().pid() + " on host " + host() + " since " + now + "\n";
        channel.truncate(0);
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        long position = 0;
        while (bytes.hasRemaining()) {
            position += channel.write(bytes, position);
        }
    }

    private static String holderIn(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(TEXT_BYTES_MAX);
        channel.read(bytes, 0);
        String text = StandardCharsets.UTF_8.decode(bytes.flip()).toString().trim();
        if (text.isEmpty()) {
            return "a process that did not say its name";
        }
        Matcher holder = HOLDER.matcher(text);
        boolean ended = holder.find()
                && holder.group(2).equals(host())
                && ProcessHandle.of(Long.parseLong(holder.group(1))).isEmpty();
        return ended ? "a process that reads it; the one that wrote it last, " + text + ", has ended" : text;
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            // The name only helps a person; a machine without one still opens databases.
            return "unknown (" + e.getMessage() + ")";
        }
    }
}
