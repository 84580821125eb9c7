package io.aletheia.engine.wal;

import io.aletheia.engine.model.LogIo;

/**
 * How a log works. Immutable.
 *
 * @param databaseName names the log's threads
 * @param stripes queues between committers and the flusher, a power of two
 * @param stripeCapacity commits that a stripe holds before committers wait, a power of two
 * @param segmentBytesMax size to which segments grow
 * @param segmentsRetained segments kept beyond what recovery needs
 * @param flushIntervalMillis longest time before an ASYNC commit is synced
 * @param groupCommitMaxDelayMillis upper bound of the time that a commit waits for others to join its flush
 * @param groupCommitMaxBatch commits that are flushed without waiting for more
 * @param io how segments are written
 */
public record LogOptions(
        String databaseName,
        int stripes,
        int stripeCapacity,
        long segmentBytesMax,
        int segmentsRetained,
        long flushIntervalMillis,
        long groupCommitMaxDelayMillis,
        int groupCommitMaxBatch,
        LogIo io) {
    /** What holds unless somebody says otherwise. */
    public static final LogOptions DEFAULTS =
            new LogOptions("database", 16, 1024, 64L << 20, 10, 10, 10, 200, LogIo.BUFFERED);

    /** Options of a log that is written through the cache. */
    public LogOptions(
            String databaseName,
            int stripes,
            int stripeCapacity,
            long segmentBytesMax,
            int segmentsRetained,
            long flushIntervalMillis,
            long groupCommitMaxDelayMillis,
            int groupCommitMaxBatch) {
        this(
                databaseName,
                stripes,
                stripeCapacity,
                segmentBytesMax,
                segmentsRetained,
                flushIntervalMillis,
                groupCommitMaxDelayMillis,
                groupCommitMaxBatch,
                LogIo.BUFFERED);
    }

    /** Checks the bounds. */
    public LogOptions {
        requirePowerOfTwo("stripes", stripes);
        requirePowerOfTwo("stripeCapacity", stripeCapacity);
        requireAtLeast("segmentBytesMax", segmentBytesMax, Segment.BYTES_MIN);
        requireAtLeast("segmentsRetained", segmentsRetained, 0);
        requireAtLeast("flushIntervalMillis", flushIntervalMillis, 1);
        requireAtLeast("groupCommitMaxDelayMillis", groupCommitMaxDelayMillis, 0);
        requireAtLeast("groupCommitMaxBatch", groupCommitMaxBatch, 1);
    }

    private static void requirePowerOfTwo(String name, int value) {
        if (Integer.bitCount(value) != 1 || value < 1) {
            throw new IllegalArgumentException(name + " must be a power of two: " + name + "=" + value);
        }
    }

    private static void requireAtLeast(String name, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException(name + " must be at least " + least + ": " + name + "=" + value);
        }
    }
}
