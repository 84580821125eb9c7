package io.aletheia.engine.store;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What leads to the rows of a table follows from them: the heads of its entities with the histories of those that have many rows, and the
 * indexes, which are those over keys and values and the lists of edges. When a table is opened none of that is there yet, and a replay makes
 * heads alone. Whoever needs more first, be it a reader or the writer, makes it, and others wait for him. So a database opens without
 * looking at its rows, and a table that nobody asks for costs nothing. Thread-safe.
 */
final class AccessPaths {
    private static final System.Logger LOGGER = System.getLogger(AccessPaths.class.getName());

    /** Whoever makes the paths of so many rows, which takes a second and more, finds out what he waits for. */
    private static final int ROWS_TO_TELL = 4_000_000;

    private final ReentrantLock lock = new ReentrantLock();

    private volatile boolean headsComplete = true;
    private volatile boolean complete = true;

    /** Writer only. */
    private boolean replaying;

    // Guarded by the lock.
    private @Nullable TableStore table;
    private boolean building;
    private @Nullable DatabaseException damage;

    /** Says that rows were opened that none of the paths lead to. Before anybody reads the table. */
    void defer(TableStore opened) {
        deferIndexes(opened);
        headsComplete = false;
    }

    /** Says that indexes need not be kept from now on until {@link #endReplay}, since nobody reads. Writer only. */
    void beginReplay(TableStore replayed) {
        replaying = true;
        deferIndexes(replayed);
    }

    /** Says that the table may be read. Writer only. */
    void endReplay() {
        replaying = false;
    }

    private void deferIndexes(TableStore deferred) {
        lock.lock();
        try {
            if (complete) {
                complete = false;
                table = deferred;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether all rows so far are in the indexes, so that the next one must be put there. Writer only. */
    boolean isComplete() {
        return complete;
    }

    /** Returns once there is what a writer changes. Writer only. DATABASE_CORRUPT (XX001) if the rows contradict each other. */
    void requireToWrite() {
        if (replaying) {
            requireHeads();
        } else {
            require();
        }
    }

    /** Returns once the heads are there. DATABASE_CORRUPT (XX001) if the rows contradict each other. */
    void requireHeads() {
        if (!headsComplete) {
            build(false);
        }
    }

    /** Returns once all is there. DATABASE_CORRUPT (XX001) if the rows contradict each other. */
    void require() {
        if (!complete) {
            build(true);
        }
    }

    private void build(boolean indexes) {
        lock.lock();
        try {
            TableStore opened = table;
            // Who builds them asks for them as well.
            if (building || opened == null) {
                return;
            }
            if (damage != null) {
                throw new DatabaseException(damage.code(), String.valueOf(damage.getMessage()), damage);
            }
            building = true;
            try {
                // The writer waits for this before he adds any.
                int rows = opened.rows().committedSize();
                if (indexes && rows >= ROWS_TO_TELL) {
                    LOGGER.log(
                            System.Logger.Level.INFO,
                            "table {0} is used for the first time since the database was opened; what leads to its {1} rows"
                                    + " is made now",
                            opened.definition().name(),
                            rows);
                }
                if (!headsComplete) {
                    addHeads(opened, rows);
                    headsComplete = true;
                }
                if (indexes) {
                    index(opened, rows);
                    complete = true;
                    table = null;
                }
            } catch (DatabaseException e) {
                damage = e;
                throw e;
            } finally {
                building = false;
            }
        } finally {
            lock.unlock();
        }
    }

    /** In the order in which commits made the rows. */
    private static void addHeads(TableStore table, int count) {
        VersionRows rows = table.rows();
        EntityHeads entities = table.entities();
        for (int row = 0; row < count; row++) {
            Page page = rows.page(row);
            int entity = page.entity(row & Page.MASK);
            int previous = page.previous(row & Page.MASK);
            if (entity <= 0 || previous >= row || previous < EntityHeads.NONE) {
                throw new DatabaseException(
                        ErrorCode.DATABASE_CORRUPT,
                        "table " + table.definition().name() + ": row " + row + " of entity " + entity + " after row "
                                + previous);
            }
            // Rows of an entity that is erased are void for all, and nothing leads to it any more.
            if (!table.isErased(EntityHistory.NEWEST, entity)) {
                rows.histories().add(entity, row, previous);
                entities.setHead(entity, row);
            }
        }
    }

    /** Likewise. */
    private static void index(TableStore table, int count) {
        VersionRows rows = table.rows();
        EntityHeads entities = table.entities();
        table.reserveKeys(count);
        for (int row = 0; row < count; row++) {
            Page page = rows.page(row);
            int entity = page.entity(row & Page.MASK);
            if (entities.head(entity) != EntityHeads.NONE) {
                if (page.previous(row & Page.MASK) == EntityHeads.NONE) {
                    table.index(entity, row);
                }
                table.indexValues(entity, row);
            }
        }
    }
}
