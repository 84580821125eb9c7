package io.aletheia.engine.wal;

import io.aletheia.engine.files.DataDirectory;
import io.aletheia.engine.files.DataFile;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.LogCheck;
import io.aletheia.engine.model.LogEntries;
import io.aletheia.engine.model.LogReport;
import io.aletheia.engine.model.LogState;
import io.aletheia.engine.model.Operation;
import io.aletheia.engine.model.SegmentReport;
import io.aletheia.engine.model.TableDefinition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import java.util.function.LongPredicate;

/** The log of a database on disk, in segment files. Thread-safe as its parent says. */
final class SegmentedLog extends WriteAheadLog {
    private final DataDirectory directory;
    private final SegmentFiles files;
    private final int segmentsRetained;
    private final FrameEncoder encoder;
    private final SegmentHistory history;
    final SegmentSupply supply;
    final Admission admission;
    final Stripes stripes;
    final SyncDemand demand;
    final DurableLsn durable;
    private final LogStatistics statistics = new LogStatistics();
    final LogWriter writer;
    final Flusher flusher;
    /** How often what stood in the files was erased. */
    private final AtomicInteger erasures = new AtomicInteger();
    /** Who reads what is in the files. */
    private final AtomicInteger readers = new AtomicInteger();

    private volatile boolean closed;

    /** Guarded by the committers' lock. */
    private long nextTicket = 1;

    /** Written under the committers' lock before the LSN, which publishes it. */
    private long claimedBytes;

    /** As the bytes. */
    private long appends;

    /** Written under the committers' lock, read by anybody. */
    private volatile long lastLsn;

    /** Goes on at the end that was found; the file is that of the last segment, open for writing. */
    SegmentedLog(
            DataDirectory directory,
            LogOptions options,
            LogEnvironment environment,
            LogEnd end,
            DataFile file,
            SegmentHistory history) {
        super(options);
        this.directory = directory;
        this.segmentsRetained = options.segmentsRetained();
        this.encoder = new FrameEncoder(options.segmentBytesMax());
        this.history = history;
        this.lastLsn = end.nextLsn() - 1;
        this.files = new SegmentFiles(directory, end.segment().databaseId(), options.io());
        this.supply = new SegmentSupply(files, options, end.segment());
        this.admission = new Admission(
                supply,
                options.stripes(),
                options.stripeCapacity(),
                end.segment().bytes(),
                end.segment().bytes() - end.offset());
        this.stripes = new Stripes(options.stripes(), options.stripeCapacity());
        LogTail tail = new LogTail(end, file, admission, history);
        this.demand = new SyncDemand(environment.nanoTime());
        this.durable = new DurableLsn(tail.writtenLsn());
        this.writer = new LogWriter(stripes, tail, demand, durable, this::lastLsn, environment.nanoTime(), statistics);
        this.flusher = new Flusher(options.databaseName(), stripes, admission, demand, durable, writer);
    }

    /** Starts the threads. */
    void start() {
        supply.start(admission);
        flusher.start();
    }

    @Override
    public EncodedCommit encode(long transactionId, List<Operation> operations) {
        return encoder.encode(transactionId, operations);
    }

    @Override
    public void admit(EncodedCommit commit) {
        admission.admit(commit);
    }

    @Override
    public void withdraw(EncodedCommit commit) {
        admission.withdraw(commit);
    }

    @Override
    public long claim(EncodedCommit commit, long systemTime) {
        commit.stamp(lastLsn + 1, systemTime, nextTicket++);
        claimedBytes += commit.bytes();
        appends++;
        lastLsn = commit.lastLsn();
        return commit.firstLsn();
    }

    @Override
    public void publish(EncodedCommit commit) {
        for (Frame frame : commit.frames()) {
            frame.stamp(commit.firstLsn(), commit.systemTime());
        }
        flusher.publish(commit);
    }

    @Override
    SyncRequests requests() {
        return flusher;
    }

    @Override
    public long durableLsn() {
        return durable.lsn();
    }

    @Override
    public long lastLsn() {
        return lastLsn;
    }

    @Override
    public long claimedBytes() {
        return lastLsn == 0 ? 0 : claimedBytes;
    }

    @Override
    public void onDurable(LongConsumer listener) {
        writer.onDurable(listener);
    }

    @Override
    public void fail(Throwable cause) {
        flusher.fail(cause);
    }

    @Override
    public boolean isPoisoned() {
        return flusher.isPoisoned();
    }

    @Override
    public LogReport report(long appliedLsn) {
        LogStatistics.Counts counts = statistics.counts();
        List<SegmentReport> segments = new ArrayList<>(files.report());
        segments.addAll(history.report());
        segments.add(writer.segment()
                .report(SegmentReport.State.CURRENT, writer.position().lsn() - 1));
        segments.addAll(admission.report());
        LogState open = closed ? LogState.CLOSED : LogState.OPEN;
        return new LogReport(
                isPoisoned() ? LogState.FAILED : open,
                writer.io(),
                lastLsn == 0 ? 0 : appends,
                counts.commits(),
                lastLsn,
                durable.lsn(),
                appliedLsn,
                counts.bytes(),
                counts.syncs(),
                counts.syncNanos(),
                counts.groupSize(),
                segments);
    }

    @Override
    public LogEntries entries(long fromLsn, Collection<TableDefinition> tables) {
        readers.incrementAndGet();
        try {
            return new LogInspection(
                    directory,
                    fromLsn,
                    durable.lsn(),
                    tables,
                    segmentsInUse(),
                    erasures::get,
                    readers::decrementAndGet);
        } catch (RuntimeException e) {
            readers.decrementAndGet();
            throw e;
        }
    }

    @Override
    public LogCheck check(LogPosition needed) {
        readers.incrementAndGet();
        try {
            long until = durable.lsn();
            return LogVerification.upTo(directory, needed, segmentsInUse(), until);
        } finally {
            readers.decrementAndGet();
        }
    }

    /** Those that have frames; they stay while there are readers. */
    private LongPredicate segmentsInUse() {
        long current = writer.segment().sequence();
        long first = history.firstSequence(current);
        return sequence -> sequence >= first && sequence <= current;
    }

    @Override
    public long bytesBehind(LogPosition from) {
        LogPosition end = writer.position();
        return end.sequence() == from.sequence()
                ? end.offset() - from.offset()
                : history.bytesFrom(from.sequence()) - from.offset() + end.offset();
    }

    @Override
    public LogPosition position() {
        return writer.position();
    }

    @Override
    public void trim(long lsn) {
        // Those whom somebody reads go with the next checkpoint.
        if (readers.get() == 0) {
            files.retire(history.takeUpTo(lsn, segmentsRetained), supply.segmentBytes());
        }
    }

    @Override
    public void erase(LogPosition end) {
        erasures.incrementAndGet();
        List<Segment> before = history.takeUpTo(end.lsn() - 1, 0);
        for (Segment segment : before) {
            directory.delete(segment.name());
        }
        if (files.removeFree() || !before.isEmpty()) {
            directory.sync();
        }
        flusher.eraseBefore(end);
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        admission.close(new DatabaseException(ErrorCode.LOG_UNAVAILABLE, "the log is closed"));
        flusher.stop();
        supply.stop();
        List<Spare> spares = admission.takeSpares();
        spares.forEach(spare -> spare.file().close());
        // After a failure one may be in use already; recovery removes what is not needed.
        if (!flusher.isPoisoned()) {
            SegmentFiles.removeSpares(directory, spares);
            files.discardFree();
        }
    }
}
