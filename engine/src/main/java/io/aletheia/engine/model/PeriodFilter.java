package io.aletheia.engine.model;

/**
 * Which periods qualify on one time axis: those whose two bounds lie in two closed ranges. Every form of the {@code FOR ...
 * TIME} clause is one of these. Immutable; all in microseconds.
 *
 * @param fromMin least admissible start
 * @param fromMax greatest admissible start
 * @param toMin least admissible end
 * @param toMax greatest admissible end
 */
public record PeriodFilter(long fromMin, long fromMax, long toMin, long toMax) {
    /** Every period. */
    public static final PeriodFilter ALL =
            new PeriodFilter(Long.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE);

    /** No period. */
    public static final PeriodFilter NONE =
            new PeriodFilter(Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE);

    /** Periods that contain the instant: {@code from <= instant < to}. */
    public static PeriodFilter asOf(long instant) {
        return new PeriodFilter(Long.MIN_VALUE, instant, instant + 1, Long.MAX_VALUE);
    }

    /** {@code FROM a TO b}: periods that overlap {@code [a, b)}; none if {@code a >= b}. */
    public static PeriodFilter fromTo(long a, long b) {
        return a >= b ? NONE : new PeriodFilter(Long.MIN_VALUE, b - 1, a + 1, Long.MAX_VALUE);
    }

    /** {@code BETWEEN a AND b}: periods that overlap {@code [a, b]}; none if {@code a > b}. */
    public static PeriodFilter between(long a, long b) {
        return a > b ? NONE : new PeriodFilter(Long.MIN_VALUE, b, a + 1, Long.MAX_VALUE);
    }

    /** {@code CONTAINED IN (a, b)}: periods inside {@code [a, b)}. */
    public static PeriodFilter containedIn(long a, long b) {
        return new PeriodFilter(a, Long.MAX_VALUE, Long.MIN_VALUE, b);
    }

    /** Whether at most one version of an entity can qualify on this axis: the filter is {@link #asOf}. */
    public boolean isInstant() {
        // ALL would pass the last test by overflow.
        return fromMin == Long.MIN_VALUE && toMax == Long.MAX_VALUE && toMin != Long.MIN_VALUE && fromMax == toMin - 1;
    }

    /** Whether the period qualifies. */
    public boolean matches(long from, long to) {
        return from <= fromMax && to >= toMin && from >= fromMin && to <= toMax;
    }
}
