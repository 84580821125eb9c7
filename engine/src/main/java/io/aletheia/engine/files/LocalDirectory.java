package io.aletheia.engine.files;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A directory of the local file system, held by this process alone from {@link #open} to {@link #close}. Thread-safe.
 */
public final class LocalDirectory implements DataDirectory {
    private static final boolean WINDOWS = System.getProperty("os.name", "").startsWith("Windows");

    private static final System.Logger LOGGER = System.getLogger(LocalDirectory.class.getName());
    /** What {@link DataDirectory#openDirect} promises to be enough. */
    private static final long DIRECT_BLOCK_BYTES_MAX = 4096;

    private static final String MANIFEST_PREFIX = "manifest-";
    /** The attribute that tells file systems apart. A mount of another namespace has it, but no {@code FileStore}. */
    private static final String DEVICE = "unix:dev";

    private static final String SEGMENT_SUFFIX = ".gwal";
    private static final String UNFINISHED_SEGMENT_SUFFIX = ".gwal.new";
    private static final Pattern VERSION_1_SEGMENT = Pattern.compile("[0-9]{6,18}\\.log");

    private final Path path;
    private final DirectoryLock lock;

    private LocalDirectory(Path path, DirectoryLock lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Takes a database directory.
     *
     * @param create whether a missing directory is made
     * @param now the time that the lock file tells others
     * @throws DatabaseException CANNOT_OPEN (08001) if it is missing and not to be made, cannot be made, is no directory, or
     *     holds files but no database; DATABASE_LOCKED (08001), naming the holder, if another process or this one has it
     */
    public static LocalDirectory open(Path path, boolean create, Instant now) {
        return open(path, create, false, now);
    }

    /** As {@link #open(Path, boolean, Instant)} of one that is there and that nothing is written into, as on a medium that takes nothing. */
    public static LocalDirectory openForReading(Path path, Instant now) {
        return open(path, false, true, now);
    }

    private static LocalDirectory open(Path path, boolean create, boolean forReading, Instant now) {
        try {
            if (!Files.exists(path) && !create) {
                throw cannotOpen(path, "there is no such directory, and it is not to be made");
            }
            if (Files.exists(path) && !Files.isDirectory(path)) {
                throw cannotOpen(path, "it is not a directory");
            }
            if (create) {
                Files.createDirectories(path);
            }
            List<String> names = namesIn(path);
            // A copy of a database need not have the lock file.
            boolean database = names.stream()
                    .anyMatch(name -> name.equals(DirectoryLock.NAME)
                            || name.startsWith(MANIFEST_PREFIX)
                            || name.endsWith(SEGMENT_SUFFIX)
                            || name.endsWith(UNFINISHED_SEGMENT_SUFFIX)
                            || VERSION_1_SEGMENT.matcher(name).matches());
            if (!names.isEmpty() && !database) {
                throw cannotOpen(path, "it holds files, such as " + names.get(0) + ", but no database");
            }
            // What is left of one whose making was cut short.
            boolean empty = names.stream().allMatch(name -> isLock(name) || name.endsWith(UNFINISHED_SEGMENT_SUFFIX));
            if (empty && !create) {
                throw cannotOpen(path, "it is empty, and no database is to be made");
            }
            if (empty) {
                syncNames(path.toAbsolutePath());
            }
            DirectoryLock lock = forReading ? DirectoryLock.takeToRead(path, now) : DirectoryLock.take(path, now);
            return new LocalDirectory(path, lock);
        } catch (IOException e) {
            throw new DatabaseException(ErrorCode.CANNOT_OPEN, "cannot open " + path + ": " + e + adviceOn(e), e);
        }
    }

    private static String adviceOn(IOException cause) {
        boolean unwritable = cause instanceof AccessDeniedException
                || (cause instanceof FileSystemException e
                        && String.valueOf(e.getReason()).contains("Read-only"));
        return unwritable
                ? "; what can be read but not written to is opened with readOnly=true, if its lock file, where it has one, can"
                        + " be read"
                : "";
    }

    /**
     * Puts the names of a directory and of those above it on stable storage, as far as they are on the same file system and can be
     * opened: whoever made them may have been killed before he did.
     */
    private static void syncNames(Path path) throws IOException {
        if (WINDOWS) {
            return;
        }
        Object fileSystem = Files.getAttribute(path, DEVICE);
        for (Path above = path.getParent();
                above != null && Files.isReadable(above) && fileSystem.equals(Files.getAttribute(above, DEVICE));
                above = above.getParent()) {
            syncDirectory(above);
        }
    }

    /** Whether a file is the one by which the directory is held; it is no part of the database. */
    public static boolean isLock(String name) {
        return name.equals(DirectoryLock.NAME);
    }

    private static DatabaseException cannotOpen(Path path, String reason) {
        return new DatabaseException(ErrorCode.CANNOT_OPEN, "cannot open " + path + ": " + reason);
    }

    @Override
    public List<String> list() {
        try {
            return namesIn(path);
        } catch (IOException e) {
            throw FileErrors.of("list", path, e);
        }
    }

    @Override
    public long size(String name) {
        try {
            return Files.size(path.resolve(name));
        } catch (NoSuchFileException e) {
            return -1;
        } catch (IOException e) {
            throw FileErrors.of("size of", path.resolve(name), e);
        }
    }

    @Override
    public DataFile create(String name) {
        try {
            return LocalFile.create(path.resolve(name));
        } catch (IOException e) {
            throw FileErrors.of("create", path.resolve(name), e);
        }
    }

    @Override
    public DataFile open(String name) {
        return open(name, LocalFile.Access.WRITE);
    }

    @Override
    public DataFile openDirect(String name) {
        Path file = path.resolve(name);
        try {
            if (Files.getFileStore(file).getBlockSize() <= DIRECT_BLOCK_BYTES_MAX) {
                return new LocalFile(file, LocalFile.Access.WRITE_DIRECT);
            }
        } catch (IOException | UnsupportedOperationException e) {
            // Some file systems refuse it, each in its own way; if the file cannot be opened at all, that will be told
            // below.
            LOGGER.log(System.Logger.Level.INFO, "files in " + path + " cannot be written past the cache", e);
        }
        return open(name);
    }

    @Override
    public DataFile openForReading(String name) {
        return open(name, LocalFile.Access.READ);
    }

    private DataFile open(String name, LocalFile.Access access) {
        try {
            return new LocalFile(path.resolve(name), access);
        } catch (IOException e) {
            throw FileErrors.of("open", path.resolve(name), e);
        }
    }

    @Override
    public void rename(String from, String to) {
        try {
            Files.move(
                    path.resolve(from),
                    path.resolve(to),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            throw FileErrors.of("rename in one step", path.resolve(from), e);
        } catch (IOException e) {
            throw FileErrors.of("rename", path.resolve(from), e);
        }
    }

    @Override
    public void delete(String name) {
        try {
            Files.deleteIfExists(path.resolve(name));
        } catch (IOException e) {
            throw FileErrors.of("delete", path.resolve(name), e);
        }
    }

    @Override
    public void sync() {
        try {
            syncDirectory(path);
        } catch (IOException e) {
            throw FileErrors.of("sync", path, e);
        }
    }

    @Override
    public void close() {
        lock.release();
    }

    @Override
    public String toString() {
        return path.toString();
    }

    private static List<String> namesIn(Path directory) throws IOException {
        try (Stream<Path> paths = Files.list(directory)) {
            return paths.map(each -> String.valueOf(each.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    /** Windows has no handle of a directory that could be synced; its file systems log such changes themselves. */
    private static void syncDirectory(Path directory) throws IOException {
        if (WINDOWS) {
            return;
        }
        // An interrupt would close the channel; it is kept until the directory is synced.
        boolean interrupted = Thread.interrupted();
        try {
            while (!isSynced(directory)) {
                interrupted |= Thread.interrupted();
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** False if an interrupt came in between. */
    private static boolean isSynced(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
            return true;
        } catch (ClosedByInterruptException e) {
            return false;
        }
    }
}
