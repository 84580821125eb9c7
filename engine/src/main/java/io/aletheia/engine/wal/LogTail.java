package io.aletheia.engine.wal;

import io.aletheia.engine.files.DataFile;
import io.aletheia.engine.model.LogIo;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The end of the log on disk: writes commits, puts epochs before them, goes on to the next segment when one is full. Confined to
 * the flusher.
 */
final class LogTail implements AutoCloseable {
    private static final int STAGING_BYTES = 1 << 20;

    /** Begins at the multiple of a block in memory as well, so that it can be written directly. */
    private final ByteBuffer staging =
            ByteBuffer.allocateDirect(STAGING_BYTES + Segment.BLOCK_BYTES).alignedSlice(Segment.BLOCK_BYTES);

    private final SegmentHistory history;
    private final Admission admission;
    private SegmentWriter writer;
    private int sparesUsed;
    private long nextLsn;
    private long lastSystemTime;
    private long epochNumber;
    /** What the last epoch says. */
    private long epochDurableLsn;

    /** Goes on where recovery found the end; all before it is durable. */
    LogTail(LogEnd end, DataFile file, Admission admission, SegmentHistory history) {
        this.history = history;
        this.admission = admission;
        this.writer = end.segment().isActive()
                ? new SegmentWriter(end.segment(), file, staging, end.offset())
                : SegmentWriter.activate(
                        end.segment().activated(end.nextLsn(), end.nextLsn() - 1, 0, end.lastSystemTime()),
                        file,
                        staging);
        this.nextLsn = end.nextLsn();
        this.lastSystemTime = end.lastSystemTime();
        this.epochNumber = end.lastEpoch();
        this.epochDurableLsn = end.epochDurableLsn();
    }

    /** The last LSN written. */
    long writtenLsn() {
        return nextLsn - 1;
    }

    LogPosition position() {
        return new LogPosition(nextLsn, writer.segment().sequence(), writer.position());
    }

    /** The segment that is written. */
    Segment segment() {
        return writer.segment();
    }

    /** How it is written. */
    LogIo io() {
        return writer.isDirect() ? LogIo.DIRECT : LogIo.BUFFERED;
    }

    /** Writes commits that follow on what is written; not yet on stable storage. */
    void write(List<EncodedCommit> commits, long durableLsn) {
        if (durableLsn > epochDurableLsn) {
            long byteCount = 0;
            for (EncodedCommit commit : commits) {
                byteCount += commit.bytes();
            }
            appendEpoch(durableLsn, byteCount);
        }
        for (EncodedCommit commit : commits) {
            for (Frame frame : commit.frames()) {
                append(frame);
            }
            nextLsn = commit.lastLsn() + 1;
            lastSystemTime = commit.systemTime();
        }
        writer.flush();
        admission.written(commits, writer.segment().bytes(), writer.room(), sparesUsed);
        sparesUsed = 0;
    }

    /** Whether the log itself does not yet say that so much is durable. */
    boolean lacksEpoch(long durableLsn) {
        return durableLsn > epochDurableLsn;
    }

    /** Writes down what is durable, if there is room for it. */
    void writeEpoch(long durableLsn) {
        if (writer.room() >= Frame.EPOCH_BYTES) {
            appendEpoch(durableLsn, 0);
            writer.flush();
            admission.written(List.of(), writer.segment().bytes(), writer.room(), sparesUsed);
            sparesUsed = 0;
        } else {
            epochDurableLsn = durableLsn;
        }
    }

    private void appendEpoch(long durableLsn, long byteCount) {
        Frame epoch = Frame.epoch(++epochNumber, durableLsn, byteCount);
        epoch.stamp(nextLsn, lastSystemTime);
        append(epoch);
        epochDurableLsn = durableLsn;
    }

    private void append(Frame frame) {
        // A fresh segment too can be too short for a frame that is longer than usual; the next was made for it.
        while (writer.room() < frame.length()) {
            rotate(frame.firstLsn());
        }
        writer.append(frame);
    }

    private void rotate(long firstLsn) {
        Spare spare = admission.spare(sparesUsed++);
        if (spare == null) {
            throw new IllegalStateException("no segment is left, though room was kept");
        }
        writer.flush();
        writer.sync();
        writer.close();
        history.add(writer.segment(), firstLsn - 1);
        Segment next = spare.segment().activated(firstLsn, firstLsn - 1, writer.lastChecksum(), lastSystemTime);
        writer = SegmentWriter.activate(next, spare.file(), staging);
    }

    /** Overwrites what stands before a position of this segment with zeros, on stable storage. */
    void eraseBefore(LogPosition end) {
        if (end.sequence() != writer.segment().sequence()) {
            throw new IllegalStateException(
                    "the log is written in segment " + writer.segment().sequence() + ", not in " + end.sequence());
        }
        writer.eraseBefore(end.offset());
    }

    /** Puts all that is written on stable storage. */
    void sync() {
        writer.sync();
    }

    @Override
    public void close() {
        writer.close();
    }
}
