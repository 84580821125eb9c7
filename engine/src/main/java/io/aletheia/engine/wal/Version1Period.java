package io.aletheia.engine.wal;

/**
 * The bitemporal interval of an entry of version 1: two half-open periods in microseconds since 1970-01-01T00:00:00Z. Immutable.
 *
 * @param validFrom first instant at which the entry's statement is true
 * @param validTo first instant at which it is not any more; {@link #OPEN} for ever
 * @param systemFrom first instant at which it was known
 * @param systemTo first instant at which it was not believed any more; {@link #OPEN} for ever
 */
public record Version1Period(long validFrom, long validTo, long systemFrom, long systemTo) {
    /** The end that a period has which has none. */
    public static final long OPEN = Long.MAX_VALUE;
}
