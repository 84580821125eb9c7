package io.aletheia.engine.tx;

import io.aletheia.engine.model.EntityFinder;
import io.aletheia.engine.model.IndexSearch;
import io.aletheia.engine.model.ValueRange;
import io.aletheia.engine.store.TableStore;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Chooses an index to find a table's entities by values, and asks it. What is found is who has, had or will have such values in
 * what is committed, and whom the transaction put with them: all that any read of versions with such values needs. Not thread-safe.
 *
 * <p>An entry leads to an entity somewhere in the table, which costs about as much as it costs a scan to pass over {@link
 * #ROWS_PER_ENTRY} rows. So a search with more entries than the table has rows in that number is no gain, and the least of several
 * is taken.
 */
final class ValueSearch {
    /** How many rows a scan passes over while an index leads to one entity. */
    static final int ROWS_PER_ENTRY = 16;

    /** So few entries are always looked up. */
    private static final int ENTRIES_ALWAYS = 16;

    private final WriteSet writes;
    private final int tableId;
    private final @Nullable TableStore committed;
    private final @Nullable TableWrites own;

    ValueSearch(WriteSet writes, int tableId, @Nullable TableStore committed) {
        this.writes = writes;
        this.tableId = tableId;
        this.committed = committed;
        this.own = writes.writtenTo(tableId);
    }

    /** The search with the fewest entries; null if the table is better scanned. */
    @Nullable
    IndexSearch cheapest(List<IndexSearch> searches) {
        if (committed == null) {
            return searches.isEmpty() ? null : searches.get(0);
        }
        long gain = Math.max(ENTRIES_ALWAYS, committed.estimatedRows() / ROWS_PER_ENTRY);
        int limit = (int) Math.min(Integer.MAX_VALUE - 1, gain) + 1;
        IndexSearch best = null;
        for (IndexSearch search : searches) {
            EntityFinder index = index(search.columns(), committed);
            int entries = index == null ? limit : entries(index, search, limit);
            if (entries < limit) {
                best = search;
                limit = entries;
            }
        }
        return best;
    }

    private static int entries(EntityFinder index, IndexSearch search, int limit) {
        int entries = 0;
        for (ValueRange range : search.ranges()) {
            entries += index.count(range, limit - entries);
            if (entries >= limit) {
                break;
            }
        }
        return entries;
    }

    /** The entities in ascending order, each once. */
    long[] find(IndexSearch search) {
        long[] ids = new long[0];
        EntityFinder index = committed == null ? null : index(search.columns(), committed);
        for (ValueRange range : search.ranges()) {
            if (index != null) {
                ids = joined(ids, index.find(range));
            }
            if (own != null && own.entities() > 0) {
                ids = joined(ids, own.ownValues(search.columns(), writes).find(range));
            }
        }
        Arrays.sort(ids);
        int distinct = 0;
        for (int i = 0; i < ids.length; i++) {
            if (i == 0 || ids[i] != ids[i - 1]) {
                ids[distinct++] = ids[i];
            }
        }
        return distinct == ids.length ? ids : Arrays.copyOf(ids, distinct);
    }

    /** The table's own index, or the one that the transaction made; null if there is none. */
    private @Nullable EntityFinder index(List<Integer> columns, TableStore table) {
        EntityFinder index = table.finder(columns);
        TableWrites written = writes.ofTable(tableId);
        return index != null || written == null ? index : written.madeIndex(columns);
    }

    private static long[] joined(long[] a, long[] b) {
        if (a.length == 0 || b.length == 0) {
            return a.length == 0 ? b : a;
        }
        long[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }
}
