package io.aletheia.engine.model;

/**
 * The part of valid time that a write is about.
 *
 * @param from first instant, microseconds
 * @param to first instant after, microseconds, greater than {@code from}
 * @param fromCommit whether the portion begins at the commit's system time if that is later than {@code from}; the portion is
 *     void if nothing is left. This is how a write without a stated period means "from now on" at the time of its commit.
 */
public record Portion(long from, long to, boolean fromCommit) {
    /** From the commit's system time on: what a write without a stated period means. */
    public static final Portion FROM_NOW_ON = new Portion(Time.BEGINNING, Time.FOREVER, true);

    /** All of valid time. */
    public static final Portion ALL = new Portion(Time.BEGINNING, Time.FOREVER, false);

    /** Checks that the portion is not empty: the same promise, errors included, as {@link Interval}. */
    public Portion {
        Interval.check(from, to);
    }

    /** A stated portion. */
    public static Portion of(long from, long to) {
        return new Portion(from, to, false);
    }

    /** The first instant, once the commit's system time is known; not before {@link #to} if the portion is void. */
    public long resolvedFrom(long commitTime) {
        return fromCommit ? Math.max(from, commitTime) : from;
    }
}
