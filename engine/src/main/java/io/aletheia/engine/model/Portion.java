package io.aletheia.engine.model;

/**
 * The part of valid time that a write is about.
 *
 * @param from first instant, microseconds
 * @param to first instant after, microseconds, greater than {@code from}
 * @param fromCommit whether the portion begins at the commit's system time if that is later than {@code from}; the portion is
 *     void if nothing is left. This is how a write without a stated period means "from now on" at the time of its commit.
 * @param toCommit whether the portion ends at the commit's system time if that is later than {@code to}: so ends what lies before
 *     something that holds from now on
 */
public record Portion(long from, long to, boolean fromCommit, boolean toCommit) {
    /** From the commit's system time on: what a write without a stated period means. */
    public static final Portion FROM_NOW_ON = new Portion(Time.BEGINNING, Time.FOREVER, true);

    /** All of valid time. */
    public static final Portion ALL = new Portion(Time.BEGINNING, Time.FOREVER, false);

    /** Checks that the portion is not empty: the same promise, errors included, as {@link Interval}. */
    public Portion {
        Interval.check(from, to);
    }

    /** A portion that ends where it is said to end. */
    public Portion(long from, long to, boolean fromCommit) {
        this(from, to, fromCommit, false);
    }

    /** A stated portion. */
    public static Portion of(long from, long to) {
        return new Portion(from, to, false);
    }

    /**
     * The same for a transaction whose time is now: a bound that lies there means the commit's time, as that of a write without a
     * stated period does, so that what met when it was written still meets when it is committed.
     */
    public Portion boundToCommit(long now) {
        return from == now || to == now
                ? new Portion(from, to, fromCommit || from == now, toCommit || to == now)
                : this;
    }

    /** The first instant after, once the commit's system time is known. */
    public long resolvedTo(long commitTime) {
        return toCommit ? Math.max(to, commitTime) : to;
    }

    /** The first instant, once the commit's system time is known; not before {@link #to} if the portion is void. */
    public long resolvedFrom(long commitTime) {
        return fromCommit ? Math.max(from, commitTime) : from;
    }
}
