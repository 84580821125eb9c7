package io.aletheia.engine.store;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Versions as rectangles of valid time and system time. Pure functions. */
final class Rectangles {
    private Rectangles() {}

    /** A pair of versions that share an instant on both axes, in words; null if there is none. */
    static @Nullable String overlap(List<Strip> versions) {
        // Along system time: at each moment the versions believed are kept in the order of valid time, so only
        // neighbours can meet.
        List<Strip> byStart = new ArrayList<>(versions);
        byStart.sort(Comparator.comparingLong(Strip::systemFrom));
        var believed = new TreeMap<Long, Strip>();
        var byEnd = new PriorityQueue<Strip>(Comparator.comparingLong(Strip::systemTo));
        for (Strip version : byStart) {
            for (Strip ending = byEnd.peek();
                    ending != null && ending.systemTo() <= version.systemFrom();
                    ending = byEnd.peek()) {
                byEnd.remove();
                believed.remove(ending.validFrom());
            }
            Map.Entry<Long, Strip> before = believed.floorEntry(version.validFrom());
            Map.Entry<Long, Strip> after = believed.ceilingEntry(version.validFrom());
            if (before != null && before.getValue().validTo() > version.validFrom()) {
                return before.getValue() + " and " + version;
            }
            if (after != null && after.getKey() < version.validTo()) {
                return after.getValue() + " and " + version;
            }
            believed.put(version.validFrom(), version);
            byEnd.add(version);
        }
        return null;
    }

    /** Whether versions that do not overlap cover all of a rectangle: whether the areas of what they share with it add up. */
    static boolean cover(List<Strip> versions, Strip rectangle) {
        BigInteger missing = area(rectangle, rectangle);
        for (Strip version : versions) {
            if (missing.signum() == 0) {
                break;
            }
            missing = missing.subtract(area(version, rectangle));
        }
        return missing.signum() == 0;
    }

    private static BigInteger area(Strip a, Strip b) {
        long valid = Math.min(a.validTo(), b.validTo()) - Math.max(a.validFrom(), b.validFrom());
        long system = Math.min(a.systemTo(), b.systemTo()) - Math.max(a.systemFrom(), b.systemFrom());
        return valid <= 0 || system <= 0
                ? BigInteger.ZERO
                : BigInteger.valueOf(valid).multiply(BigInteger.valueOf(system));
    }
}
