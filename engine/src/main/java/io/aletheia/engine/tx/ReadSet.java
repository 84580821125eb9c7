package io.aletheia.engine.tx;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.EntityFinder;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.IndexSearch;
import io.aletheia.engine.model.Interval;
import io.aletheia.engine.model.ValueRange;
import io.aletheia.engine.store.GraphStore;
import io.aletheia.engine.store.TableStore;
import io.aletheia.engine.store.TransactionList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a SERIALIZABLE transaction read: whole tables, ranges of indexes, single entities over a part of valid time, keys that were
 * not there, and that nobody else has committed. A write reads what it tells of the database without changing it, as by its failure. If
 * none of it changed by the time of its commit, the transaction might as well have run at that moment. What is known as of a commit
 * that the snapshot shows never changes, so the reader does not note it; tables that the transaction itself creates cannot change
 * either. Not thread-safe.
 */
final class ReadSet {
    /** A key by value: byte arrays have no equality of their own. */
    private static final class AbsentKey {
        private final int tableId;
        private final Object[] key;

        AbsentKey(int tableId, Object[] key) {
            this.tableId = tableId;
            this.key = key;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof AbsentKey that && tableId == that.tableId && Arrays.deepEquals(key, that.key);
        }

        @Override
        public int hashCode() {
            return 31 * tableId + Arrays.deepHashCode(key);
        }
    }

    /** What an index was asked for, and within which part of valid time. */
    private record Searched(int tableId, IndexSearch search, Interval valid) {}

    private final Set<Integer> tables = new HashSet<>();
    private final Set<Searched> searches = new HashSet<>();
    private final Map<Integer, Map<Long, Interval>> entities = new HashMap<>();
    private final Set<AbsentKey> absentKeys = new HashSet<>();
    private boolean commits;

    /** Which transactions have committed was read. */
    void addCommits() {
        commits = true;
    }

    /** Any version of the table may have been read. */
    void addTable(int tableId) {
        tables.add(tableId);
    }

    /** What the entity is within the period was read. */
    void addEntity(int tableId, long entityId, Interval valid) {
        entities.computeIfAbsent(tableId, id -> new HashMap<>()).merge(entityId, valid, ReadSet::span);
    }

    private static Interval span(Interval a, Interval b) {
        return new Interval(Math.min(a.from(), b.from()), Math.max(a.to(), b.to()));
    }

    /** Whoever has values that the search asks for was read, as he is within the period. */
    void addSearch(int tableId, IndexSearch search, Interval valid) {
        searches.add(new Searched(tableId, search, valid));
    }

    /** The key was looked for and had never been used. */
    void addAbsentKey(int tableId, Object[] key) {
        absentKeys.add(new AbsentKey(tableId, key.clone()));
    }

    /**
     * Checks that nothing of it changed since the snapshot.
     *
     * @throws DatabaseException WRITE_CONFLICT (40001) if something did
     */
    void validate(GraphStore store, Snapshot snapshot, TableTimes times) {
        TransactionList transactions = store.transactions();
        if (commits && transactions.countUntil(snapshot.systemTime()) < transactions.size()) {
            throw new DatabaseException(
                    ErrorCode.WRITE_CONFLICT,
                    "another transaction has committed since this one read the list of transactions; run the transaction"
                            + " again");
        }
        for (int tableId : tables) {
            if (snapshot.table(tableId) == null) {
                continue;
            }
            if (isGone(store, tableId) || times.changedSince(tableId, snapshot.systemTime())) {
                throw changed(snapshot, tableId);
            }
        }
        searches.forEach(searched -> validate(searched, store, snapshot, times));
        entities.forEach((tableId, ids) -> {
            if (snapshot.table(tableId) == null) {
                return;
            }
            TableStore table = store.table(tableId);
            ids.forEach((id, valid) -> {
                if (table == null
                        || isGone(store, tableId)
                        || table.conflicts(id, snapshot.systemTime(), valid.from(), valid.to())) {
                    throw changed(snapshot, tableId);
                }
            });
        });
        for (AbsentKey absent : absentKeys) {
            if (snapshot.table(absent.tableId) == null) {
                continue;
            }
            TableStore table = store.table(absent.tableId);
            if (table == null || isGone(store, absent.tableId) || table.entityId(absent.key) != 0) {
                throw changed(snapshot, absent.tableId);
            }
        }
    }

    /** The index keeps what it ever had, so it finds who has changed his values as well as who is new. */
    private static void validate(Searched searched, GraphStore store, Snapshot snapshot, TableTimes times) {
        int tableId = searched.tableId();
        if (snapshot.table(tableId) == null) {
            return;
        }
        TableStore table = store.table(tableId);
        if (table == null || isGone(store, tableId)) {
            throw changed(snapshot, tableId);
        }
        if (!times.changedSince(tableId, snapshot.systemTime())) {
            return;
        }
        EntityFinder index = table.finder(searched.search().columns());
        if (index == null) {
            throw changed(snapshot, tableId);
        }
        Interval valid = searched.valid();
        for (ValueRange range : searched.search().ranges()) {
            for (long id : index.find(range)) {
                if (table.conflicts(id, snapshot.systemTime(), valid.from(), valid.to())) {
                    throw changed(snapshot, tableId);
                }
            }
        }
    }

    /** A dropped table stays for the snapshots that show it, but its end is a change. */
    private static boolean isGone(GraphStore store, int tableId) {
        return store.catalog().table(tableId) == null;
    }

    private static DatabaseException changed(Snapshot snapshot, int tableId) {
        var table = snapshot.catalog().table(tableId);
        return new DatabaseException(
                ErrorCode.WRITE_CONFLICT,
                "table " + (table == null ? tableId : table.name())
                        + " was changed by another transaction where this one read it; run the transaction again");
    }
}
