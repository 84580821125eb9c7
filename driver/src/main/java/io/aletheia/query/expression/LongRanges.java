package io.aletheia.query.expression;

import java.util.Arrays;

/** Closed ranges of integers in ascending order, none overlapping another. Immutable. */
final class LongRanges {
    private final long[] lows;
    private final long[] highs;

    private LongRanges(long[] lows, long[] highs) {
        this.lows = lows;
        this.highs = highs;
    }

    /** Collects ranges, which come in ascending order. */
    static final class Builder {
        private final long[] lows;
        private final long[] highs;
        private int count;

        /** For at most a number of ranges. */
        Builder(int ranges) {
            lows = new long[ranges];
            highs = new long[ranges];
        }

        /** Adds the integers from the lower to the higher, both within; none if the higher is less. */
        void add(long low, long high) {
            if (low <= high) {
                lows[count] = low;
                highs[count++] = high;
            }
        }

        LongRanges build() {
            return new LongRanges(Arrays.copyOf(lows, count), Arrays.copyOf(highs, count));
        }
    }

    /** Whether a value lies in one of the ranges. */
    boolean contains(long value) {
        int found = Arrays.binarySearch(lows, value);
        int candidate = found >= 0 ? found : -found - 2;
        return candidate >= 0 && value <= highs[candidate];
    }

    /** Writes the rows whose values lie in the ranges, in order; into may be the array of the rows itself. */
    int select(long[] values, Rows rows, int[] into) {
        if (lows.length == 1) {
            return select(values, lows[0], highs[0], rows, into);
        }
        int[] index = rows.index();
        int kept = 0;
        for (int i = 0; i < rows.count(); i++) {
            int row = index[i];
            into[kept] = row;
            kept += contains(values[row]) ? 1 : 0;
        }
        return kept;
    }

    /** As {@link #select(long[], Rows, int[])} for one range, from the low to the high, both within, the low not above the high. */
    static int select(long[] values, long low, long high, Rows rows, int[] into) {
        int count = rows.count();
        // Distances from the low as unsigned numbers, so that one comparison does; which rows are meant no processor
        // can foresee.
        long least = low - Long.MIN_VALUE;
        long most = high - least;
        int kept = 0;
        if (rows.isAll()) {
            for (int row = 0; row < count; row++) {
                into[kept] = row;
                kept += values[row] - least <= most ? 1 : 0;
            }
            return kept;
        }
        int[] index = rows.index();
        for (int i = 0; i < count; i++) {
            int row = index[i];
            into[kept] = row;
            kept += values[row] - least <= most ? 1 : 0;
        }
        return kept;
    }
}
