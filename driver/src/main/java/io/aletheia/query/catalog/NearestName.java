package io.aletheia.query.catalog;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The name that somebody probably meant. */
public final class NearestName {
    private NearestName() {}

    /** The candidate that is nearest to what was written, if one is near: at most a third of its letters differ. */
    public static @Nullable String of(String written, Collection<String> candidates) {
        String nearest = null;
        int least = Math.max(1, written.length() / 3) + 1;
        for (String candidate : candidates) {
            if (candidate.equalsIgnoreCase(written)) {
                // It exists, only not where it was looked for.
                continue;
            }
            int distance = distance(written.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
            if (distance < least) {
                least = distance;
                nearest = candidate;
            }
        }
        return nearest;
    }

    /** The text to append to a message: a question if there is a near name, else nothing. */
    public static String question(String written, Collection<String> candidates) {
        String nearest = of(written, candidates);
        return nearest == null ? "" : "; did you mean \"" + nearest + "\"?";
    }

    /** Optimal string alignment: inserted, removed, replaced and swapped letters. */
    private static int distance(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] current = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, Math.min(last[j], current[j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    current[j] = Math.min(current[j], beforeLast[j - 2] + 1);
                }
            }
            int[] free = beforeLast;
            beforeLast = last;
            last = current;
            current = free;
        }
        return last[b.length()];
    }
}
