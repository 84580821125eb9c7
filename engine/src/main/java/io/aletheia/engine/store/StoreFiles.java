package io.aletheia.engine.store;

import io.aletheia.engine.files.DataDirectory;
import io.aletheia.engine.files.DataFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;

/** Where a store puts its immutable files: each is named by its content. Not thread-safe. */
final class StoreFiles {
    /** What the file system takes in one step; it keeps a buffer of that size per thread. */
    private static final int STEP_BYTES = 1 << 18;

    private final DataDirectory directory;
    private final UUID databaseId;

    /** Written since the last {@link #sync}. */
    private final Set<String> unsynced = new LinkedHashSet<>();

    StoreFiles(DataDirectory directory, UUID databaseId) {
        this.directory = directory;
        this.databaseId = databaseId;
    }

    DataDirectory directory() {
        return directory;
    }

    UUID databaseId() {
        return databaseId;
    }

    /** Whether a file is there in its length. */
    boolean has(StoreFile file) {
        return directory.size(file.name()) == file.length();
    }

    /** Writes a file that ends with its checksum, unless it is there. It is on stable storage after the next {@link #sync}. */
    StoreFile store(String prefix, ByteBuffer content) {
        int crc32c = FileChecksum.read(content);
        String name = prefix + "-" + String.format("%08x", crc32c) + StoreFile.SUFFIX;
        // A file of this name with other bytes was left by a crash, or shares the checksum by chance with one in use.
        for (int i = 1; directory.size(name) >= 0; i++) {
            if (directory.size(name) == content.limit() && directory.read(name).equals(content)) {
                // What can be read need not be on the disk: the sync of who wrote it may have failed or never have
                // come, so it is written again before it is synced.
                try (DataFile file = directory.open(name)) {
                    write(file, content);
                }
                unsynced.add(name);
                return new StoreFile(name, content.limit(), crc32c);
            }
            name = prefix + "-" + String.format("%08x", crc32c) + "-" + i + StoreFile.SUFFIX;
        }
        try (DataFile file = directory.create(name)) {
            write(file, content);
        }
        unsynced.add(name);
        return new StoreFile(name, content.limit(), crc32c);
    }

    private static void write(DataFile file, ByteBuffer content) {
        for (int at = 0; at < content.limit(); at += STEP_BYTES) {
            file.writeFully(content.slice(at, Math.min(STEP_BYTES, content.limit() - at)), at);
        }
    }

    /** The bytes of a file, read from the disk when they are looked at. */
    ByteBuffer map(StoreFile file) {
        return map(directory, file);
    }

    static ByteBuffer map(DataDirectory directory, StoreFile file) {
        try (DataFile open = directory.openForReading(file.name())) {
            return open.map(0, Math.min(file.length(), open.size())).order(ByteOrder.LITTLE_ENDIAN);
        }
    }

    /** Returns when the content of all files is on stable storage; whoever names them in a manifest syncs the directory first. */
    void sync() {
        for (String name : unsynced) {
            if (directory.size(name) >= 0) {
                try (DataFile file = directory.open(name)) {
                    file.sync();
                }
            }
        }
        unsynced.clear();
    }
}
