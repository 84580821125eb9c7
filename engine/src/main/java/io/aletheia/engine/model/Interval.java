package io.aletheia.engine.model;

/**
 * A half-open period {@code [from, to)} of microseconds since 1970-01-01T00:00:00Z. Immutable.
 *
 * @param from first instant inside, at least {@link Time#BEGINNING}
 * @param to first instant after, at most {@link Time#FOREVER} and greater than {@code from}
 */
public record Interval(long from, long to) {
    /** All of time. */
    public static final Interval ALWAYS = new Interval(Time.BEGINNING, Time.FOREVER);

    /**
     * Checks the promise that the interval is not empty and lies within the calendar that the database keeps.
     *
     * @throws DatabaseException {@link ErrorCode#PERIOD_EMPTY} (22020) if {@code from >= to}, {@link
     *     ErrorCode#DATETIME_OUT_OF_RANGE} (22008) if a bound lies outside
     */
    public Interval {
        check(from, to);
    }

    /** Checks what the constructor promises, without an object. */
    static void check(long from, long to) {
        if (from >= to) {
            throw new DatabaseException(
                    ErrorCode.PERIOD_EMPTY,
                    "a period must begin before it ends: from " + Time.toText(from) + ", to " + Time.toText(to));
        }
        if (from < Time.BEGINNING || to > Time.FOREVER) {
            throw new DatabaseException(
                    ErrorCode.DATETIME_OUT_OF_RANGE,
                    "a period must lie between " + Time.toText(Time.BEGINNING) + " and " + Time.toText(Time.FOREVER)
                            + ": from " + from + ", to " + to + " microseconds");
        }
    }

    /** From an instant to the open end. */
    public static Interval startingAt(long from) {
        return new Interval(from, Time.FOREVER);
    }

    /** Whether the instant lies inside. */
    public boolean contains(long instant) {
        return from <= instant && instant < to;
    }

    /** Whether the two share an instant. */
    public boolean overlaps(Interval other) {
        return from < other.to && other.from < to;
    }

    @Override
    public String toString() {
        return "[" + Time.toText(from) + ", " + Time.toText(to) + ")";
    }
}
