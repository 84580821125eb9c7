package io.aletheia.engine.store;

import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.Time;
import java.nio.ByteBuffer;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * A page as it is to be packed when some of its rows were erased or forgotten: what such a row said is left out as soon as no reader
 * can ask for it. The row itself stays, since rows are numbered through, and void as it was.
 *
 * <ul>
 *   <li>A row of an erased entity keeps its entity id, when it was written, its end, and its place in the entity's chain.
 *   <li>A row that ended before the horizon, or that others replaced, keeps its bounds, its key and its nodes as well: the entity
 *       may still be there, and is found by them.
 * </ul>
 *
 * Immutable view, confined to the thread that packs.
 */
final class BlankedPage extends Page {
    private final Page page;
    private final TableStore table;
    private final BitSet erased;
    private final BitSet forgotten;

    private BlankedPage(Page page, TableStore table, BitSet erased, BitSet forgotten) {
        this.page = page;
        this.table = table;
        this.erased = erased;
        this.forgotten = forgotten;
    }

    /** The first rows of a page as they are to be packed: the page itself if nothing is to be left out. */
    static Page of(Page page, TableStore table, int count) {
        BlankedPage blanked = find(page, table, count);
        return blanked == null ? page : blanked;
    }

    /** Whether a page holds what {@link #of} would leave out. */
    static boolean isDue(Page page, TableStore table, int count) {
        BlankedPage blanked = find(page, table, count);
        return blanked != null && blanked.hasRemains();
    }

    private static @Nullable BlankedPage find(Page page, TableStore table, int count) {
        long oldest = table.rows().oldestSnapshotTime();
        long horizon = table.horizon(oldest);
        boolean anyErased = table.erasures().any();
        if (!anyErased && horizon == Erasures.NO_HORIZON) {
            return null;
        }
        var erased = new BitSet(count);
        var forgotten = new BitSet(count);
        for (int i = 0; i < count; i++) {
            if (anyErased && table.isBlank(page.entity(i))) {
                erased.set(i);
            } else if (horizon != Erasures.NO_HORIZON && isForgotten(page.end(i), horizon, oldest)) {
                forgotten.set(i);
            }
        }
        return erased.isEmpty() && forgotten.isEmpty() ? null : new BlankedPage(page, table, erased, forgotten);
    }

    private static boolean isForgotten(long end, long horizon, long oldest) {
        return RowEnd.isReplaced(end) ? RowEnd.replacementTime(end) <= oldest : end <= horizon;
    }

    private boolean hasRemains() {
        for (int row = erased.nextSetBit(0); row >= 0; row = erased.nextSetBit(row + 1)) {
            if (page.validFrom(row) != page.systemFrom(row) || page.validTo(row) != Time.FOREVER) {
                return true;
            }
            if (table.definition().isEdge() && (page.source(row) != 0 || page.target(row) != 0)) {
                return true;
            }
        }
        for (int position : table.storedPositions()) {
            ColumnValues values = page.column(position);
            if (values != null && (hasValue(values, erased) || (!isKey(position) && hasValue(values, forgotten)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasValue(ColumnValues values, BitSet rows) {
        for (int row = rows.nextSetBit(0); row >= 0; row = rows.nextSetBit(row + 1)) {
            if (!values.isNull(row)) {
                return true;
            }
        }
        return false;
    }

    private boolean isKey(int position) {
        TableDefinition definition = table.definition();
        return definition.primaryKey().contains(position);
    }

    @Override
    long validFrom(int offset) {
        return erased.get(offset) ? page.systemFrom(offset) : page.validFrom(offset);
    }

    @Override
    long validTo(int offset) {
        return erased.get(offset) ? Time.FOREVER : page.validTo(offset);
    }

    @Override
    long systemFrom(int offset) {
        return page.systemFrom(offset);
    }

    @Override
    long end(int offset) {
        return page.end(offset);
    }

    @Override
    int entity(int offset) {
        return page.entity(offset);
    }

    @Override
    int previous(int offset) {
        return page.previous(offset);
    }

    @Override
    int source(int offset) {
        return erased.get(offset) ? 0 : page.source(offset);
    }

    @Override
    int target(int offset) {
        return erased.get(offset) ? 0 : page.target(offset);
    }

    @Override
    ColumnValues column(int position) {
        ColumnValues values = table.column(page, position);
        if (isKey(position)) {
            return new BlankedColumn(values, erased);
        }
        var blank = (BitSet) erased.clone();
        blank.or(forgotten);
        return new BlankedColumn(values, blank);
    }

    @Override
    void setEnd(int offset, long end) {
        throw readOnly();
    }

    @Override
    void copyBounds(int from, int count, long[] into) {
        throw readOnly();
    }

    @Override
    boolean mayHold(int offset, long valid, long system) {
        throw readOnly();
    }

    @Override
    boolean isInOrder() {
        throw readOnly();
    }

    @Override
    boolean isPassedBy(LongHistory.Passing passing) {
        throw readOnly();
    }

    @Override
    long bytes() {
        return page.bytes();
    }

    private static IllegalStateException readOnly() {
        return new IllegalStateException("a page that is being packed is neither asked nor changed");
    }

    /** A column without the values of some rows. */
    private static final class BlankedColumn extends ColumnValues {
        private final ColumnValues values;
        private final BitSet blank;

        BlankedColumn(ColumnValues values, BitSet blank) {
            super(values.type);
            this.values = values;
            this.blank = blank;
        }

        @Override
        boolean isNull(int offset) {
            return blank.get(offset) || values.isNull(offset);
        }

        @Override
        boolean hasNulls() {
            return true;
        }

        @Override
        Object value(int offset) {
            return values.value(offset);
        }

        @Override
        void read(int offset, ColumnVector out, int at) {
            values.read(offset, out, at);
        }

        @Override
        long bits(int offset) {
            return values.bits(offset);
        }

        @Override
        ByteBuffer bytesAt(int offset) {
            return values.bytesAt(offset);
        }

        @Override
        int referenceAt(int offset) {
            return values.referenceAt(offset);
        }

        @Override
        Object valueAt(int reference) {
            return values.valueAt(reference);
        }
    }
}
