package io.aletheia.query.exec;

import io.aletheia.engine.model.Time;
import io.aletheia.query.expression.Calendar;
import io.aletheia.query.expression.TemporalText;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The bins of one width that a period overlaps, in their order: those from {@code origin + k * width} to {@code origin + (k + 1) *
 * width}, each computed when it is asked for. A bound beyond an end of time is that end. Not thread-safe.
 */
final class Bins {
    private static final long MONTHS_MAX = 12 * 10_000;
    private static final long MICROS_MAX = Time.FOREVER - Time.BEGINNING;

    private final boolean months;
    private final long width;
    private final ZoneId zone;
    private final long localOrigin;
    private final long periodFrom;
    private final long periodTo;
    private long next;
    private long from;
    private long to;

    /**
     * Bins of a period within the ends of time.
     *
     * @param width greater than zero, in months or in microseconds
     * @param zone whose clocks the times are instants of, so that a bin of months or whole days begins when the origin does there;
     *     UTC for times without a zone
     */
    Bins(boolean months, long width, ZoneId zone, long origin, long periodFrom, long periodTo) {
        this.months = months;
        // Wider ones would reach from end to end as these do.
        this.width = Math.min(width, months ? MONTHS_MAX : MICROS_MAX);
        this.zone = months || width % Calendar.MICROS_PER_DAY == 0 ? zone : ZoneOffset.UTC;
        this.localOrigin = TemporalText.toLocal(origin, this.zone);
        this.periodFrom = periodFrom;
        this.periodTo = periodTo;
        long distance = months
                ? Calendar.month(TemporalText.toLocal(periodFrom, this.zone)) - Calendar.month(localOrigin)
                : TemporalText.toLocal(periodFrom, this.zone) - localOrigin;
        this.next = Math.floorDiv(distance, this.width);
        // The origin's place in its month, or clocks that are put forward or back, may make it another one.
        while (bound(next) > periodFrom) {
            next--;
        }
        while (bound(next + 1) <= periodFrom) {
            next++;
        }
    }

    /** Goes on to the next bin; false if there is none. */
    boolean advance() {
        do {
            from = bound(next);
            to = bound(next + 1);
            next++;
            // A day that the clocks leave out is no bin.
        } while (from == to && to < periodTo);
        return from < periodTo;
    }

    /** Where the bin begins. */
    long from() {
        return from;
    }

    /** Where it ends. */
    long to() {
        return to;
    }

    /** The share of the period that lies in the bin, from 0 to 1. */
    double weight() {
        return (double) (Math.min(to, periodTo) - Math.max(from, periodFrom)) / (periodTo - periodFrom);
    }

    private long bound(long number) {
        long local;
        if (months) {
            long year = Math.floorDiv(Calendar.month(localOrigin) + number * width, 12);
            if (year < 1 || year > 9999) {
                return year < 1 ? Time.BEGINNING : Time.FOREVER;
            }
            local = Calendar.plusMonths(localOrigin, number * width);
        } else {
            local = localOrigin + number * width;
        }
        return Math.max(Time.BEGINNING, Math.min(Time.FOREVER, TemporalText.toInstant(local, zone)));
    }
}
