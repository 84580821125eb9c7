package io.aletheia.engine.store;

import io.aletheia.engine.index.ValueIndex;
import io.aletheia.engine.model.EntityFinder;
import io.aletheia.engine.model.ValueOrder;
import io.aletheia.engine.model.ValueRange;
import io.aletheia.engine.model.WorkProgress;
import java.lang.ref.WeakReference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The indexes over values of one table under one definition, by their columns. One writer; readers on any thread, lock-free. */
final class ValueIndexes {
    private static final int ROWS_BETWEEN_REPORTS = 4096;

    private final TableStore table;
    private final Map<List<Integer>, ValueIndex> indexes = new LinkedHashMap<>();

    /** Indexes that transactions made before the table has them; shared with the table under later definitions. */
    private final Map<List<Integer>, WeakReference<MadeIndex>> made;

    private ValueIndexes(TableStore table, Map<List<Integer>, WeakReference<MadeIndex>> made) {
        this.table = table;
        this.made = made;
    }

    /** Those of an empty table. */
    static ValueIndexes ofEmpty(TableStore table) {
        var created = new ValueIndexes(table, new ConcurrentHashMap<>());
        table.definition().indexedColumns().forEach(columns -> created.indexes.put(columns, created.newIndex(columns)));
        return created;
    }

    /** The same for who reads the table under a definition with more columns, which it does not have yet. */
    ValueIndexes readAs(TableStore wider) {
        // Another transaction's column in the same place is another column, so no index made here is for anybody else.
        var read = new ValueIndexes(wider, new ConcurrentHashMap<>());
        read.indexes.putAll(indexes);
        return read;
    }

    /** Those of the table under another definition from now on. Writer only. */
    ValueIndexes redefined(TableStore redefined) {
        var next = new ValueIndexes(redefined, made);
        for (List<Integer> columns : redefined.definition().indexedColumns()) {
            ValueIndex known = indexes.get(columns);
            next.indexes.put(columns, known == null ? next.taken(columns) : known);
        }
        return next;
    }

    /** The index over the values of columns; null if there is none. */
    @Nullable
    EntityFinder find(List<Integer> columns) {
        return indexes.get(columns);
    }

    Map<List<Integer>, ValueIndex> all() {
        return indexes;
    }

    /**
     * As {@link #find} for columns without an index: it looks at all rows once. If the table gets that index while the finder is held, it
     * takes it over, so that the commit has little left to do.
     */
    EntityFinder make(List<Integer> columns, WorkProgress progress) {
        var index = new MadeIndex(newIndex(columns), table.rows().committedSize());
        fill(index.index, 0, index.rows, progress);
        made.put(columns, new WeakReference<>(index));
        return index;
    }

    /** Adds a row, unless its entity had the same values in the row before. Writer only. */
    void add(long entityId, int row) {
        if (indexes.isEmpty()) {
            return;
        }
        int previous = table.rows().page(row).previous(row & Page.MASK);
        indexes.forEach((columns, index) -> {
            if (previous == EntityHeads.NONE || !haveEqual(columns, previous, row, entityId)) {
                index.add((int) entityId, row);
            }
        });
    }

    private boolean haveEqual(List<Integer> columns, int a, int b, long entityId) {
        for (int column : columns) {
            if (ValueOrder.compare(table.valueAt(a, entityId, column), table.valueAt(b, entityId, column)) != 0) {
                return false;
            }
        }
        return true;
    }

    private ValueIndex newIndex(List<Integer> columns) {
        return new ValueIndex(columns, (row, column) -> table.valueAt(row, entityOf(row), column));
    }

    /** The index that the transaction made that asks for it, with what was committed since; else a new one. */
    private ValueIndex taken(List<Integer> columns) {
        WeakReference<MadeIndex> reference = made.remove(columns);
        MadeIndex known = reference == null ? null : reference.get();
        if (known == null) {
            known = new MadeIndex(newIndex(columns), 0);
        }
        fill(known.index, known.rows, table.rows().size(), WorkProgress.NOBODY);
        return known.index;
    }

    private void fill(ValueIndex index, int from, int to, WorkProgress progress) {
        for (int row = from; row < to; row++) {
            if ((row - from) % ROWS_BETWEEN_REPORTS == ROWS_BETWEEN_REPORTS - 1) {
                progress.done(ROWS_BETWEEN_REPORTS);
            }
            int entity = entityOf(row);
            if (!table.isBlank(entity)) {
                index.add(entity, row);
            }
        }
    }

    private int entityOf(int row) {
        return table.rows().page(row).entity(row & Page.MASK);
    }

    /** An index over the rows before a number. */
    private static final class MadeIndex implements EntityFinder {
        private final ValueIndex index;
        private final int rows;

        MadeIndex(ValueIndex index, int rows) {
            this.index = index;
            this.rows = rows;
        }

        @Override
        public long[] find(ValueRange range) {
            return index.find(range);
        }

        @Override
        public int count(ValueRange range, int limit) {
            return index.count(range, limit);
        }
    }
}
