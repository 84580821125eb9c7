package io.aletheia.engine;

import io.aletheia.engine.files.DataDirectory;
import io.aletheia.engine.files.DataFile;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A disk in memory below real databases, with room for so many bytes, that can fail and lose power. Of what was not synced a power
 * loss keeps any sectors; names that were not synced it keeps or loses together. Thread-safe by its monitor.
 */
public final class FaultyDisk implements DataDirectory {
    private static final int SECTOR_BYTES = 512;

    /** What an operation that changes something is. */
    public enum Kind {
        WRITE,
        SYNC,
        OTHER
    }

    /** Is asked before every operation that changes something, and may wait or throw. Not asked under the disk's monitor. */
    public interface Fault {
        void before(Kind kind, String file);
    }

    /** What a name stands for. */
    private static final class Content {
        byte[] bytes = new byte[0];
        byte[] synced = new byte[0];
    }

    private final TreeMap<String, Content> names = new TreeMap<>();
    private final TreeMap<String, Content> syncedNames = new TreeMap<>();
    private volatile @Nullable Fault fault;
    private volatile boolean shortWrites;
    private volatile boolean dead;
    private long bytesMax;

    public FaultyDisk(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    /** Opens the database on the disk, or a new one. */
    public Database open() {
        return open(DatabaseOptions.DEFAULTS);
    }

    /** Opens the database on the disk, or a new one, otherwise than by default. */
    public Database open(DatabaseOptions options) {
        return Database.open("faulty", this, options);
    }

    public synchronized void setBytesMax(long newBytesMax) {
        bytesMax = newBytesMax;
    }

    /** Bytes that can still be written. */
    public synchronized long room() {
        return bytesMax
                - names.values().stream()
                        .mapToLong(content -> content.bytes.length)
                        .sum();
    }

    /** Writes do less than they are asked to, from now on. */
    public FaultyDisk shortWrites() {
        shortWrites = true;
        return this;
    }

    /** Asks this before every operation from now on; null for none. */
    public void fault(@Nullable Fault newFault) {
        fault = newFault;
    }

    /** Nothing works from now on. */
    public void kill() {
        dead = true;
    }

    /** What would be found if the power went now and came back; this disk goes on. */
    public synchronized FaultyDisk survivor(Random random) {
        var survivor = new FaultyDisk(bytesMax);
        (random.nextBoolean() ? names : syncedNames).forEach((name, content) -> {
            var copy = new Content();
            copy.bytes = survivor(content, random);
            copy.synced = copy.bytes.clone();
            survivor.names.put(name, copy);
            survivor.syncedNames.put(name, copy);
        });
        return survivor;
    }

    private static byte[] survivor(Content content, Random random) {
        byte[] survivor =
                Arrays.copyOf(content.synced, random.nextBoolean() ? content.bytes.length : content.synced.length);
        int end = Math.min(survivor.length, content.bytes.length);
        for (int at = 0; at < end; at += SECTOR_BYTES) {
            if (random.nextBoolean()) {
                System.arraycopy(content.bytes, at, survivor, at, Math.min(SECTOR_BYTES, end - at));
            }
        }
        return survivor;
    }

    private void begin(Kind kind, String file) {
        Fault asked = fault;
        if (asked != null && !dead) {
            asked.before(kind, file);
        }
        if (dead) {
            throw new DatabaseException(ErrorCode.FILE_UNREADABLE, file + ": the power is off");
        }
    }

    private Content content(String name) {
        Content content = names.get(name);
        if (content == null) {
            throw new DatabaseException(ErrorCode.FILE_UNREADABLE, "open " + name + ": no such file");
        }
        return content;
    }

    @Override
    public synchronized List<String> list() {
        return List.copyOf(names.keySet());
    }

    @Override
    public synchronized long size(String name) {
        Content content = names.get(name);
        return content == null ? -1 : content.bytes.length;
    }

    @Override
    public DataFile create(String name) {
        begin(Kind.OTHER, name);
        synchronized (this) {
            var content = new Content();
            if (names.putIfAbsent(name, content) != null) {
                throw new DatabaseException(ErrorCode.FILE_UNREADABLE, "create " + name + ": exists already");
            }
            return new File(name, content);
        }
    }

    @Override
    public synchronized DataFile open(String name) {
        return new File(name, content(name));
    }

    @Override
    public DataFile openForReading(String name) {
        return open(name);
    }

    @Override
    public void rename(String from, String to) {
        begin(Kind.OTHER, from);
        synchronized (this) {
            Content content = content(from);
            names.remove(from);
            names.put(to, content);
        }
    }

    @Override
    public void delete(String name) {
        begin(Kind.OTHER, name);
        synchronized (this) {
            names.remove(name);
        }
    }

    @Override
    public void sync() {
        begin(Kind.SYNC, "directory");
        synchronized (this) {
            syncedNames.clear();
            syncedNames.putAll(names);
        }
    }

    @Override
    public void close() {
        // No lock is held.
    }

    @Override
    public String toString() {
        return "faulty disk";
    }

    private final class File implements DataFile {
        private final String name;
        private final Content content;

        File(String name, Content content) {
            this.name = name;
            this.content = content;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public long size() {
            synchronized (FaultyDisk.this) {
                return content.bytes.length;
            }
        }

        @Override
        public int read(ByteBuffer target, long position) {
            synchronized (FaultyDisk.this) {
                if (position >= content.bytes.length) {
                    return target.hasRemaining() ? -1 : 0;
                }
                int count = (int) Math.min(target.remaining(), content.bytes.length - position);
                target.put(content.bytes, (int) position, count);
                return count;
            }
        }

        @Override
        public int write(ByteBuffer source, long position) {
            begin(Kind.WRITE, name);
            synchronized (FaultyDisk.this) {
                int from = (int) position;
                int count = shortWrites ? (source.remaining() + 2) / 3 : source.remaining();
                // As on a disk, what fits is written before it is full.
                long missing = Math.max(0, from + count - content.bytes.length - Math.max(0, room()));
                count -= (int) Math.min(count, missing);
                if (count == 0 && source.hasRemaining()) {
                    throw new DatabaseException(ErrorCode.DISK_FULL, "write " + name + ": No space left on device");
                }
                if (from + count > content.bytes.length) {
                    content.bytes = Arrays.copyOf(content.bytes, from + count);
                }
                source.get(content.bytes, from, count);
                return count;
            }
        }

        @Override
        public void truncate(long length) {
            begin(Kind.OTHER, name);
            synchronized (FaultyDisk.this) {
                content.bytes = Arrays.copyOf(content.bytes, (int) Math.min(length, content.bytes.length));
            }
        }

        @Override
        public void sync() {
            begin(Kind.SYNC, name);
            synchronized (FaultyDisk.this) {
                content.synced = content.bytes.clone();
            }
        }

        @Override
        public ByteBuffer map(long position, long length) {
            synchronized (FaultyDisk.this) {
                return ByteBuffer.wrap(Arrays.copyOfRange(content.bytes, (int) position, (int) (position + length)))
                        .asReadOnlyBuffer()
                        .order(ByteOrder.LITTLE_ENDIAN);
            }
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
