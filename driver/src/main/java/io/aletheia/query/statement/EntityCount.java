package io.aletheia.query.statement;

import java.util.Arrays;

/**
 * Counts distinct entities. It remembers runs of ids that follow each other, as those of new entities do, so that a million rows
 * cost no memory worth mentioning. Not thread-safe.
 */
public final class EntityCount {
    /** Most statements are about one. */
    private static final int RUNS_AT_FIRST = 2;

    /** First and last id of each run. */
    private long[] firsts = new long[RUNS_AT_FIRST];

    private long[] lasts = new long[RUNS_AT_FIRST];
    private int runs;
    private boolean ascending = true;

    /** Counts an entity in, if it is not yet. */
    public void add(long id) {
        if (runs > 0) {
            long last = lasts[runs - 1];
            if (last == id) {
                return;
            }
            if (last + 1 == id) {
                lasts[runs - 1] = id;
                return;
            }
            ascending &= last < id;
        }
        if (runs == firsts.length) {
            firsts = Arrays.copyOf(firsts, runs * 2);
            lasts = Arrays.copyOf(lasts, runs * 2);
        }
        firsts[runs] = id;
        lasts[runs] = id;
        runs++;
    }

    /** How many there were. */
    public long distinct() {
        if (!ascending) {
            merge();
        }
        long count = 0;
        for (int i = 0; i < runs; i++) {
            count += lasts[i] - firsts[i] + 1;
        }
        return count;
    }

    /** Puts the runs in order and joins those that overlap. */
    private void merge() {
        Integer[] order = new Integer[runs];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Long.compare(firsts[a], firsts[b]));
        long[] mergedFirsts = new long[runs];
        long[] mergedLasts = new long[runs];
        int merged = 0;
        for (int i : order) {
            if (merged > 0 && firsts[i] <= mergedLasts[merged - 1]) {
                mergedLasts[merged - 1] = Math.max(mergedLasts[merged - 1], lasts[i]);
            } else {
                mergedFirsts[merged] = firsts[i];
                mergedLasts[merged] = lasts[i];
                merged++;
            }
        }
        firsts = mergedFirsts;
        lasts = mergedLasts;
        runs = merged;
        ascending = true;
    }
}
