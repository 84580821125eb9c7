package io.aletheia.engine.files;

import com.sun.nio.file.ExtendedOpenOption;
import io.aletheia.engine.model.DatabaseException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * A file on the local disk.
 *
 * <p>An interrupt closes a {@link FileChannel} for all who use it, so an operation that meets one opens the file again and
 * repeats itself, and gives the interrupt back to the thread afterwards. Repeating a sync is right in this one case: it did not
 * fail, it was not waited for.
 */
final class LocalFile implements DataFile {
    private interface Step<T> {
        T run(FileChannel channel) throws IOException;
    }

    private final Path path;
    private final Access access;
    /** Replaced under the monitor only; read without it, since a closed channel is noticed by whoever uses it. */
    private volatile FileChannel channel;

    private boolean closed;

    /** How a file is used. */
    enum Access {
        READ(StandardOpenOption.READ),
        WRITE(StandardOpenOption.READ, StandardOpenOption.WRITE),
        /** Past the cache; each write is on stable storage when it returns. */
        WRITE_DIRECT(
                StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DSYNC, ExtendedOpenOption.DIRECT);

        @SuppressWarnings("ImmutableEnumChecker") // made by Set.of, of enum constants
        private final Set<OpenOption> options;

        Access(OpenOption... options) {
            this.options = Set.of(options);
        }
    }

    /**
     * Opens a file that is there.
     *
     * @throws UnsupportedOperationException if it cannot be written directly
     */
    LocalFile(Path path, Access access) throws IOException {
        this.path = path;
        this.access = access;
        this.channel = FileChannel.open(path, access.options);
    }

    private LocalFile(Path path, FileChannel channel) {
        this.path = path;
        this.access = Access.WRITE;
        this.channel = channel;
    }

    /** Makes a file that is not there. */
    static LocalFile create(Path path) throws IOException {
        return new LocalFile(
                path,
                FileChannel.open(
                        path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE));
    }

    @Override
    public boolean isDirect() {
        return access == Access.WRITE_DIRECT;
    }

    @Override
    public String name() {
        return String.valueOf(path.getFileName());
    }

    @Override
    public long size() {
        return run("size of", FileChannel::size);
    }

    @Override
    public int read(ByteBuffer target, long position) {
        return run("read", open -> open.read(target, position));
    }

    @Override
    public int write(ByteBuffer source, long position) {
        return run("write", open -> open.write(source, position));
    }

    @Override
    public void truncate(long length) {
        run("truncate", open -> open.truncate(length));
    }

    @Override
    public void sync() {
        if (access == Access.WRITE_DIRECT) {
            // What was written is on stable storage already.
            return;
        }
        run("sync", open -> {
            open.force(false);
            return true;
        });
    }

    @Override
    public ByteBuffer map(long position, long length) {
        return run(
                "map",
                open -> open.map(FileChannel.MapMode.READ_ONLY, position, length)
                        .order(ByteOrder.LITTLE_ENDIAN));
    }

    @Override
    public synchronized void close() {
        closed = true;
        try {
            channel.close();
        } catch (IOException e) {
            throw FileErrors.of("close", path, e);
        }
    }

    private <T> T run(String operation, Step<T> step) {
        boolean interrupted = false;
        try {
            while (true) {
                FileChannel open = channel;
                try {
                    return step.run(open);
                } catch (ClosedByInterruptException e) {
                    interrupted |= Thread.interrupted();
                    reopen(open);
                } catch (ClosedChannelException e) {
                    // Another thread's interrupt closed it, unless it was closed for good.
                    if (!reopen(open)) {
                        throw FileErrors.of(operation, path, e);
                    }
                } catch (IOException e) {
                    throw FileErrors.of(operation, path, e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private synchronized boolean reopen(FileChannel broken) throws DatabaseException {
        if (closed) {
            return false;
        }
        if (channel == broken) {
            try {
                channel = FileChannel.open(path, access.options);
            } catch (IOException e) {
                throw FileErrors.of("open", path, e);
            }
        }
        return true;
    }
}
