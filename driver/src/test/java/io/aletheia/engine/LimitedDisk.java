package io.aletheia.engine;

import io.aletheia.engine.files.DataDirectory;
import io.aletheia.engine.files.DataFile;
import io.aletheia.engine.files.MemoryDirectory;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import java.nio.ByteBuffer;
import java.util.List;

/** A disk in memory with room for so many bytes, below real databases. Thread-safe by its monitor. */
public final class LimitedDisk implements DataDirectory {
    private final MemoryDirectory files = new MemoryDirectory();
    private long bytesMax;

    public LimitedDisk(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    /** Opens the database on the disk, or a new one. */
    public Database open() {
        return Database.open("limited", this, DatabaseOptions.DEFAULTS);
    }

    public synchronized void setBytesMax(long newBytesMax) {
        bytesMax = newBytesMax;
    }

    /** Bytes that can still be written. */
    public synchronized long room() {
        long used = 0;
        for (String name : files.list()) {
            used += files.size(name);
        }
        return bytesMax - used;
    }

    @Override
    public List<String> list() {
        return files.list();
    }

    @Override
    public long size(String name) {
        return files.size(name);
    }

    @Override
    public DataFile create(String name) {
        return new LimitedFile(files.create(name));
    }

    @Override
    public DataFile open(String name) {
        return new LimitedFile(files.open(name));
    }

    @Override
    public DataFile openForReading(String name) {
        return files.openForReading(name);
    }

    @Override
    public void rename(String from, String to) {
        files.rename(from, to);
    }

    @Override
    public void delete(String name) {
        files.delete(name);
    }

    @Override
    public void sync() {
        files.sync();
    }

    @Override
    public void close() {
        files.close();
    }

    @Override
    public String toString() {
        return "limited disk";
    }

    /** As on a disk, what fits is written before it is full. */
    private synchronized int write(DataFile file, ByteBuffer source, long position) {
        long growth = position + source.remaining() - file.size();
        long missing = growth - room();
        if (growth <= 0 || missing <= 0) {
            return file.write(source, position);
        }
        int fitting = (int) Math.max(0, source.remaining() - missing);
        if (fitting == 0) {
            throw new DatabaseException(ErrorCode.DISK_FULL, "write " + file.name() + ": No space left on device");
        }
        ByteBuffer part = source.duplicate();
        part.limit(part.position() + fitting);
        int written = file.write(part, position);
        source.position(source.position() + written);
        return written;
    }

    private final class LimitedFile implements DataFile {
        private final DataFile file;

        LimitedFile(DataFile file) {
            this.file = file;
        }

        @Override
        public String name() {
            return file.name();
        }

        @Override
        public long size() {
            return file.size();
        }

        @Override
        public int read(ByteBuffer target, long position) {
            return file.read(target, position);
        }

        @Override
        public int write(ByteBuffer source, long position) {
            return LimitedDisk.this.write(file, source, position);
        }

        @Override
        public void truncate(long length) {
            file.truncate(length);
        }

        @Override
        public void sync() {
            file.sync();
        }

        @Override
        public ByteBuffer map(long position, long length) {
            return file.map(position, length);
        }

        @Override
        public void close() {
            file.close();
        }
    }
}
