package io.aletheia.engine.files;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A disk that can lose power, fail, fill up and write less than it was asked to. What is not synced is kept by sectors of 512
 * bytes, each with every content that it had since the last sync; creations, renames and deletions are kept as a list. A power
 * loss keeps any part of both. Thread-safe by its monitor.
 */
public final class FaultyDirectory implements DataDirectory {
    private static final int SECTOR_BYTES = 512;

    /** Which part of what was not synced survives. */
    public enum Loss {
        EVERYTHING_UNSYNCED,
        NOTHING,
        ANYTHING
    }

    /** What an operation that changes something is. */
    public enum Kind {
        WRITE,
        SYNC,
        TRUNCATE,
        CREATE,
        RENAME,
        DELETE,
        SYNC_DIRECTORY
    }

    /** Looks at an operation before it is done and may throw. */
    public interface Fault {
        void before(Kind kind, String name, long number);
    }

    private static final class Inode {
        byte[] bytes = new byte[0];
        byte[] durable = new byte[0];
        /** Contents since the last sync, by sector. */
        final Map<Integer, List<byte[]>> pending = new TreeMap<>();
        /** Lengths since the last sync. */
        final List<Integer> lengths = new ArrayList<>();

        void resize(int length) {
            bytes = Arrays.copyOf(bytes, length);
            lengths.add(length);
        }

        void note(int from, int to) {
            for (int sector = from / SECTOR_BYTES; sector * SECTOR_BYTES < to; sector++) {
                int start = sector * SECTOR_BYTES;
                byte[] content = Arrays.copyOfRange(bytes, start, start + SECTOR_BYTES);
                pending.computeIfAbsent(sector, key -> new ArrayList<>()).add(content);
            }
        }

        void sync() {
            durable = bytes.clone();
            forget();
        }

        void forget() {
            pending.clear();
            lengths.clear();
        }

        byte[] survivor(Loss loss, Random random) {
            if (loss == Loss.NOTHING) {
                return bytes.clone();
            }
            if (loss == Loss.EVERYTHING_UNSYNCED) {
                return durable.clone();
            }
            int choice = random.nextInt(lengths.size() + 1);
            int length = choice == 0 ? durable.length : lengths.get(choice - 1);
            byte[] survivor = Arrays.copyOf(durable, length);
            pending.forEach((sector, contents) -> {
                int version = random.nextInt(contents.size() + 1);
                int start = sector * SECTOR_BYTES;
                if (version > 0 && start < length) {
                    System.arraycopy(
                            contents.get(version - 1), 0, survivor, start, Math.min(SECTOR_BYTES, length - start));
                }
            });
            return survivor;
        }
    }

    private final TreeMap<String, Inode> entries = new TreeMap<>();
    private final TreeMap<String, Inode> durableEntries = new TreeMap<>();
    private final List<Consumer<Map<String, Inode>>> pendingEntries = new ArrayList<>();
    private Fault fault = (kind, name, number) -> {};
    private long operations;
    private long crashAt = Long.MAX_VALUE;
    private boolean dead;
    private boolean shortWrites;
    private long bytesMax = Long.MAX_VALUE;

    /** The power goes at this operation, counted from 1: it is still begun, and nothing works after it. */
    public synchronized FaultyDirectory crashAt(long operation) {
        crashAt = operation;
        return this;
    }

    /** Asks the fault before every operation. */
    public synchronized FaultyDirectory fault(Fault newFault) {
        fault = newFault;
        return this;
    }

    /** Writes do less than they are asked to. */
    public synchronized FaultyDirectory shortWrites() {
        shortWrites = true;
        return this;
    }

    /** All files together may be so long. */
    public synchronized FaultyDirectory bytesMax(long newBytesMax) {
        bytesMax = newBytesMax;
        return this;
    }

    /** The next process cannot do what this one could not. */
    public synchronized void kill() {
        dead = true;
    }

    public synchronized boolean isDead() {
        return dead;
    }

    public synchronized long operations() {
        return operations;
    }

    public synchronized long bytes() {
        return entries.values().stream().mapToLong(inode -> inode.bytes.length).sum();
    }

    /** What is found after the power came back. */
    public synchronized FaultyDirectory survivor(Loss loss, Random random) {
        FaultyDirectory survivor = new FaultyDirectory();
        Map<String, Inode> names = new TreeMap<>(loss == Loss.NOTHING ? entries : durableEntries);
        if (loss == Loss.ANYTHING) {
            pendingEntries.stream().filter(change -> random.nextBoolean()).forEach(change -> change.accept(names));
        }
        names.forEach((name, inode) -> {
            Inode copy = new Inode();
            copy.bytes = inode.survivor(loss, random);
            copy.durable = copy.bytes.clone();
            survivor.entries.put(name, copy);
            survivor.durableEntries.put(name, copy);
        });
        return survivor;
    }

    /** Turns over bits of a byte of a file, as a rotten disk does. */
    public synchronized void flip(String name, int offset, int bits) {
        Inode inode = inode(name);
        inode.bytes[offset] ^= (byte) bits;
        inode.durable = inode.bytes.clone();
    }

    private void begin(Kind kind, String name) {
        if (dead) {
            throw new DatabaseException(ErrorCode.FILE_UNREADABLE, "the power is off");
        }
        operations++;
        fault.before(kind, name, operations);
    }

    private void end() {
        if (operations >= crashAt) {
            dead = true;
            throw new DatabaseException(ErrorCode.FILE_UNREADABLE, "the power went off");
        }
    }

    private void change(Consumer<Map<String, Inode>> change) {
        change.accept(entries);
        pendingEntries.add(change);
    }

    private Inode inode(String name) {
        Inode inode = entries.get(name);
        if (inode == null) {
            throw new DatabaseException(ErrorCode.FILE_UNREADABLE, "open " + name + ": no such file");
        }
        return inode;
    }

    @Override
    public synchronized List<String> list() {
        return List.copyOf(entries.keySet());
    }

    @Override
    public synchronized long size(String name) {
        Inode inode = entries.get(name);
        return inode == null ? -1 : inode.bytes.length;
    }

    @Override
    public synchronized DataFile create(String name) {
        begin(Kind.CREATE, name);
        if (entries.containsKey(name)) {
            throw new DatabaseException(ErrorCode.FILE_UNREADABLE, "create " + name + ": exists already");
        }
        Inode inode = new Inode();
        change(names -> names.put(name, inode));
        end();
        return new File(name, inode);
    }

    @Override
    public synchronized DataFile open(String name) {
        return new File(name, inode(name));
    }

    @Override
    public synchronized DataFile openForReading(String name) {
        return open(name);
    }

    @Override
    public synchronized void rename(String from, String to) {
        begin(Kind.RENAME, from);
        Inode inode = inode(from);
        change(names -> {
            names.remove(from);
            names.put(to, inode);
        });
        end();
    }

    @Override
    public synchronized void delete(String name) {
        if (entries.containsKey(name)) {
            begin(Kind.DELETE, name);
            change(names -> names.remove(name));
            end();
        }
    }

    @Override
    public synchronized void sync() {
        begin(Kind.SYNC_DIRECTORY, "");
        if (operations < crashAt) {
            durableEntries.clear();
            durableEntries.putAll(entries);
            pendingEntries.clear();
        }
        end();
    }

    @Override
    public void close() {
        // No lock is held.
    }

    private final class File implements DataFile {
        private final String name;
        private final Inode inode;

        File(String name, Inode inode) {
            this.name = name;
            this.inode = inode;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public long size() {
            synchronized (FaultyDirectory.this) {
                return inode.bytes.length;
            }
        }

        @Override
        public int read(ByteBuffer target, long position) {
            synchronized (FaultyDirectory.this) {
                if (position >= inode.bytes.length) {
                    return target.hasRemaining() ? -1 : 0;
                }
                int count = (int) Math.min(target.remaining(), inode.bytes.length - position);
                target.put(inode.bytes, (int) position, count);
                return count;
            }
        }

        @Override
        public int write(ByteBuffer source, long position) {
            synchronized (FaultyDirectory.this) {
                begin(Kind.WRITE, name);
                int from = (int) position;
                int count = source.remaining();
                if (shortWrites && count > 1) {
                    count = 1 + count / 3;
                }
                int growth = from + count - inode.bytes.length;
                long left = bytesMax - bytes();
                if (growth > 0 && growth > left) {
                    // As much as fits is written before the disk is full.
                    count -= (int) (growth - Math.max(left, 0));
                    if (count <= 0) {
                        throw new DatabaseException(ErrorCode.DISK_FULL, "write " + name + ": No space left on device");
                    }
                }
                if (from + count > inode.bytes.length) {
                    inode.resize(from + count);
                }
                source.get(inode.bytes, from, count);
                inode.note(from, from + count);
                end();
                return count;
            }
        }

        @Override
        public void truncate(long length) {
            synchronized (FaultyDirectory.this) {
                begin(Kind.TRUNCATE, name);
                if (length < inode.bytes.length) {
                    inode.resize((int) length);
                }
                end();
            }
        }

        @Override
        public void sync() {
            synchronized (FaultyDirectory.this) {
                try {
                    begin(Kind.SYNC, name);
                } catch (DatabaseException e) {
                    // As Linux does: what could not be written counts as clean, so no later sync writes it.
                    inode.forget();
                    throw e;
                }
                if (operations < crashAt) {
                    inode.sync();
                }
                end();
            }
        }

        @Override
        public ByteBuffer map(long position, long length) {
            synchronized (FaultyDirectory.this) {
                return ByteBuffer.wrap(Arrays.copyOfRange(inode.bytes, (int) position, (int) (position + length)))
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
