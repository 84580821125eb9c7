package io.aletheia.engine.recovery;

import io.aletheia.engine.wal.Joining;
import io.aletheia.engine.wal.WriteAheadLog;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Makes checkpoints on a thread of its own, so that the log does not grow without bounds and recovery stays short: a while after the
 * last one if something was committed since, and at once when much log has come. One that fails is tried again when the next is due;
 * the one before stays in force meanwhile.
 */
public final class BackgroundCheckpoints implements Runnable {
    private static final System.Logger LOGGER = System.getLogger(BackgroundCheckpoints.class.getName());

    /** So often it is looked whether one is due, or more often if the interval is short. */
    private static final long LOOK_NANOS_MAX = TimeUnit.SECONDS.toNanos(1);

    private static final long LOOK_NANOS_MIN = TimeUnit.MILLISECONDS.toNanos(1);
    private static final int LOOKS_PER_INTERVAL = 10;

    private final long intervalNanos;
    private final long logBytes;
    private final WriteAheadLog log;
    private final Checkpointer checkpointer;
    private final Runnable checkpoint;
    private final Thread thread;
    private volatile boolean stopped;

    private BackgroundCheckpoints(
            String databaseName,
            long intervalMillis,
            long logBytes,
            WriteAheadLog log,
            Checkpointer checkpointer,
            Runnable checkpoint) {
        this.intervalNanos = TimeUnit.MILLISECONDS.toNanos(intervalMillis);
        this.logBytes = logBytes;
        this.log = log;
        this.checkpointer = checkpointer;
        this.checkpoint = checkpoint;
        this.thread = new Thread(this, "aletheia-checkpoint-" + databaseName);
        thread.setDaemon(true);
    }

    /**
     * Starts the thread.
     *
     * @param intervalMillis how long after a checkpoint the next is made, if something was committed; 0 for never
     * @param logBytes after how many bytes of commits one is made whenever that is; 0 for never
     * @param checkpointer says what the last one holds
     * @param checkpoint makes one
     */
    public static BackgroundCheckpoints start(
            String databaseName,
            long intervalMillis,
            long logBytes,
            WriteAheadLog log,
            Checkpointer checkpointer,
            Runnable checkpoint) {
        var background =
                new BackgroundCheckpoints(databaseName, intervalMillis, logBytes, log, checkpointer, checkpoint);
        background.thread.start();
        return background;
    }

    @Override
    public void run() {
        long lookNanos = LOOK_NANOS_MAX;
        if (intervalNanos > 0) {
            lookNanos = Math.max(LOOK_NANOS_MIN, Math.min(LOOK_NANOS_MAX, intervalNanos / LOOKS_PER_INTERVAL));
        }
        long bytes = log.claimedBytes();
        long made = System.nanoTime();
        while (!stopped && !log.isPoisoned()) {
            LockSupport.parkNanos(this, lookNanos);
            // An interrupt is nobody's to give; it must not make the next park return at once for ever.
            Thread.interrupted();
            // What was committed while one was being written is not in it.
            boolean byTime = intervalNanos > 0
                    && System.nanoTime() - made >= intervalNanos
                    && log.lastLsn() != checkpointer.lsn();
            boolean bySize = logBytes > 0 && log.claimedBytes() - bytes >= logBytes;
            if (!stopped && (byTime || bySize)) {
                bytes = log.claimedBytes();
                make();
                made = System.nanoTime();
            }
        }
    }

    private void make() {
        try {
            checkpoint.run();
        } catch (RuntimeException e) {
            if (!stopped) {
                LOGGER.log(System.Logger.Level.WARNING, "no checkpoint could be made; it is tried again later", e);
            }
        }
    }

    /** Lets a checkpoint under way come to its end, and ends the thread. */
    public void stop() {
        stopped = true;
        LockSupport.unpark(thread);
        Joining.join(thread);
    }
}
