package io.aletheia.engine.store;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The heads of a table's entities, its key index, adjacency and indexes over values follow from its rows. When a table is opened they are
 * not there yet: whoever needs one of them first, be it a reader or the writer, makes all of them, and others wait for him. So a
 * database opens without looking at its rows, and a table that nobody asks for costs nothing. Thread-safe.
 */
final class AccessPaths {
    private final ReentrantLock lock = new ReentrantLock();

    private volatile boolean complete = true;

    // Guarded by the lock.
    private @Nullable TableStore table;
    private int rows;
    private boolean building;
    private @Nullable DatabaseException damage;

    /** Says that the first rows of a table were opened and are not yet in its access paths. Before anybody reads the table. */
    void defer(TableStore opened, int openedRows) {
        lock.lock();
        try {
            table = opened;
            rows = openedRows;
            complete = openedRows == 0;
        } finally {
            lock.unlock();
        }
    }

    /** Returns once they are complete. DATABASE_CORRUPT (XX001) if the rows contradict each other. */
    void require() {
        if (!complete) {
            build();
        }
    }

    private void build() {
        lock.lock();
        try {
            TableStore opened = table;
            // Who builds them asks for them as well.
            if (complete || building || opened == null) {
                return;
            }
            if (damage != null) {
                throw new DatabaseException(damage.code(), String.valueOf(damage.getMessage()), damage);
            }
            building = true;
            try {
                addRows(opened, rows);
            } catch (DatabaseException e) {
                damage = e;
                throw e;
            } finally {
                building = false;
            }
            table = null;
            complete = true;
        } finally {
            lock.unlock();
        }
    }

    /** In the order in which commits made the rows. */
    private static void addRows(TableStore table, int count) {
        table.reserveKeys(count);
        for (int first = 0; first < count; first += Page.ROWS) {
            addPage(table, first, Math.min(Page.ROWS, count - first));
        }
    }

    private static void addPage(TableStore table, int firstRow, int count) {
        VersionRows rows = table.rows();
        EntityHeads entities = table.entities();
        Page page = rows.page(firstRow);
        for (int offset = 0; offset < count; offset++) {
            int row = firstRow + offset;
            int entity = page.entity(offset);
            int previous = page.previous(offset);
            if (entity <= 0 || previous >= row || previous < EntityHeads.NONE) {
                throw new DatabaseException(
                        ErrorCode.DATABASE_CORRUPT,
                        "table " + table.definition().name() + ": row " + row + " of entity " + entity + " after row "
                                + previous);
            }
            if (table.isErased(EntityHistory.NEWEST, entity)) {
                // Void for all, and of an entity that nothing leads to any more.
                continue;
            }
            rows.histories().add(entity, row, previous);
            entities.setHead(entity, row);
            if (previous == EntityHeads.NONE) {
                table.index(entity, row);
            }
            table.indexValues(entity, row);
        }
    }
}
