package io.aletheia.engine.wal;

import io.aletheia.engine.files.DataDirectory;
import io.aletheia.engine.files.DataFile;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** The segments in a directory as their headers describe them, in the order of their numbers. Not thread-safe. */
final class SegmentList {
    private final DataDirectory directory;
    private final List<Segment> segments = new ArrayList<>();
    /** Names of files that were to become segments. */
    private final List<String> unfinished = new ArrayList<>();

    /**
     * Reads all headers.
     *
     * @throws DatabaseException DATABASE_CORRUPT (XX001) if a header is damaged, or the file is of another database or not as long
     *     as it was made; CANNOT_OPEN (08001) if it is of a version that cannot be read
     */
    SegmentList(DataDirectory directory, @Nullable UUID expectedDatabaseId) {
        this(directory, expectedDatabaseId, sequence -> true, damage -> {
            throw damage;
        });
    }

    /** Likewise of some segments; tells of damaged files and goes on without them. */
    SegmentList(
            DataDirectory directory,
            @Nullable UUID expectedDatabaseId,
            LongPredicate sequences,
            Consumer<DatabaseException> damaged) {
        this.directory = directory;
        UUID databaseId = expectedDatabaseId;
        for (String name : directory.list()) {
            if (Segment.isUnfinished(name)) {
                addUnfinished(name, sequences, damaged);
                continue;
            }
            long sequence = Segment.sequenceIn(name);
            if (sequence < 0 || !sequences.test(sequence)) {
                continue;
            }
            Segment segment;
            try {
                segment = read(name);
            } catch (DatabaseException e) {
                damaged.accept(e);
                continue;
            }
            if (databaseId != null && !databaseId.equals(segment.databaseId())) {
                damaged.accept(new DatabaseException(
                        ErrorCode.DATABASE_CORRUPT,
                        "log segment " + name + " belongs to database " + segment.databaseId() + ", expected "
                                + databaseId));
                continue;
            }
            databaseId = segment.databaseId();
            segments.add(segment);
        }
    }

    /** Notes a file that was to become a segment; but if it has been in use as that very one, which no crash leaves, that is damage. */
    private void addUnfinished(String name, LongPredicate sequences, Consumer<DatabaseException> damaged) {
        String finished = Segment.finishedName(name);
        if (!sequences.test(Segment.sequenceIn(finished))) {
            return;
        }
        try {
            if (isInUse(name, finished)) {
                throw new DatabaseException(
                        ErrorCode.DATABASE_CORRUPT,
                        "log segment " + name
                                + " was in use and has the name of one that is being made; give it back its name "
                                + finished);
            }
            unfinished.add(name);
        } catch (DatabaseException e) {
            damaged.accept(e);
        }
    }

    private boolean isInUse(String name, String finished) {
        try (DataFile file = directory.openForReading(name)) {
            return Segment.isActive(header(file), finished);
        }
    }

    private static ByteBuffer header(DataFile file) {
        ByteBuffer block = ByteBuffer.allocate((int) Math.min(file.size(), Segment.HEADER_BLOCK_BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        file.readFully(block, 0);
        return block.flip();
    }

    private Segment read(String name) {
        try (DataFile file = directory.openForReading(name)) {
            long size = file.size();
            Segment segment = Segment.fromBlock(header(file), name);
            if (segment.bytes() != size) {
                throw new DatabaseException(
                        ErrorCode.DATABASE_CORRUPT,
                        "log segment " + name + " is corrupt: expected " + segment.bytes() + " bytes, found " + size);
            }
            return segment;
        }
    }

    List<Segment> segments() {
        return segments;
    }

    /** Length of the segments from one on. */
    long bytesFrom(int index) {
        return segments.subList(index, segments.size()).stream()
                .mapToLong(Segment::bytes)
                .sum();
    }

    boolean hasActive() {
        return segments.stream().anyMatch(Segment::isActive);
    }

    /** Index of the segment with this number; -1 if there is none. */
    int indexOf(long sequence) {
        for (int i = 0; i < segments.size(); i++) {
            if (segments.get(i).sequence() == sequence) {
                return i;
            }
        }
        return -1;
    }

    SegmentReader reader(int index) {
        Segment segment = segments.get(index);
        return new SegmentReader(segment, directory.openForReading(segment.name()));
    }

    /** Names of all files, those never finished included. */
    List<String> names() {
        List<String> names = new ArrayList<>(unfinished);
        segments.forEach(segment -> names.add(segment.name()));
        return names;
    }

    /**
     * Removes the files behind an index and those never finished: one after the other from the last, so that a crash in between
     * leaves no gap that would look like damage.
     */
    void deleteBehind(int index) {
        unfinished.forEach(directory::delete);
        if (!unfinished.isEmpty()) {
            directory.sync();
        }
        for (int i = segments.size() - 1; i > index; i--) {
            directory.delete(segments.get(i).name());
            directory.sync();
        }
        segments.subList(index + 1, segments.size()).clear();
        unfinished.clear();
    }
}
