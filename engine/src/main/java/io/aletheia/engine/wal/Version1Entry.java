package io.aletheia.engine.wal;

/**
 * An entry of a log of version 1, with the place where it was found. Immutable.
 *
 * @param lsn log sequence number, from 1 without gaps
 * @param time when it was logged, microseconds since 1970-01-01T00:00:00Z
 * @param operation what it says
 * @param segment name of the file
 * @param offset where it begins in the file, bytes
 */
public record Version1Entry(long lsn, long time, Version1Operation operation, String segment, long offset) {
    /** Which entry it is, for messages. */
    public String place() {
        return place(segment, offset, lsn);
    }

    static String place(String segment, long offset, long lsn) {
        return "log segment " + segment + " of version 1 at offset " + offset + " (LSN " + lsn + ")";
    }
}
