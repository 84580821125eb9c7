package io.aletheia.engine.store;

import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The {@link LongHistory} of each entity of a table that has many rows. One writer, lock-free readers. */
final class LongHistories {
    /** An entity with more rows has one, sooner or later. A walk looks for it after so many rows. */
    static final int ROWS_WITHOUT = 32;

    /** One in so many rows, taken at random, leads to a look at how many rows its entity has, so that rows need no counter. */
    private static final int LOOK_BITS = 5;

    private final VersionRows rows;
    private final ConcurrentHashMap<Integer, LongHistory> histories = new ConcurrentHashMap<>();

    LongHistories(VersionRows rows) {
        this.rows = rows;
    }

    /** The history of an entity; null if it has none. */
    @Nullable
    LongHistory find(int entity) {
        return histories.isEmpty() ? null : histories.get(entity);
    }

    /** Says that a row was written that is about to be its entity's newest. Writer only. */
    void add(int entity, int row, int previous) {
        LongHistory history = find(entity);
        if (history != null) {
            add(history, row);
        } else if (previous != EntityHeads.NONE && (row * 0x9E37_79B9) >>> -LOOK_BITS == 0 && isLong(row)) {
            histories.put(entity, build(row));
        }
    }

    /** Says that the end of an entity's row changes. Writer only. */
    void end(int row, long end) {
        if (!histories.isEmpty()) {
            Page page = rows.page(row);
            LongHistory history = histories.get(page.entity(row & Page.MASK));
            if (history != null) {
                history.end(row, page.end(row & Page.MASK), end);
            }
        }
    }

    /** Whether the entity has no history here or one that agrees with its rows. */
    boolean isSound(int entity, int newest) {
        LongHistory history = find(entity);
        return history == null || history.agreesWith(build(newest));
    }

    private boolean isLong(int newest) {
        int row = newest;
        for (int count = 0; count < ROWS_WITHOUT; count++) {
            if (row == EntityHeads.NONE) {
                return false;
            }
            row = rows.page(row).previous(row & Page.MASK);
        }
        return true;
    }

    private LongHistory build(int newest) {
        int count = 0;
        for (int row = newest; row != EntityHeads.NONE; row = rows.page(row).previous(row & Page.MASK)) {
            count++;
        }
        int[] all = new int[count];
        for (int row = newest; row != EntityHeads.NONE; row = rows.page(row).previous(row & Page.MASK)) {
            all[--count] = row;
        }
        var history = new LongHistory();
        for (int row : all) {
            add(history, row);
        }
        return history;
    }

    private void add(LongHistory history, int row) {
        Page page = rows.page(row);
        int offset = row & Page.MASK;
        history.add(row, page.validFrom(offset), page.validTo(offset), page.systemFrom(offset), page.end(offset));
    }
}
