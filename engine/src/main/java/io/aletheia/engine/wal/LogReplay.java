package io.aletheia.engine.wal;

import io.aletheia.engine.files.DataDirectory;
import io.aletheia.engine.files.DataFile;
import io.aletheia.engine.model.Commit;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.RecoveryProgress;
import io.aletheia.engine.model.SegmentReport;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Opens the log of a directory: hands over every commit from a position on, cuts off what a crash left unfinished, and gives the
 * log positioned behind the last commit. One use, one thread.
 */
public final class LogReplay {
    private static final int COPY_BYTES = 1 << 20;

    private final DataDirectory directory;
    private final LogOptions options;
    private final Access access;
    private final LogEnvironment environment;
    private UUID databaseId = new UUID(0, 0);
    private int segments;
    private long frames;
    private long transactions;
    private long operations;
    private long tornTailBytes;
    private final List<String> losses = new ArrayList<>();

    /** What may be done with the log. */
    public enum Access {
        /** It is made whole and goes on. */
        WRITE,
        /** Nothing at all is written. */
        READ,
        /** Nothing at all is written, and damage ends the log instead of being refused. */
        SALVAGE
    }

    /** A replay of the log in a directory. */
    public LogReplay(DataDirectory directory, LogOptions options, Access access) {
        this(directory, options, access, LogEnvironment.REAL);
    }

    LogReplay(DataDirectory directory, LogOptions options, Access access, LogEnvironment environment) {
        this.directory = directory;
        this.options = options;
        this.access = access;
        this.environment = environment;
    }

    /**
     * Replays and opens.
     *
     * @param start where the checkpoint ends; null if there is none, and the log must hold all
     * @param target gets the commits in the order of their LSNs
     * @param progress told how far the replay is
     * @throws DatabaseException DATABASE_CORRUPT (XX001) if a commit that was on stable storage is damaged or missing, naming
     *     segment, offset, LSN, what was expected and what was found; CANNOT_OPEN (08001) if a segment is of a version that
     *     cannot be read
     */
    public WriteAheadLog open(@Nullable LogStart start, Consumer<Commit> target, RecoveryProgress progress) {
        SegmentList list =
                new SegmentList(directory, start == null ? null : start.databaseId(), sequence -> true, this::lose);
        if (start == null && !list.hasActive()) {
            return create(list);
        }
        LogScan.Place from;
        try {
            from = start == null ? beginning(list) : placeOf(list, start);
        } catch (DatabaseException e) {
            lose(e);
            return withoutLog(start);
        }
        databaseId = list.segments().get(from.index()).databaseId();
        long total = list.bytesFrom(from.index());
        LogScan scan = new LogScan(
                list,
                from,
                start == null ? Long.MIN_VALUE : start.lastSystemTime(),
                target,
                done -> progress.at(RecoveryProgress.Phase.LOG, Math.min(done, total), total));
        try {
            scan.run();
            TailCheck check = new TailCheck(list, scan);
            DatabaseException damage = check.damage();
            if (damage != null) {
                lose(damage);
            }
            tornTailBytes = damage == null ? check.remains() : 0;
        } catch (DatabaseException e) {
            // A frame that contradicts those before it.
            lose(e);
        }
        segments = scan.segments();
        frames = scan.frames();
        transactions = scan.transactions();
        operations = scan.operationCount();
        progress.at(RecoveryProgress.Phase.LOG, total, total);
        LogScan.Place end = scan.committedEnd();
        Segment last = list.segments().get(end.index());
        if (access != Access.WRITE) {
            return new ReadOnlyLog(
                    directory, reports(list, end), new LogPosition(end.lsn(), last.sequence(), end.offset()));
        }
        repair(list, scan);
        LogEnd logEnd =
                new LogEnd(last, end.offset(), end.lsn(), scan.lastSystemTime(), scan.epoch(), scan.epochDurableLsn());
        return open(logEnd, SegmentFiles.open(directory, last.name(), options.io()), history(list, end.index()));
    }

    /**
     * Counts what there is to replay, without opening.
     *
     * @param start as of {@link #open}
     * @return the bytes of the frames
     */
    public long count(@Nullable LogStart start) {
        SegmentList list = new SegmentList(directory, start == null ? null : start.databaseId());
        if (start == null && !list.hasActive()) {
            return 0;
        }
        LogScan.Place from = start == null ? beginning(list) : placeOf(list, start);
        LogScan scan =
                new LogScan(list, from, start == null ? Long.MIN_VALUE : start.lastSystemTime(), null, bytes -> {});
        scan.run();
        DatabaseException damage = new TailCheck(list, scan).damage();
        if (damage != null) {
            throw damage;
        }
        segments = scan.segments();
        frames = scan.frames();
        transactions = scan.transactions();
        operations = scan.operationCount();
        return scan.bytesRead();
    }

    /** Refuses what is damaged, or notes it and goes on without it. */
    private void lose(DatabaseException damage) {
        if (access != Access.SALVAGE || !isDamage(damage)) {
            throw damage;
        }
        losses.add(String.valueOf(damage.getMessage()));
    }

    /** Whether a file is not what it was, or cannot be read at all. */
    static boolean isDamage(DatabaseException e) {
        return e.code() == ErrorCode.DATABASE_CORRUPT || e.code() == ErrorCode.FILE_UNREADABLE;
    }

    /** What the checkpoint holds is all there is. */
    private WriteAheadLog withoutLog(@Nullable LogStart start) {
        if (start == null) {
            return new ReadOnlyLog(directory, List.of(), LogPosition.BEGINNING);
        }
        databaseId = start.databaseId();
        return new ReadOnlyLog(directory, List.of(), start.position());
    }

    private WriteAheadLog open(LogEnd end, DataFile file, SegmentHistory history) {
        SegmentedLog log = new SegmentedLog(directory, options, environment, end, file, history);
        if (environment.threads()) {
            log.start();
        }
        return log;
    }

    /**
     * A directory without a segment in use is that of a new database, or of one whose making was cut short; segments may have been
     * made in advance by then, or the first one not even finished. Where the first one is missing, others that were in use may be as well.
     */
    private WriteAheadLog create(SegmentList list) {
        long first = 1;
        List<String> names = list.names();
        if (!names.isEmpty() && names.stream().noneMatch(name -> name.startsWith(Segment.nameOf(first)))) {
            throw new DatabaseException(
                    ErrorCode.DATABASE_CORRUPT,
                    "the log has the segment " + names.get(0)
                            + ", but neither a checkpoint nor a segment in use before it");
        }
        if (access != Access.WRITE) {
            return new ReadOnlyLog(directory, List.of(), LogPosition.BEGINNING);
        }
        list.deleteBehind(-1);
        databaseId = environment.newDatabaseId().get();
        long bytes = Math.min(Segment.FIRST_BYTES, options.segmentBytesMax());
        Spare spare = SegmentFiles.create(directory, databaseId, first, bytes, options.io());
        LogEnd end = new LogEnd(spare.segment(), Segment.HEADER_BLOCK_BYTES, 1, Long.MIN_VALUE, 0, 0);
        return open(end, spare.file(), new SegmentHistory());
    }

    /** Whether a directory has no segment at all, not even one that is not in use, as a new database has. */
    public static boolean hasNoSegments(DataDirectory directory) {
        return directory.list().stream().allMatch(name -> Segment.sequenceIn(name) < 0);
    }

    /** Whether the log in a directory goes back to the first commit, so that no checkpoint is needed. */
    public static boolean holdsAll(DataDirectory directory) {
        List<Segment> segments = new SegmentList(directory, null, sequence -> true, damage -> {}).segments();
        return !segments.isEmpty() && segments.get(0).firstLsn() == 1;
    }

    static LogScan.Place beginning(SegmentList list) {
        if (!list.hasActive()) {
            throw new DatabaseException(ErrorCode.DATABASE_CORRUPT, "there is neither a checkpoint nor a log");
        }
        Segment first = list.segments().get(0);
        if (first.firstLsn() != 1) {
            throw new DatabaseException(
                    ErrorCode.DATABASE_CORRUPT,
                    "there is no checkpoint, and the log begins with LSN " + first.firstLsn() + " in " + first.name()
                            + ", expected LSN 1");
        }
        return new LogScan.Place(0, Segment.HEADER_BLOCK_BYTES, 1);
    }

    static LogScan.Place placeOf(SegmentList list, LogStart start) {
        LogPosition position = start.position();
        int index = list.indexOf(position.sequence());
        if (index < 0) {
            return placeBehind(list, position);
        }
        Segment segment = list.segments().get(index);
        boolean inside = segment.isActive()
                ? segment.firstLsn() <= position.lsn()
                : position.offset() == Segment.HEADER_BLOCK_BYTES;
        if (!inside || position.offset() < Segment.HEADER_BLOCK_BYTES || position.offset() > segment.bytes()) {
            throw new DatabaseException(
                    ErrorCode.DATABASE_CORRUPT,
                    "the checkpoint ends before LSN " + position.lsn() + " at offset " + position.offset() + " of "
                            + segment.name() + ", but that segment begins with LSN " + segment.firstLsn() + " and has "
                            + segment.bytes() + " bytes");
        }
        return new LogScan.Place(index, position.offset(), position.lsn());
    }

    /** A segment whose last commit is the checkpoint's is trimmed like those before: the next one begins where the checkpoint ends. */
    private static LogScan.Place placeBehind(SegmentList list, LogPosition position) {
        for (int index = 0; index < list.segments().size(); index++) {
            Segment segment = list.segments().get(index);
            if (segment.isActive()
                    && segment.sequence() > position.sequence()
                    && segment.firstLsn() == position.lsn()) {
                return new LogScan.Place(index, Segment.HEADER_BLOCK_BYTES, position.lsn());
            }
        }
        throw new DatabaseException(
                ErrorCode.DATABASE_CORRUPT,
                "the checkpoint ends before LSN " + position.lsn() + " in " + Segment.nameOf(position.sequence())
                        + ", but the log has no such segment");
    }

    /**
     * Makes the log on disk what was read of it: zeros behind the end, so that nothing old can ever follow on something new, and
     * the part that may only be in the operating system's cache written once more.
     */
    private void repair(SegmentList list, LogScan scan) {
        LogScan.Place end = scan.committedEnd();
        list.deleteBehind(end.index());
        LogScan.Place unsynced = scan.firstUnsynced().index() <= end.index() ? scan.firstUnsynced() : end;
        for (int index = unsynced.index(); index <= end.index(); index++) {
            Segment segment = list.segments().get(index);
            long from = index == unsynced.index() ? unsynced.offset() : Segment.HEADER_BLOCK_BYTES;
            long to = index == end.index() ? end.offset() : segment.bytes();
            boolean last = index == end.index();
            try (DataFile file = directory.open(segment.name())) {
                boolean changed = rewrite(file, Math.min(from, to), to);
                if (changed) {
                    rewrite(file, 0, Segment.HEADER_BLOCK_BYTES);
                }
                // The search for a torn end has read all behind it.
                changed |= last && tornTailBytes > 0 && zero(list, index, file, to);
                if (changed) {
                    file.sync();
                }
            }
        }
    }

    private static boolean rewrite(DataFile file, long from, long to) {
        ByteBuffer bytes = ByteBuffer.allocate(COPY_BYTES);
        for (long at = from; at < to; at += bytes.limit()) {
            bytes.clear().limit((int) Math.min(COPY_BYTES, to - at));
            file.readFully(bytes, at);
            file.writeFully(bytes.flip(), at);
        }
        return from < to;
    }

    private static boolean zero(SegmentList list, int index, DataFile file, long from) {
        ByteBuffer zeros = ByteBuffer.allocate(COPY_BYTES);
        boolean changed = false;
        try (SegmentReader reader = list.reader(index)) {
            long at = reader.nextNonZero(from);
            while (at < reader.size()) {
                zeros.clear().limit((int) Math.min(COPY_BYTES, reader.size() - at));
                file.writeFully(zeros, at);
                changed = true;
                at = reader.nextNonZero(at + zeros.limit());
            }
        }
        return changed;
    }

    private static SegmentHistory history(SegmentList list, int end) {
        SegmentHistory history = new SegmentHistory();
        List<Segment> all = list.segments();
        for (int i = 0; i < end; i++) {
            history.add(all.get(i), all.get(i + 1).firstLsn() - 1);
        }
        return history;
    }

    /** The files of a log that ends at a place and does not go on. */
    private static List<SegmentReport> reports(SegmentList list, LogScan.Place end) {
        List<SegmentReport> reports = new ArrayList<>(history(list, end.index()).report());
        List<Segment> all = list.segments();
        reports.add(all.get(end.index()).report(SegmentReport.State.CURRENT, end.lsn() - 1));
        for (Segment behind : all.subList(end.index() + 1, all.size())) {
            reports.add(behind.report(SegmentReport.State.SPARE, 0));
        }
        return reports;
    }

    /** The database that the log belongs to. */
    public UUID databaseId() {
        return databaseId;
    }

    /** Segments read. */
    public int segments() {
        return segments;
    }

    /** Valid frames read. */
    public long frames() {
        return frames;
    }

    /** Commits handed over. */
    public long transactions() {
        return transactions;
    }

    /** Operations handed over. */
    public long operations() {
        return operations;
    }

    /** What is damaged and therefore left out, in words; only of a log that is salvaged. */
    public List<String> losses() {
        return List.copyOf(losses);
    }

    /** Bytes of an unfinished write that were cut off. */
    public long tornTailBytes() {
        return tornTailBytes;
    }
}
