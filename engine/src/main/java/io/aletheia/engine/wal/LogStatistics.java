package io.aletheia.engine.wal;

import io.aletheia.engine.model.LogReport.Distribution;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** What a log has done since it was opened. The flusher counts, any thread reads; by its monitor. */
final class LogStatistics {
    /** Longer ones count as so long: an hour. */
    private static final long NANOS_MAX = 3_600_000_000_000L;

    private static final int DIGITS = 2;

    private long commits;
    private long bytes;
    private long syncs;
    /** Made with the first sync. */
    private @Nullable Histogram nanos;

    private @Nullable Histogram groups;

    /** What was counted at one moment. */
    record Counts(long commits, long bytes, long syncs, Distribution syncNanos, Distribution groupSize) {}

    synchronized void written(int newCommits, long newBytes) {
        commits += newCommits;
        bytes += newBytes;
    }

    synchronized void synced(long syncNanos, int groupSize) {
        Histogram times = nanos;
        Histogram sizes = groups;
        if (times == null || sizes == null) {
            times = new Histogram(NANOS_MAX, DIGITS);
            sizes = new Histogram(Integer.MAX_VALUE, DIGITS);
            nanos = times;
            groups = sizes;
        }
        syncs++;
        times.recordValue(Math.max(0, Math.min(NANOS_MAX, syncNanos)));
        sizes.recordValue(groupSize);
    }

    synchronized Counts counts() {
        return new Counts(commits, bytes, syncs, distribution(nanos), distribution(groups));
    }

    private static Distribution distribution(@Nullable Histogram values) {
        return values == null
                ? Distribution.EMPTY
                : new Distribution(
                        values.getValueAtPercentile(50),
                        values.getValueAtPercentile(90),
                        values.getValueAtPercentile(99),
                        values.getMaxValue());
    }
}
