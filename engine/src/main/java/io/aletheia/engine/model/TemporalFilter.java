package io.aletheia.engine.model;

/**
 * Which versions a read sees on both time axes.
 *
 * @param valid on the axis of when facts were true
 * @param system on the axis of when the database knew them
 */
public record TemporalFilter(PeriodFilter valid, PeriodFilter system) {
    /** Every version ever known. */
    public static final TemporalFilter ALL = new TemporalFilter(PeriodFilter.ALL, PeriodFilter.ALL);

    /** What was true at one instant, as known at another. */
    public static TemporalFilter asOf(long validInstant, long systemInstant) {
        return new TemporalFilter(PeriodFilter.asOf(validInstant), PeriodFilter.asOf(systemInstant));
    }
}
