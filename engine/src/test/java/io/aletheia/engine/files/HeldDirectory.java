package io.aletheia.engine.files;

import java.util.List;
import java.util.function.Consumer;

/** A directory that tells somebody of each file before it is made, on the thread that makes it, which may be held up so. */
public final class HeldDirectory implements DataDirectory {
    private final DataDirectory directory;
    private final Consumer<String> beforeCreate;

    public HeldDirectory(DataDirectory directory, Consumer<String> beforeCreate) {
        this.directory = directory;
        this.beforeCreate = beforeCreate;
    }

    @Override
    public DataFile create(String name) {
        beforeCreate.accept(name);
        return directory.create(name);
    }

    @Override
    public List<String> list() {
        return directory.list();
    }

    @Override
    public long size(String name) {
        return directory.size(name);
    }

    @Override
    public DataFile open(String name) {
        return directory.open(name);
    }

    @Override
    public DataFile openForReading(String name) {
        return directory.openForReading(name);
    }

    @Override
    public void rename(String from, String to) {
        directory.rename(from, to);
    }

    @Override
    public void delete(String name) {
        directory.delete(name);
    }

    @Override
    public void sync() {
        directory.sync();
    }

    @Override
    public void close() {
        directory.close();
    }

    @Override
    public String toString() {
        return directory.toString();
    }
}
