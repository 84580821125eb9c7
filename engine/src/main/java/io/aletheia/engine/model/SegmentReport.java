package io.aletheia.engine.model;

/**
 * One file of the log. Immutable.
 *
 * @param fileName its name in the database's directory
 * @param sequence its number
 * @param state what it is used for
 * @param bytes its length in bytes
 * @param firstLsn the LSN with which it begins; 0 if it is not in use
 * @param lastLsn the last LSN in it; 0 if there is none
 */
public record SegmentReport(String fileName, long sequence, State state, long bytes, long firstLsn, long lastLsn) {
    /** What a segment is used for. */
    public enum State {
        /** It is full; recovery may need it, or it is retained. */
        FULL,
        /** Commits are written to it. */
        CURRENT,
        /** It is prepared for the time when the current one is full. */
        SPARE,
        /** Nobody needs what is in it; it will be prepared for use again. */
        FREE
    }
}
