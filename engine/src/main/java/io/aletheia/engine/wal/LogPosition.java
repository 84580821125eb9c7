package io.aletheia.engine.wal;

/**
 * A place between two commits of the log. Immutable.
 *
 * @param lsn of the first operation behind the place
 * @param sequence of the segment in which the next frame stands, or of an earlier one if the next does not fit there
 * @param offset in that segment
 */
public record LogPosition(long lsn, long sequence, long offset) {
    /** Before the first commit. */
    public static final LogPosition BEGINNING = new LogPosition(1, 1, Segment.HEADER_BLOCK_BYTES);
}
