package io.aletheia.query.exec;

import io.aletheia.query.exec.EntityVersions.Version;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What an entity's valid line was and became: the maximal strips of valid time in which it went from one row to another. */
final class StateDifference {
    private StateDifference() {}

    /** A strip; a missing row means that the entity was or is not there. */
    static final class Strip {
        private final long from;
        private long to;
        private final @Nullable Version before;
        private final @Nullable Version after;

        private Strip(long from, long to, @Nullable Version before, @Nullable Version after) {
            this.from = from;
            this.to = to;
            this.before = before;
            this.after = after;
        }

        long from() {
            return from;
        }

        long to() {
            return to;
        }

        @Nullable
        Version before() {
            return before;
        }

        @Nullable
        Version after() {
            return after;
        }

        /** INSERT, UPDATE or DELETE. */
        String operation() {
            return before == null ? "INSERT" : after == null ? "DELETE" : "UPDATE";
        }
    }

    /**
     * The strips in order.
     *
     * @param before versions whose valid periods are disjoint
     * @param after likewise
     * @param net whether a strip in which the row stays the same is left out
     */
    static List<Strip> of(List<Version> before, List<Version> after, boolean net) {
        var bounds = new TreeSet<Long>();
        for (List<Version> versions : List.of(before, after)) {
            for (Version version : versions) {
                bounds.add(version.validFrom());
                bounds.add(version.validTo());
            }
        }
        List<Strip> strips = new ArrayList<>();
        Long from = null;
        for (Long to : bounds) {
            if (from != null) {
                add(strips, new Strip(from, to, at(before, from), at(after, from)), net);
            }
            from = to;
        }
        return strips;
    }

    private static void add(List<Strip> strips, Strip strip, boolean net) {
        if ((strip.before == null && strip.after == null) || (net && same(strip.before, strip.after))) {
            return;
        }
        if (!strips.isEmpty()) {
            Strip last = strips.get(strips.size() - 1);
            if (last.to == strip.from && same(last.before, strip.before) && same(last.after, strip.after)) {
                last.to = strip.to;
                return;
            }
        }
        strips.add(strip);
    }

    private static @Nullable Version at(List<Version> versions, long instant) {
        for (Version version : versions) {
            if (version.validFrom() <= instant && instant < version.validTo()) {
                return version;
            }
        }
        return null;
    }

    /** Whether both say the same of the entity. */
    static boolean same(@Nullable Version a, @Nullable Version b) {
        if (a == null || b == null) {
            return a == b;
        }
        return a == b || Arrays.deepEquals(a.row(), b.row());
    }
}
