package io.aletheia.engine.recovery;

import io.aletheia.engine.files.DataDirectory;
import io.aletheia.engine.files.DataFile;
import io.aletheia.engine.files.FaultyDirectory;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Predicate;

/**
 * A faulty directory in which every change is a moment at which others may be scheduled, and in which some syncs may be left out,
 * which is a defect put into the program on purpose. Confined to one thread.
 */
final class SimulatedDirectory implements DataDirectory {
    private final FaultyDirectory disk;
    private final Runnable moment;
    private final Predicate<String> skipsSync;

    /**
     * Wraps a disk.
     *
     * @param moment called before every change
     * @param skipsSync whether a sync of the file of this name, "" for the directory, is to be left out
     */
    SimulatedDirectory(FaultyDirectory disk, Runnable moment, Predicate<String> skipsSync) {
        this.disk = disk;
        this.moment = moment;
        this.skipsSync = skipsSync;
    }

    @Override
    public List<String> list() {
        return disk.list();
    }

    @Override
    public long size(String name) {
        return disk.size(name);
    }

    @Override
    public DataFile create(String name) {
        moment.run();
        return new SimulatedFile(disk.create(name));
    }

    @Override
    public DataFile open(String name) {
        return new SimulatedFile(disk.open(name));
    }

    @Override
    public DataFile openForReading(String name) {
        return disk.openForReading(name);
    }

    @Override
    public void rename(String from, String to) {
        moment.run();
        disk.rename(from, to);
    }

    @Override
    public void delete(String name) {
        moment.run();
        disk.delete(name);
    }

    @Override
    public void sync() {
        moment.run();
        if (!skipsSync.test("")) {
            disk.sync();
        }
    }

    @Override
    public void close() {
        disk.close();
    }

    private final class SimulatedFile implements DataFile {
        private final DataFile file;

        SimulatedFile(DataFile file) {
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
            moment.run();
            return file.write(source, position);
        }

        @Override
        public void truncate(long length) {
            moment.run();
            file.truncate(length);
        }

        @Override
        public void sync() {
            moment.run();
            if (!skipsSync.test(file.name())) {
                file.sync();
            }
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
