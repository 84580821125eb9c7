package io.aletheia.engine.files;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.SpillFile;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The files of a directory that statements write what they cannot keep in memory to. Nothing in them outlives the statement, so they are
 * never synced; what a killed process left is removed when the database is opened again. Thread-safe.
 */
public final class SpillFiles {
    private static final String PREFIX = "spill-";
    private static final String SUFFIX = ".tmp";

    private final DataDirectory directory;
    private final AtomicLong lastNumber = new AtomicLong();
    private final Set<OpenSpillFile> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** The files of a directory in which nothing runs yet: those that are there are removed. */
    public SpillFiles(DataDirectory directory) {
        this.directory = directory;
        for (String name : directory.list()) {
            if (name.startsWith(PREFIX) && name.endsWith(SUFFIX)) {
                directory.delete(name);
            }
        }
    }

    /**
     * A new file.
     *
     * @throws DatabaseException CONNECTION_CLOSED (08003) after {@link #close}
     */
    public SpillFile create() {
        String name = PREFIX + lastNumber.incrementAndGet() + SUFFIX;
        var file = new OpenSpillFile(directory.create(name));
        open.add(file);
        if (closed) {
            file.close();
            throw new DatabaseException(ErrorCode.CONNECTION_CLOSED, "the database is closed");
        }
        return file;
    }

    /** Removes the files that are still there: their statements have ended, or will end with an error. */
    public void close() {
        closed = true;
        open.forEach(OpenSpillFile::close);
    }

    private final class OpenSpillFile implements SpillFile {
        private final DataFile file;
        private long end;

        OpenSpillFile(DataFile file) {
            this.file = file;
        }

        @Override
        public long append(ByteBuffer bytes) {
            long position = end;
            int length = bytes.remaining();
            file.writeFully(bytes, position);
            end = position + length;
            return position;
        }

        @Override
        public void read(ByteBuffer target, long position) {
            file.readFully(target, position);
        }

        @Override
        public void close() {
            if (open.remove(this)) {
                file.close();
                directory.delete(file.name());
            }
        }
    }
}
