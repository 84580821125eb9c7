package io.aletheia.engine.model;

import java.util.List;

/**
 * How the log stands, and what it has done since the database was opened. Immutable.
 *
 * @param state whether it takes commits
 * @param io how its files are written
 * @param appends commits that were given a place in it
 * @param flushed commits of these that are written to the file
 * @param currentLsn the last LSN given out; 0 if none is
 * @param durableLsn the last LSN that is on stable storage with all before it; 0 if none is
 * @param appliedLsn the last LSN whose operation is in the store; 0 if none is
 * @param bytes length of the commits that are written, in bytes
 * @param syncs how often the file was synced for commits
 * @param syncNanos how long such a sync took, the writing included, in nanoseconds
 * @param groupSize how many commits such a sync made durable
 * @param segments the files of the log, oldest first
 */
public record LogReport(
        LogState state,
        LogIo io,
        long appends,
        long flushed,
        long currentLsn,
        long durableLsn,
        long appliedLsn,
        long bytes,
        long syncs,
        Distribution syncNanos,
        Distribution groupSize,
        List<SegmentReport> segments) {
    /** Copies the list. */
    public LogReport {
        segments = List.copyOf(segments);
    }

    /** Of a log that writes nothing. */
    public static LogReport without(LogState state, long lastLsn, long appliedLsn, List<SegmentReport> segments) {
        return new LogReport(
                state,
                LogIo.BUFFERED,
                0,
                0,
                lastLsn,
                lastLsn,
                appliedLsn,
                0,
                0,
                Distribution.EMPTY,
                Distribution.EMPTY,
                segments);
    }

    /** How many operations were given a place and are not yet on stable storage. */
    public long lag() {
        return currentLsn - durableLsn;
    }

    /**
     * How a quantity was distributed; all 0 if it did not occur. Percentiles are right to two digits.
     *
     * @param median half of all were not greater
     * @param p90 nine of ten were not greater
     * @param p99 99 of 100 were not greater
     * @param max the greatest
     */
    public record Distribution(long median, long p90, long p99, long max) {
        /** Of nothing. */
        public static final Distribution EMPTY = new Distribution(0, 0, 0, 0);
    }
}
