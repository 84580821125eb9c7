package io.aletheia.engine.files;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import java.util.List;
import java.util.TreeMap;

/** A directory in memory, for tests of what lies above. Thread-safe by its monitor. */
public final class MemoryDirectory implements DataDirectory {
    private final TreeMap<String, MemoryFile> files = new TreeMap<>();

    @Override
    public synchronized List<String> list() {
        return List.copyOf(files.keySet());
    }

    @Override
    public synchronized long size(String name) {
        MemoryFile file = files.get(name);
        return file == null ? -1 : file.size();
    }

    @Override
    public synchronized DataFile create(String name) {
        if (files.containsKey(name)) {
            throw new DatabaseException(ErrorCode.FILE_UNREADABLE, "create " + name + ": exists already");
        }
        MemoryFile file = new MemoryFile(name);
        files.put(name, file);
        return file;
    }

    @Override
    public synchronized DataFile open(String name) {
        MemoryFile file = files.get(name);
        if (file == null) {
            throw new DatabaseException(ErrorCode.FILE_UNREADABLE, "open " + name + ": no such file");
        }
        return file;
    }

    @Override
    public DataFile openForReading(String name) {
        return open(name);
    }

    @Override
    public synchronized void rename(String from, String to) {
        open(from);
        files.put(to, files.remove(from));
    }

    @Override
    public synchronized void delete(String name) {
        files.remove(name);
    }

    @Override
    public void sync() {
        // Memory is as stable as it gets.
    }

    @Override
    public void close() {
        // No lock is held.
    }

    @Override
    public String toString() {
        return "memory";
    }
}
