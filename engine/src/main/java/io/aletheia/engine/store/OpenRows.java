package io.aletheia.engine.store;

import io.aletheia.engine.model.Time;

/**
 * Which rows of a sealed page were open when somebody looked: what reads of now select of a page whose rows have ended here and
 * there. Immutable; 8 bytes for 64 rows.
 */
final class OpenRows {
    /** A bit for each row, the first row of 64 in the lowest bit of a word. */
    private final long[] words;

    private final int changes;
    private final long endTimeMax;
    private final boolean someCut;

    private OpenRows(long[] words, int changes, long endTimeMax, boolean someCut) {
        this.words = words;
        this.changes = changes;
        this.endTimeMax = endTimeMax;
        this.someCut = someCut;
    }

    /** Reads the ends of a page. */
    static OpenRows of(SealedPage page) {
        int changes = page.changedEnds();
        int rows = page.rows();
        long[] words = new long[(rows + Long.SIZE - 1) / Long.SIZE];
        long endTimeMax = Time.BEGINNING;
        boolean someCut = false;
        for (int offset = 0; offset < rows; offset++) {
            long end = page.end(offset);
            if (end == RowEnd.OPEN) {
                words[offset / Long.SIZE] |= 1L << offset;
            } else {
                endTimeMax = Math.max(endTimeMax, SealedLayout.timeOf(end));
                someCut |= RowEnd.isCut(end);
            }
        }
        return new OpenRows(words, changes, endTimeMax, someCut);
    }

    /** How many ends of the page had changed before they were read; as long as no more have, these are the open rows. */
    int changes() {
        return changes;
    }

    /** The greatest time that the end of another row names; {@link Time#BEGINNING} if there is no other. */
    long endTimeMax() {
        return endTimeMax;
    }

    /** Whether another row is cut. */
    boolean someCut() {
        return someCut;
    }

    long bytes() {
        return (long) words.length * Long.BYTES;
    }

    /** Selects the open rows of {@code [from, to)} until the selection is full, and returns the row where to go on. */
    int select(int from, int to, Selection selection) {
        int[] offsets = selection.offsetsToWrite();
        int count = selection.size();
        int full = count + selection.room();
        int offset = from;
        while (offset < to && count < full) {
            int span = Math.min(to - offset, Long.SIZE - (offset & (Long.SIZE - 1)));
            long open = words[offset / Long.SIZE] >>> offset;
            if (span < Long.SIZE) {
                open &= (1L << span) - 1;
            }
            if (Long.bitCount(open) == span && span <= full - count) {
                for (int i = 0; i < span; i++) {
                    offsets[count + i] = offset + i;
                }
                count += span;
                open = 0;
            }
            for (; open != 0 && count < full; open &= open - 1) {
                offsets[count++] = offset + Long.numberOfTrailingZeros(open);
            }
            offset += open == 0 ? span : Long.numberOfTrailingZeros(open);
        }
        selection.setSize(count);
        return offset;
    }
}
