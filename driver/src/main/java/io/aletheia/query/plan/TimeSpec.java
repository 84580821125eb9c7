package io.aletheia.query.plan;

import io.aletheia.engine.model.PeriodFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.jspecify.annotations.Nullable;

/**
 * Which versions of a table are read on one time axis. The bounds are expressions of type TIMESTAMP(6) WITH TIME
 * ZONE, that is instants, without input references; they may hold parameters and correlation variables. Immutable.
 *
 * @param kind the form
 * @param first the instant, or the first bound; null for CURRENT and ALL
 * @param second the second bound; null for CURRENT, ALL and AS_OF
 */
public record TimeSpec(
        Kind kind, @Nullable RexNode first, @Nullable RexNode second) {
    /** The forms of a time clause. */
    public enum Kind {
        /** The transaction's own time: valid now, or known now. */
        CURRENT,
        /** The period contains {@code first}. */
        AS_OF,
        /** The period overlaps {@code [first, second)}. */
        FROM_TO,
        /** As FROM_TO, and the period shown is cut to {@code [first, second)}. */
        ONLY_FROM_TO,
        /** The period overlaps {@code [first, second]}. */
        BETWEEN,
        /** The period lies inside {@code [first, second)}. */
        CONTAINED_IN,
        /** Every period. */
        ALL
    }

    /** The transaction's own time. */
    public static final TimeSpec CURRENT = new TimeSpec(Kind.CURRENT, null, null);

    /** Every period. */
    public static final TimeSpec ALL = new TimeSpec(Kind.ALL, null, null);

    /** Whether at most one version of an entity qualifies on this axis. */
    public boolean isInstant() {
        return kind == Kind.CURRENT || kind == Kind.AS_OF;
    }

    /** The bounds that there are, in order. */
    public List<RexNode> bounds() {
        var bounds = new ArrayList<RexNode>(2);
        if (first != null) {
            bounds.add(first);
        }
        if (second != null) {
            bounds.add(second);
        }
        return bounds;
    }

    /** The same with other bounds. */
    public TimeSpec accept(RexShuttle shuttle) {
        RexNode newFirst = first == null ? null : first.accept(shuttle);
        RexNode newSecond = second == null ? null : second.accept(shuttle);
        return Objects.equals(newFirst, first) && Objects.equals(newSecond, second)
                ? this
                : new TimeSpec(kind, newFirst, newSecond);
    }

    /**
     * The engine's filter once the bounds are known.
     *
     * @param nowMicros what CURRENT means on this axis
     * @param firstMicros the value of {@link #first}; ignored if there is none
     * @param secondMicros likewise
     */
    public PeriodFilter filter(long nowMicros, long firstMicros, long secondMicros) {
        return switch (kind) {
            case CURRENT -> PeriodFilter.asOf(nowMicros);
            case AS_OF -> PeriodFilter.asOf(firstMicros);
            case FROM_TO, ONLY_FROM_TO -> PeriodFilter.fromTo(firstMicros, secondMicros);
            case BETWEEN -> PeriodFilter.between(firstMicros, secondMicros);
            case CONTAINED_IN -> PeriodFilter.containedIn(firstMicros, secondMicros);
            case ALL -> PeriodFilter.ALL;
        };
    }

    /** The text in plans, such as {@code AS OF ?0}. */
    @Override
    public String toString() {
        return switch (kind) {
            case CURRENT -> "NOW";
            case AS_OF -> "AS OF " + first;
            case FROM_TO -> "FROM " + first + " TO " + second;
            case ONLY_FROM_TO -> "ONLY FROM " + first + " TO " + second;
            case BETWEEN -> "BETWEEN " + first + " AND " + second;
            case CONTAINED_IN -> "CONTAINED IN (" + first + ", " + second + ")";
            case ALL -> "ALL";
        };
    }
}
