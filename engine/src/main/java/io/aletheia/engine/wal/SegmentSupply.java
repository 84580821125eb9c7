package io.aletheia.engine.wal;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Makes segments ahead of their use, on a thread of its own, so that no commit waits for zeroing. A segment is handed over only
 * when its zeros, its header and its name are on stable storage; what cannot be finished is removed. Requests come from any
 * thread.
 */
final class SegmentSupply implements SpaceRequests, Runnable {
    private static final System.Logger LOGGER = System.getLogger(SegmentSupply.class.getName());

    private static final long NOBODY_WAITS = 0;

    private final SegmentFiles files;
    private final long segmentBytesMax;
    private final Thread thread;
    private @Nullable Admission admission;

    /** Confined to the thread. */
    private long nextSequence;

    private volatile long nextBytes;

    /** The frame for which somebody waits; {@link #NOBODY_WAITS} otherwise. */
    private volatile long neededFrameBytes = NOBODY_WAITS;

    private volatile boolean wanted;
    /** After a failure nothing is made in advance until somebody needs it. */
    private volatile boolean failed;

    private volatile boolean stopped;

    SegmentSupply(SegmentFiles files, LogOptions options, Segment last) {
        this.files = files;
        this.segmentBytesMax = options.segmentBytesMax();
        this.nextSequence = last.sequence() + 1;
        this.nextBytes = Math.min(last.bytes() * 2, segmentBytesMax);
        this.thread = new Thread(this, "aletheia-wal-prepare-" + options.databaseName());
        thread.setDaemon(true);
    }

    /** Starts the thread; segments go to the admission. */
    void start(Admission target) {
        serve(target);
        thread.start();
    }

    /** Says where segments go, when the thread is not to be started. */
    void serve(Admission target) {
        admission = target;
    }

    @Override
    public void needSpare(long frameBytes) {
        neededFrameBytes = frameBytes;
        LockSupport.unpark(thread);
    }

    @Override
    public void wantSpare() {
        if (!wanted && !failed) {
            wanted = true;
            LockSupport.unpark(thread);
        }
    }

    /** Length of the segments that are made now, if nobody needs a longer one. Any thread. */
    long segmentBytes() {
        return nextBytes;
    }

    /** Stops and joins the thread. */
    void stop() {
        stopped = true;
        LockSupport.unpark(thread);
        Joining.join(thread);
    }

    @Override
    public void run() {
        while (!stopped) {
            if (!step()) {
                LockSupport.park(this);
                // An interrupt is nobody's to give; it must not make the next park return at once for ever.
                Thread.interrupted();
            }
        }
    }

    /** Makes a segment if one is wanted, and returns whether one was. */
    boolean step() {
        Admission target = java.util.Objects.requireNonNull(admission);
        long frameBytes = neededFrameBytes;
        if (frameBytes == NOBODY_WAITS && !wanted) {
            return false;
        }
        neededFrameBytes = NOBODY_WAITS;
        try {
            Spare spare = prepare(frameBytes);
            failed = false;
            wanted = false;
            target.add(spare);
        } catch (RuntimeException e) {
            failed = true;
            wanted = false;
            // Whoever asked since then waits, and is refused below; an attempt for nobody would take room once
            // there is some.
            neededFrameBytes = NOBODY_WAITS;
            // Whoever needs a segment is told; if nobody does, nothing is lost.
            LOGGER.log(System.Logger.Level.DEBUG, "no log segment can be prepared", e);
            target.refuse(
                    e instanceof DatabaseException known
                            ? known
                            : new DatabaseException(ErrorCode.INTERNAL, "no log segment can be prepared", e));
        }
        return true;
    }

    /** Makes a segment of the planned size, or of half and half again while the disk has no room for more. */
    private Spare prepare(long frameBytes) {
        long least = blocks(frameBytes + Frame.EPOCH_BYTES) + Segment.HEADER_BLOCK_BYTES;
        long bytes = Math.max(nextBytes, blocks(2 * least));
        while (true) {
            try {
                Spare spare = files.make(nextSequence, bytes);
                nextSequence++;
                nextBytes = Math.min(bytes * 2, segmentBytesMax);
                return spare;
            } catch (DatabaseException e) {
                long half = blocks(bytes / 2);
                if (e.code() != ErrorCode.DISK_FULL || half < Math.max(blocks(2 * least), Segment.BYTES_MIN)) {
                    throw e;
                }
                bytes = half;
            }
        }
    }

    private static long blocks(long bytes) {
        return (bytes + Segment.BLOCK_BYTES - 1) / Segment.BLOCK_BYTES * Segment.BLOCK_BYTES;
    }
}
