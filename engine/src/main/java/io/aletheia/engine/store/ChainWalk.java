package io.aletheia.engine.store;

import org.jspecify.annotations.Nullable;

/**
 * Goes from an entity's newest row to its oldest, and passes over parts of a long history that cannot matter to who asks. Not
 * thread-safe.
 */
final class ChainWalk {
    private final VersionRows rows;
    private final LongHistory.Passing passing;
    private int steps;
    private @Nullable LongHistory history;
    private int leaf;

    /** Rows up to this one lie in earlier leaves. */
    private int floor;

    ChainWalk(VersionRows rows, LongHistory.Passing passing) {
        this.rows = rows;
        this.passing = passing;
    }

    /** Begins with another entity. */
    void begin() {
        steps = 0;
        history = null;
    }

    /** The row after a given one that may matter; {@link EntityHeads#NONE} at the end. */
    int next(Page page, int row) {
        int previous = page.previous(row & Page.MASK);
        LongHistory known = history;
        if (known == null) {
            if (++steps < LongHistories.ROWS_WITHOUT || previous == EntityHeads.NONE) {
                return previous;
            }
            steps = 0;
            known = rows.histories().find(page.entity(row & Page.MASK));
            if (known == null) {
                return previous;
            }
            history = known;
            leaf = known.leafOf(row);
            floor = known.newestRow(leaf - 1);
        }
        if (previous > floor) {
            return previous;
        }
        leaf = known.findLeaf(leaf - 1, passing);
        floor = known.newestRow(leaf - 1);
        return known.newestRow(leaf);
    }
}
