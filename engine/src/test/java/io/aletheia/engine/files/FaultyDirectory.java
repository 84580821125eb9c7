package io.aletheia.engine.files;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A disk that can lose power, fail, fill up and write less than it was asked to. What is not synced is kept by sectors of 512
 * bytes, each with every content that it had since the last sync; creations, renames and deletions are kept as a list. A power
 * loss keeps any part of both. Thread-safe by its monitor.
 */
public final class FaultyDirectory implements DataDirectory {
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

    /** A change of a name: what it was is gone, what it is now is there. */
    private record Change(
            @Nullable String removed,
            @Nullable String put,
            @Nullable FaultyInode inode) {
        void applyTo(Map<String, FaultyInode> names) {
            if (removed != null) {
                names.remove(removed);
            }
            if (put != null && inode != null) {
                names.put(put, inode);
            }
        }
    }

    private final TreeMap<String, FaultyInode> entries = new TreeMap<>();
    private final TreeMap<String, FaultyInode> durableEntries = new TreeMap<>();
    private final List<Change> pendingEntries = new ArrayList<>();
    private Fault fault = (kind, name, number) -> {};
    private long operations;
    private long crashAt = Long.MAX_VALUE;
    private boolean dead;
    private boolean shortWrites;
    private long bytesMax = Long.MAX_VALUE;
    private SyncSites sites = SyncSites.NOT_NOTED;

    /** The power goes at this operation, counted from 1: it is still begun, and nothing works after it. */
    public synchronized FaultyDirectory crashAt(long operation) {
        crashAt = operation;
        return this;
    }

    /** Notes from where it is synced, and leaves out what is to be left out; so do those that come from this one. */
    public synchronized FaultyDirectory sites(SyncSites newSites) {
        sites = newSites;
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
    public synchronized FaultyDirectory survivor(Loss loss, Random given) {
        // The first numbers of generators with seeds close to each other are much the same: so would be what is lost.
        Random random = new Random(new SplittableRandom(given.nextLong()).nextLong());
        FaultyDirectory survivor = new FaultyDirectory().sites(sites);
        Map<String, FaultyInode> names = new TreeMap<>(loss == Loss.NOTHING ? entries : durableEntries);
        if (loss == Loss.ANYTHING) {
            pendingEntries.stream().filter(change -> random.nextBoolean()).forEach(change -> change.applyTo(names));
        }
        names.forEach((name, inode) -> {
            FaultyInode copy = new FaultyInode(inode.survivor(loss, random));
            survivor.entries.put(name, copy);
            survivor.durableEntries.put(name, copy);
        });
        return survivor;
    }

    /** What the next process finds if this one is killed, and the power stays: what was not synced can still be lost. */
    public synchronized FaultyDirectory killed() {
        FaultyDirectory killed = new FaultyDirectory().sites(sites);
        IdentityHashMap<FaultyInode, FaultyInode> copies = new IdentityHashMap<>();
        entries.forEach((name, inode) -> killed.entries.put(name, copy(inode, copies)));
        durableEntries.forEach((name, inode) -> killed.durableEntries.put(name, copy(inode, copies)));
        for (Change change : pendingEntries) {
            FaultyInode inode = change.inode == null ? null : copy(change.inode, copies);
            killed.pendingEntries.add(new Change(change.removed, change.put, inode));
        }
        return killed;
    }

    private static FaultyInode copy(FaultyInode inode, IdentityHashMap<FaultyInode, FaultyInode> copies) {
        return copies.computeIfAbsent(inode, FaultyInode::copy);
    }

    /** Turns over bits of a byte of a file, as a rotten disk does. */
    public synchronized void flip(String name, int offset, int bits) {
        FaultyInode inode = inode(name);
        inode.flip(offset, bits);
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

    private void change(Change change) {
        change.applyTo(entries);
        pendingEntries.add(change);
    }

    private FaultyInode inode(String name) {
        FaultyInode inode = entries.get(name);
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
        FaultyInode inode = entries.get(name);
        return inode == null ? -1 : inode.bytes.length;
    }

    @Override
    public synchronized DataFile create(String name) {
        begin(Kind.CREATE, name);
        if (entries.containsKey(name)) {
            throw new DatabaseException(ErrorCode.FILE_UNREADABLE, "create " + name + ": exists already");
        }
        FaultyInode inode = new FaultyInode(new byte[0]);
        change(new Change(null, name, inode));
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
        FaultyInode inode = inode(from);
        change(new Change(from, to, inode));
        end();
    }

    @Override
    public synchronized void delete(String name) {
        if (entries.containsKey(name)) {
            begin(Kind.DELETE, name);
            change(new Change(name, null, null));
            end();
        }
    }

    @Override
    public synchronized void sync() {
        if (!sites.admits(Kind.SYNC_DIRECTORY)) {
            return;
        }
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
        private final FaultyInode inode;

        File(String name, FaultyInode inode) {
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
                if (!sites.admits(Kind.SYNC)) {
                    return;
                }
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
