package io.aletheia.grammar.tree;

import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/**
 * Which instants of one time axis a clause asks for. All periods are half-open.
 *
 * @param kind the form of the clause
 * @param from the first bound, or the instant of AS OF; null for ALL
 * @param to the second bound; null for AS OF and ALL, and for FROM without TO, which runs to the end of time
 */
public record PeriodSpec(
        Kind kind, @Nullable SqlNode from, @Nullable SqlNode to) {

    /** The forms of a period clause. */
    public enum Kind {
        /** {@code AS OF e}: the period holds the instant e. */
        AS_OF,
        /** {@code FROM a TO b}: overlaps [a, b). */
        FROM_TO,
        /** {@code BETWEEN a AND b}: overlaps [a, b]. */
        BETWEEN,
        /** {@code CONTAINED IN (a, b)}: lies within [a, b). */
        CONTAINED_IN,
        /** {@code ALL}. */
        ALL,
        /** {@code ONLY FROM a TO b}: as FROM_TO, and the period shown is cut to [a, b). */
        ONLY_FROM_TO
    }

    /** Every instant. */
    public static final PeriodSpec ALL = new PeriodSpec(Kind.ALL, null, null);

    /** Checks that the bounds fit the kind. */
    public PeriodSpec {
        boolean wantsFrom = kind != Kind.ALL;
        boolean wantsTo = kind != Kind.ALL && kind != Kind.AS_OF;
        boolean toMayMiss = kind == Kind.FROM_TO;
        if ((from != null) != wantsFrom || (to != null && !wantsTo) || (to == null && wantsTo && !toMayMiss)) {
            throw new IllegalArgumentException("bounds do not fit: kind=" + kind + " from=" + from + " to=" + to);
        }
    }

    /** {@code AS OF instant}. */
    public static PeriodSpec asOf(SqlNode instant) {
        return new PeriodSpec(Kind.AS_OF, instant, null);
    }

    /** {@code FROM from TO to}. */
    public static PeriodSpec fromTo(SqlNode from, @Nullable SqlNode to) {
        return new PeriodSpec(Kind.FROM_TO, from, to);
    }
}
