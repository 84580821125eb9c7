package io.aletheia.engine.tx;

import io.aletheia.engine.model.CatalogVersion;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.store.GraphStore;
import io.aletheia.engine.store.TableStore;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The database as a commit left it: what a transaction reads. Immutable but for {@link #nextTime}, which is written once under
 * the sequencer's lock and read from any thread.
 */
final class Snapshot implements IntFunction<@Nullable TableStore> {
    private final long systemTime;
    private final CatalogVersion catalog;
    private final Map<Integer, TableStore> tables;
    private volatile long nextTime = Long.MAX_VALUE;

    private Snapshot(long systemTime, CatalogVersion catalog, Map<Integer, TableStore> tables) {
        this.systemTime = systemTime;
        this.catalog = catalog;
        this.tables = tables;
    }

    /** The state that the store has now. */
    static Snapshot of(GraphStore store) {
        CatalogVersion catalog = store.catalog();
        Map<Integer, TableStore> tables = new HashMap<>();
        for (TableDefinition definition : catalog.tables()) {
            TableStore table = store.table(definition.id());
            if (table == null) {
                throw new IllegalStateException("no store for table " + definition.id() + " " + definition.name());
            }
            tables.put(definition.id(), table);
        }
        return new Snapshot(store.lastSystemTime(), catalog, tables);
    }

    /** The state that the store has now, after one commit more than this. */
    Snapshot following(GraphStore store) {
        return store.catalog().number() == catalog.number()
                ? new Snapshot(store.lastSystemTime(), catalog, tables)
                : of(store);
    }

    /** System time of the last commit that is seen; {@link Long#MIN_VALUE} if there is none. */
    long systemTime() {
        return systemTime;
    }

    CatalogVersion catalog() {
        return catalog;
    }

    /** The committed table; null if there is none. A table dropped later is still here. */
    @Nullable
    TableStore table(int tableId) {
        return tables.get(tableId);
    }

    @Override
    public @Nullable TableStore apply(int tableId) {
        return table(tableId);
    }

    /** System time of the first commit that is not seen; {@link Long#MAX_VALUE} while there is none. */
    long nextTime() {
        return nextTime;
    }

    /** Says when the first commit is that is not seen. */
    void setNextTime(long systemTime) {
        nextTime = systemTime;
    }
}
