package io.aletheia.engine.store;

import io.aletheia.engine.model.ColumnDefinition;
import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.DecimalVector;
import io.aletheia.engine.model.DoubleVector;
import io.aletheia.engine.model.LongVector;
import io.aletheia.engine.model.ObjectVector;
import io.aletheia.engine.model.PseudoColumn;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.TemporalFilter;
import io.aletheia.engine.model.ValueType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Copies what a read asked for out of the pages into vectors. Not thread-safe. */
final class Projection {
    private static final long ALWAYS = Long.MIN_VALUE;

    private static final long[] NONE = {};

    /** Which of the bounds of a version is its system end. */
    private static final int SYSTEM_TO = PseudoColumn.VALID_FROM - PseudoColumn.SYSTEM_TO;

    private final TableStore table;
    private final int[] columns;
    private final boolean wantsBounds;

    /**
     * By position in the projection: when the column came to be, if older rows have a value in it; else {@link #ALWAYS}. Empty if all
     * columns always were.
     */
    private final long[] additions;

    /** The greatest system time that is asked about: who asks about earlier ones than an addition finds nothing in the column. */
    private final long systemFromMax;

    /** For scans; made by the first. */
    private @Nullable ValueCache @Nullable [] caches;

    Projection(TableStore table, TemporalFilter filter, int[] columns) {
        this.table = table;
        this.columns = columns.clone();
        this.systemFromMax = filter.system().fromMax();
        this.additions = additions(table.definition(), columns);
        boolean bounds = additions.length > 0;
        for (int column : columns) {
            bounds |= isBound(column);
        }
        this.wantsBounds = bounds;
    }

    private static long[] additions(TableDefinition table, int[] columns) {
        long[] additions = NONE;
        for (int i = 0; i < columns.length; i++) {
            long addition = addition(table, columns[i]);
            if (addition != ALWAYS && additions.length == 0) {
                additions = new long[columns.length];
                Arrays.fill(additions, ALWAYS);
            }
            if (addition != ALWAYS) {
                additions[i] = addition;
            }
        }
        return additions;
    }

    /** Whether older rows have a value in the column that was not known then. */
    private boolean isAdded(int index) {
        return additions.length > 0 && additions[index] != ALWAYS;
    }

    private static long addition(TableDefinition table, int column) {
        ColumnDefinition.Addition addition =
                column < 0 ? null : table.columns().get(column).addition();
        return addition == null || addition.value() == null ? ALWAYS : addition.systemTime();
    }

    /** Whether a bound is asked for. */
    boolean wantsBounds() {
        return wantsBounds;
    }

    /** New vectors for the columns, the first of them at position {@code leading}; those before are null. */
    @Nullable
    ColumnVector[] vectors(int leading, int capacity) {
        var vectors = new @Nullable ColumnVector[leading + columns.length];
        for (int i = 0; i < columns.length; i++) {
            vectors[leading + i] = vector(typeOf(columns[i]), capacity);
        }
        return vectors;
    }

    private static ColumnVector vector(ValueType type, int capacity) {
        return switch (type.physical()) {
            case LONG -> new LongVector(type, capacity);
            case DOUBLE -> new DoubleVector(type, capacity);
            case DECIMAL -> new DecimalVector(type, capacity);
            case OBJECT -> new ObjectVector(type, capacity);
        };
    }

    /** Copies what one column has in those of the selection's versions that are to be read. */
    void gather(int index, Page page, Selection selection, ColumnVector out) {
        int column = columns[index];
        int[] places = selection.places();
        if (isBound(column)) {
            int which = PseudoColumn.VALID_FROM - column;
            for (int i = selection.from(); i < selection.to(); i++) {
                ColumnValues.putLong(out, places[i], selection.bound(places[i], which));
            }
        } else if (column >= 0 && table.isStored(column)) {
            ColumnValues stored = table.column(page, column);
            stored.gather(selection, out, cacheFor(index, stored));
            for (int i = selection.from(); isAdded(index) && i < selection.to(); i++) {
                clearIfUnknown(index, selection.bound(places[i], SYSTEM_TO), out, places[i]);
            }
        } else {
            int[] offsets = selection.offsets();
            for (int i = selection.from(); i < selection.to(); i++) {
                readOfEntity(column, page.entity(offsets[places[i]]), 0, 0, out, places[i]);
            }
        }
    }

    /**
     * Copies one version of one row.
     *
     * @param version which of those that the filter matched last; it need not have matched if no bound is asked for
     * @param entityId the row's entity
     * @param sourceId the edge's source node if it is known; 0 otherwise
     * @param targetId likewise its target node
     * @param leading the position of the first column's vector
     */
    void read(
            Page page,
            int row,
            VersionFilter filter,
            int version,
            long entityId,
            long sourceId,
            long targetId,
            ColumnVector[] out,
            int leading,
            int at) {
        for (int i = 0; i < columns.length; i++) {
            int column = columns[i];
            ColumnVector vector = out[leading + i];
            if (column >= 0 && table.isStored(column)) {
                table.column(page, column).readOne(row & Page.MASK, vector, at);
                if (isAdded(i)) {
                    clearIfUnknown(i, filter.bound(version, SYSTEM_TO), vector, at);
                }
            } else if (isBound(column)) {
                ColumnValues.putLong(vector, at, filter.bound(version, PseudoColumn.VALID_FROM - column));
            } else {
                readOfEntity(column, entityId, sourceId, targetId, vector, at);
            }
        }
    }

    /** Copies the version of each row that an instant shows, column by column. */
    void readRows(InstantProbe.EntityRows rows, int count, VersionFilter filter, ColumnVector[] out, int leading) {
        VersionRows versions = table.rows();
        int[] numbers = rows.numbers;
        for (int i = 0; i < columns.length; i++) {
            int column = columns[i];
            ColumnVector vector = out[leading + i];
            if (column >= 0 && table.isStored(column)) {
                for (int at = 0; at < count; at++) {
                    int row = numbers[at];
                    table.column(versions.page(row), column).readOne(row & Page.MASK, vector, at);
                    if (isAdded(i)) {
                        filter.match(versions.page(row), row);
                        clearIfUnknown(i, filter.bound(0, SYSTEM_TO), vector, at);
                    }
                }
            } else if (isBound(column)) {
                for (int at = 0; at < count; at++) {
                    filter.match(versions.page(numbers[at]), numbers[at]);
                    ColumnValues.putLong(vector, at, filter.bound(0, PseudoColumn.VALID_FROM - column));
                }
            } else {
                for (int at = 0; at < count; at++) {
                    readOfEntity(column, rows.entities[at], rows.sources[at], rows.targets[at], vector, at);
                }
            }
        }
    }

    /** What was known only before a column was added, or is asked for as of then, has nothing in it. */
    private void clearIfUnknown(int index, long systemTo, ColumnVector out, int at) {
        if (systemFromMax < additions[index] || systemTo <= additions[index]) {
            out.setObject(at, null);
        }
    }

    /** What is the same in all versions of an entity. */
    private void readOfEntity(int column, long entityId, long sourceId, long targetId, ColumnVector out, int at) {
        switch (column) {
            case PseudoColumn.ENTITY_ID -> ColumnValues.putLong(out, at, entityId);
            case PseudoColumn.SOURCE_ID ->
                ColumnValues.putLong(out, at, sourceId == 0 ? table.sourceId(entityId) : sourceId);
            case PseudoColumn.TARGET_ID ->
                ColumnValues.putLong(out, at, targetId == 0 ? table.targetId(entityId) : targetId);
            default -> {
                EndpointColumn endpoint = table.endpointColumn(column);
                if (endpoint == null) {
                    ColumnValues.putLong(out, at, entityId);
                } else {
                    endpoint.read(entityId, out, at);
                }
            }
        }
    }

    private @Nullable ValueCache cacheFor(int index, ColumnValues column) {
        if (!ColumnValues.isOfVariableLength(column.type)) {
            return null;
        }
        @Nullable ValueCache[] all = caches;
        if (all == null) {
            all = new @Nullable ValueCache[columns.length];
            caches = all;
        }
        ValueCache cache = all[index];
        if (cache == null) {
            cache = new ValueCache();
            all[index] = cache;
        }
        return cache;
    }

    private ValueType typeOf(int column) {
        return column < 0
                ? PseudoColumn.type(column)
                : table.definition().columns().get(column).type();
    }

    private static boolean isBound(int column) {
        return column <= PseudoColumn.VALID_FROM && column >= PseudoColumn.SYSTEM_TO;
    }
}
