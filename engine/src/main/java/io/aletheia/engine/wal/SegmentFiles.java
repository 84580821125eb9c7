package io.aletheia.engine.wal;

import io.aletheia.engine.files.DataDirectory;
import io.aletheia.engine.files.DataFile;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.LogIo;
import io.aletheia.engine.model.SegmentReport;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Makes the files of segments that are not yet in use: all zeros behind a header with a new salt, on stable storage with their
 * names. A file of which nobody needs the frames any more is used again, if it has the length that is wanted: its blocks are on
 * the disk already. Thread-safe by its monitor.
 */
final class SegmentFiles {
    /** What follows the name of a segment that is being made. */
    static final String UNFINISHED_SUFFIX = ".new";

    private static final System.Logger LOGGER = System.getLogger(SegmentFiles.class.getName());
    private static final int ZERO_BYTES = 1 << 20;
    /** So many files are kept to be used again. */
    private static final int FREE_MAX = 2;

    private final DataDirectory directory;
    private final UUID databaseId;
    private final LogIo io;
    /** Nobody needs what is in them. Oldest first. */
    private final ArrayDeque<Segment> free = new ArrayDeque<>();

    SegmentFiles(DataDirectory directory, UUID databaseId, LogIo io) {
        this.directory = directory;
        this.databaseId = databaseId;
        this.io = io;
    }

    /** Opens a segment in order to write frames into it. */
    static DataFile open(DataDirectory directory, String name, LogIo io) {
        return io == LogIo.DIRECT ? directory.openDirect(name) : directory.open(name);
    }

    /** Makes a segment; nothing is left of it if that fails. */
    synchronized Spare make(long sequence, long bytes) {
        Segment old = free.peek();
        if (old == null || old.bytes() != bytes) {
            return make(directory, databaseId, sequence, bytes, io, null);
        }
        free.remove();
        return make(directory, databaseId, sequence, bytes, io, old);
    }

    /**
     * Takes segments, oldest first, that nobody needs any more: keeps some of the length that is made now, removes the others.
     */
    synchronized void retire(List<Segment> segments, long bytes) {
        // No sync: where the name of a segment comes back, that does no harm.
        for (Segment segment : segments) {
            if (segment.bytes() == bytes && free.size() < FREE_MAX) {
                free.add(segment);
            } else {
                directory.delete(segment.name());
            }
        }
    }

    /** Removes the files that are kept to be used again; those that cannot be removed are told to the log of the program. */
    synchronized void discardFree() {
        while (!free.isEmpty()) {
            discard(directory, free.remove().name(), null);
        }
    }

    /** Removes the files that are kept to be used again. The caller syncs the directory if there were any. */
    synchronized boolean removeFree() {
        boolean removed = !free.isEmpty();
        while (!free.isEmpty()) {
            directory.delete(free.peek().name());
            free.remove();
        }
        return removed;
    }

    /** The files that are kept to be used again. */
    synchronized List<SegmentReport> report() {
        return free.stream()
                .map(segment -> segment.report(SegmentReport.State.FREE, 0))
                .toList();
    }

    static Spare create(DataDirectory directory, UUID databaseId, long sequence, long bytes) {
        return create(directory, databaseId, sequence, bytes, LogIo.BUFFERED);
    }

    static Spare create(DataDirectory directory, UUID databaseId, long sequence, long bytes, LogIo io) {
        return make(directory, databaseId, sequence, bytes, io, null);
    }

    /** Makes a segment of a new file, or of the old one's. */
    private static Spare make(
            DataDirectory directory, UUID databaseId, long sequence, long bytes, LogIo io, @Nullable Segment old) {
        String unfinished = Segment.nameOf(sequence) + UNFINISHED_SUFFIX;
        boolean done = false;
        DataFile file = null;
        try {
            if (old == null) {
                // Zeros that could not be removed at the time.
                directory.delete(unfinished);
                file = directory.create(unfinished);
            } else {
                directory.rename(old.name(), unfinished);
                // Else a crash could leave the old name on the new contents.
                directory.sync();
                file = directory.open(unfinished);
            }
            Spare spare = finish(directory, file, databaseId, sequence, bytes, io);
            done = true;
            return spare;
        } finally {
            if (!done) {
                discard(directory, unfinished, file);
                discard(directory, Segment.nameOf(sequence), null);
            }
        }
    }

    /**
     * Makes a file a segment. It has its name only once its contents are on stable storage, so that whatever else stands under
     * the name of a segment is damage.
     */
    private static Spare finish(
            DataDirectory directory, DataFile file, UUID databaseId, long sequence, long bytes, LogIo io) {
        String name = Segment.nameOf(sequence);
        Segment segment = fill(file, databaseId, sequence, bytes);
        file.close();
        directory.rename(name + UNFINISHED_SUFFIX, name);
        directory.sync();
        return new Spare(segment, open(directory, name, io));
    }

    /** Writes the header of a segment that is not in use and zeros over a whole file, on stable storage. */
    private static Segment fill(DataFile file, UUID databaseId, long sequence, long bytes) {
        var segment =
                new Segment(databaseId, sequence, 0, ThreadLocalRandom.current().nextLong(), 0, 0, 0, bytes);
        ByteBuffer zeros = ByteBuffer.allocateDirect((int) Math.min(bytes, ZERO_BYTES));
        for (long at = 0; at < bytes; at += zeros.limit()) {
            zeros.clear().limit((int) Math.min(zeros.capacity(), bytes - at));
            file.writeFully(zeros, at);
        }
        file.writeFully(segment.toBlock(), 0);
        file.sync();
        return segment;
    }

    /** Removes segments that are not in use, from the last on, so that no crash leaves one behind a gap, which would look like damage. */
    static void removeSpares(DataDirectory directory, List<Spare> spares) {
        try {
            for (int i = spares.size() - 1; i >= 0; i--) {
                directory.delete(spares.get(i).segment().name());
                if (i > 0) {
                    directory.sync();
                }
            }
        } catch (DatabaseException e) {
            // Opening the database removes them.
            LOGGER.log(System.Logger.Level.WARNING, "prepared log segments cannot be removed", e);
        }
    }

    /** Removes a segment that holds no frame anybody needs. */
    static void discard(DataDirectory directory, String name, @Nullable DataFile file) {
        try {
            if (file != null) {
                file.close();
            }
            directory.delete(name);
        } catch (DatabaseException e) {
            // Opening the database removes it.
            LOGGER.log(System.Logger.Level.WARNING, "the unused log segment " + name + " cannot be removed", e);
        }
    }
}
