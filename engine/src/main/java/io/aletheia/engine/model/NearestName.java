package io.aletheia.engine.model;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds what somebody probably meant by a name that does not exist. Compares without regard to case. */
public final class NearestName {
    private NearestName() {}

    /** The existing name that is nearest to the given one; null if none is near: a third of the letters may be wrong. */
    public static @Nullable String find(String name, Collection<String> existing) {
        String nearest = null;
        int least = Math.max(1, name.length() / 3) + 1;
        for (String candidate : existing) {
            if (candidate.equalsIgnoreCase(name)) {
                // It exists, only not where it was looked for.
                continue;
            }
            int distance = distance(name.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
            if (distance < least) {
                least = distance;
                nearest = candidate;
            }
        }
        return nearest;
    }

    /** The end of a message: {@code ; did you mean "salary"?}, or nothing if no name is near. */
    public static String suggestion(String name, Collection<String> existing) {
        String nearest = find(name, existing);
        return nearest == null ? "" : "; did you mean \"" + nearest + "\"?";
    }

    /** Letters to insert, delete, replace or swap with their neighbour to get from one to the other. */
    private static int distance(String from, String to) {
        int[] beforeLast = new int[to.length() + 1];
        int[] last = new int[to.length() + 1];
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                boolean same = from.charAt(i - 1) == to.charAt(j - 1);
                int least = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + (same ? 0 : 1));
                boolean swapped = i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1);
                row[j] = swapped ? Math.min(least, beforeLast[j - 2] + 1) : least;
            }
            int[] recycled = beforeLast;
            beforeLast = last;
            last = row;
            row = recycled;
        }
        return last[to.length()];
    }
}
