package io.aletheia.engine.store;

import io.aletheia.engine.index.Adjacency;
import io.aletheia.engine.index.KeyIndex;
import io.aletheia.engine.index.ValueIndex;
import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.ColumnDefinition;
import io.aletheia.engine.model.Direction;
import io.aletheia.engine.model.EdgeCursor;
import io.aletheia.engine.model.EntityFinder;
import io.aletheia.engine.model.Erasure;
import io.aletheia.engine.model.Probe;
import io.aletheia.engine.model.PseudoColumn;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.TemporalFilter;
import io.aletheia.engine.model.Time;
import io.aletheia.engine.model.ValueOrder;
import io.aletheia.engine.model.ValueType;
import io.aletheia.engine.model.WorkProgress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * All versions of one node or edge table, with its key index and adjacency. Readers are lock-free on any thread; one thread at
 * a time applies commits through {@link GraphStore}.
 *
 * <p>A snapshot is named by the system time of the last commit that it shows, which must have been applied before the caller
 * learnt of that time. Projections hold column positions and {@link PseudoColumn} numbers.
 */
public final class TableStore {
    private final TableDefinition definition;
    private final boolean[] stored;
    private final int[] storedPositions;
    private final @Nullable EndpointColumn[] endpointColumns;
    private final VersionRows rows;
    private final AccessPaths accessPaths;
    /** Complete once the access paths are; likewise all that is found by entity, key, node or value. */
    private final EntityHeads entities;

    private final Erasures erasures;
    private final Adjacency outgoing;
    private final Adjacency incoming;
    private final ValueIndexes valueIndexes;

    /** By position: what pages have in a column that they do not have. */
    private final @Nullable ColumnValues[] missing;

    /** Null if the key is generated: it is the entity id then. */
    private final @Nullable KeyIndex keys;

    private final int[] keyColumns;

    /** Whether the key is one column that has {@code Long}s and stands in the rows. */
    private final boolean keyIsNumber;

    /** The key that is added to the index at the moment. Writer only. */
    private final @Nullable Object[] newKey;

    /**
     * An empty table.
     *
     * @param tables the other tables by id, asked for an edge table's endpoints
     */
    TableStore(TableDefinition definition, IntFunction<TableStore> tables) {
        this.definition = definition;
        this.accessPaths = new AccessPaths();
        this.entities = new EntityHeads();
        this.erasures = new Erasures();
        this.outgoing = new Adjacency();
        this.incoming = new Adjacency();
        this.keyColumns =
                definition.primaryKey().stream().mapToInt(Integer::intValue).toArray();
        this.newKey = new @Nullable Object[keyColumns.length];
        this.endpointColumns = new @Nullable EndpointColumn[definition.columns().size()];
        TableDefinition.Endpoints endpoints = definition.endpoints();
        if (endpoints != null) {
            addEndpointColumns(endpoints.sourceColumns(), tables.apply(endpoints.sourceTableId()), true);
            addEndpointColumns(endpoints.targetColumns(), tables.apply(endpoints.targetTableId()), false);
        }
        this.stored = storedColumns(definition, endpointColumns);
        this.storedPositions =
                IntStream.range(0, stored.length).filter(i -> stored[i]).toArray();
        this.missing = missingColumns(definition);
        this.keyIsNumber = keyColumns.length == 1 && stored[keyColumns[0]] && hasLongs(definition, keyColumns[0]);
        this.rows = new VersionRows(this);
        this.keys = definition.hasGeneratedKey() ? null : new KeyIndex(this::hasKey);
        this.valueIndexes = ValueIndexes.ofEmpty(this);
    }

    /** The same table under another definition: all but the definition and the indexes over values is shared. */
    private TableStore(
            TableStore former, TableDefinition definition, BiFunction<ValueIndexes, TableStore, ValueIndexes> indexes) {
        this.definition = definition;
        this.accessPaths = former.accessPaths;
        this.entities = former.entities;
        this.erasures = former.erasures;
        this.outgoing = former.outgoing;
        this.incoming = former.incoming;
        this.keyColumns = former.keyColumns;
        this.newKey = former.newKey;
        this.endpointColumns =
                Arrays.copyOf(former.endpointColumns, definition.columns().size());
        this.stored = storedColumns(definition, endpointColumns);
        this.storedPositions =
                IntStream.range(0, stored.length).filter(i -> stored[i]).toArray();
        this.missing = missingColumns(definition);
        this.keyIsNumber = former.keyIsNumber;
        this.rows = former.rows;
        this.keys = former.keys;
        this.valueIndexes = indexes.apply(former.valueIndexes, this);
    }

    /** The table for who reads it under a definition with more columns, which it does not have yet. */
    public TableStore readAs(TableDefinition wider) {
        if (wider.columns().size() == stored.length) {
            return this;
        }
        return new TableStore(this, wider, ValueIndexes::readAs);
    }

    /** The table under another definition from now on. Writer only. */
    TableStore redefined(TableDefinition newDefinition) {
        return new TableStore(this, newDefinition, (indexes, table) -> {
            if (table.stored.length > stored.length || hasOtherKinds(newDefinition)) {
                rows.redefine(table);
            }
            return indexes.redefined(table);
        });
    }

    /** Whether a column's values are stored in another form by now. */
    private boolean hasOtherKinds(TableDefinition newDefinition) {
        for (int i = 0; i < definition.columns().size(); i++) {
            if (definition.columns().get(i).type().kind()
                    != newDefinition.columns().get(i).type().kind()) {
                return true;
            }
        }
        return false;
    }

    private static boolean[] storedColumns(TableDefinition definition, @Nullable EndpointColumn[] endpoints) {
        boolean[] stored = new boolean[endpoints.length];
        for (int i = 0; i < stored.length; i++) {
            ColumnDefinition column = definition.columns().get(i);
            stored[i] = !column.generated() && endpoints[i] == null;
        }
        return stored;
    }

    private static boolean hasLongs(TableDefinition definition, int column) {
        ValueType.Kind kind = definition.columns().get(column).type().kind();
        return kind.physical() == ValueType.Physical.LONG && kind != ValueType.Kind.BOOLEAN;
    }

    private static @Nullable ColumnValues[] missingColumns(TableDefinition definition) {
        var missing = new @Nullable ColumnValues[definition.columns().size()];
        for (int i = 0; i < missing.length; i++) {
            ColumnDefinition column = definition.columns().get(i);
            missing[i] = column.addition() == null ? null : new MissingColumn(column);
        }
        return missing;
    }

    /** The values of a stored column in a page, also in one that was full before the column was added. */
    ColumnValues column(Page page, int position) {
        ColumnValues found = page.column(position);
        if (found == null) {
            found = missing[position];
        }
        if (found == null) {
            throw new IllegalStateException("column " + position + " of " + definition.name() + " is not stored");
        }
        return found;
    }

    /**
     * As {@link #finder} for columns without an index: it looks at all rows once. If the table gets that index while the finder is
     * held, it takes it over, so that the commit has little left to do. The progress may end it.
     */
    public EntityFinder madeFinder(List<Integer> columns, WorkProgress progress) {
        return valueIndexes.make(columns, progress);
    }

    /** Adds a row to the indexes over values. Writer only. */
    void indexValues(long entityId, int row) {
        valueIndexes.add(entityId, row);
    }

    /**
     * The index over the values of columns; null if there is none. It knows all rows of all commits, so what it finds is to be
     * looked at again.
     */
    public @Nullable EntityFinder finder(List<Integer> columns) {
        accessPaths.require();
        return valueIndexes.find(columns);
    }

    /** The indexes over values by their columns. */
    Map<List<Integer>, ValueIndex> valueIndexes() {
        accessPaths.require();
        return valueIndexes.all();
    }

    private void addEndpointColumns(List<Integer> columns, TableStore nodes, boolean isSource) {
        for (int i = 0; i < columns.size(); i++) {
            endpointColumns[columns.get(i)] = new EndpointColumn(
                    this, nodes, isSource, nodes.definition.primaryKey().get(i));
        }
    }

    /** The table's definition. */
    public TableDefinition definition() {
        return definition;
    }

    /** A new entity id: dense from 1, never given twice. Thread-safe. */
    public long allocateEntityId() {
        return entities.allocate();
    }

    /** The greatest entity id given out or applied. Thread-safe. */
    public long entityIdMax() {
        return entities.allocated();
    }

    /**
     * The entity id that a primary key has; 0 if the key was never used, or only by entities that a snapshot shows as erased.
     * Lock-free; entities of commits that are not yet visible are found as well.
     */
    public long entityId(@Nullable Object[] key, long snapshotTime) {
        accessPaths.require();
        if (keys == null) {
            return key[0] instanceof Long id
                            && id > 0
                            && entities.head(id) != EntityHeads.NONE
                            && !erasures.isErased(id, snapshotTime)
                    ? id
                    : 0;
        }
        // Ids ascend: of an entity that is erased later and the one that has its key then, the snapshot shows the
        // first.
        return erasures.any() ? keys.find(key, entity -> erasures.isErased(entity, snapshotTime)) : keys.find(key);
    }

    /** As {@link #entityId(Object[], long)} for whoever sees all commits. */
    public long entityId(@Nullable Object[] key) {
        return entityId(key, EntityHistory.NEWEST);
    }

    /** How many keys the key index has, of entities that were erased as well; -1 if keys are generated. Writer only. */
    int keyCount() {
        accessPaths.require();
        return keys == null ? -1 : keys.size();
    }

    /** The entities that a snapshot shows as erased, in the order of their erasure. */
    public List<Erasure> erased(long snapshotTime) {
        return erasures.entities(snapshotTime);
    }

    /** Whether a snapshot shows the entity as erased. */
    public boolean isErased(long snapshotTime, long entityId) {
        return erasures.isErased(entityId, snapshotTime);
    }

    /** Whether the entity was erased by a commit after the snapshot. Exact only while no commit is applied. */
    public boolean isErasedAfter(long snapshotTime, long entityId) {
        return erasures.isErasedAfter(entityId, snapshotTime);
    }

    /**
     * The system time before which a snapshot knows nothing any more, in microseconds: what was believed until then or not even so
     * long is forgotten. {@link Long#MIN_VALUE} if nothing is.
     */
    public long horizon(long snapshotTime) {
        return erasures.horizon(snapshotTime);
    }

    /** System time of the commit that moved the {@link #horizon} to where a snapshot shows it; {@link Long#MIN_VALUE} if none did. */
    public long horizonCommit(long snapshotTime) {
        Erasures.Horizon found = erasures.findHorizon(snapshotTime);
        return found == null ? Long.MIN_VALUE : found.commitTime();
    }

    /**
     * Until when a snapshot shows some version of the entity as believed: {@link Time#FOREVER} if one is open, {@link
     * Long#MIN_VALUE} if it shows none. Versions behind the horizon count.
     */
    public long lastKnown(long snapshotTime, long entityId) {
        return new EntityHistory(this, entityId).lastKnown(snapshotTime);
    }

    /** How many rows the table holds, a measure for planning. */
    public long estimatedRows() {
        return rows.committedSize();
    }

    /**
     * The versions that a snapshot shows and the filter lets through, in the order of their writing.
     *
     * @param hidden entities to leave out, because the caller supplies their versions himself
     */
    public BatchSource scan(long snapshotTime, TemporalFilter filter, int[] projection, @Nullable EntitySet hidden) {
        return scan(snapshotTime, filter, projection, hidden, 0, 1);
    }

    /**
     * Of what {@link #scan} gives that of a part of the pages; all parts, in order, give all. Parts may be read by threads of their
     * own.
     *
     * @param part from 0 to {@code parts - 1}
     */
    public BatchSource scanPart(long snapshotTime, TemporalFilter filter, int[] projection, int part, int parts) {
        return scan(snapshotTime, filter, projection, null, part, parts);
    }

    private BatchSource scan(
            long snapshotTime,
            TemporalFilter filter,
            int[] projection,
            @Nullable EntitySet hidden,
            int part,
            int parts) {
        return new TableScan(
                rows,
                new VersionFilter(rows, snapshotTime, filter),
                new Projection(this, filter, projection),
                hidden,
                part,
                parts);
    }

    /** The versions of entities by id. */
    public Probe versions(long snapshotTime, TemporalFilter filter, int[] projection) {
        var columns = new Projection(this, filter, projection);
        var versions = new VersionFilter(rows, snapshotTime, filter);
        return versions.isInstant()
                ? InstantProbe.ofEntities(this, versions, columns)
                : EntityProbe.ofEntities(new VersionChain(this, versions, columns), columns);
    }

    /** The versions of one entity, the newest first: the path of a point lookup. */
    public BatchSource versionsOf(long snapshotTime, long entityId, TemporalFilter filter, int[] projection) {
        var columns = new Projection(this, filter, projection);
        var versions = new VersionFilter(rows, snapshotTime, filter);
        return new EntityVersions(this, versions, columns, entityId);
    }

    /** The open versions of an entity as a snapshot shows them; empty if there are none. */
    public EntityTimeline timeline(long snapshotTime, long entityId) {
        return timeline(snapshotTime, entityId, Time.BEGINNING, Time.FOREVER);
    }

    /**
     * As {@link #timeline(long, long)}, but only the open versions that overlap {@code [from, to)}: for an entity with a long
     * history and a write near its end this looks at few rows. What it says holds within {@code [from, to)} only.
     */
    public EntityTimeline timeline(long snapshotTime, long entityId, long from, long to) {
        return new EntityTimeline(new EntityHistory(this, entityId).openStrips(snapshotTime, from, to));
    }

    /** The versions of an entity that a snapshot shows as no longer believed: their system end is at most the snapshot time. */
    public List<Strip> closedVersions(long snapshotTime, long entityId) {
        return new EntityHistory(this, entityId).closedStrips(snapshotTime);
    }

    /** Whether a snapshot shows an open version of the entity at every instant of {@code [from, to)}. */
    public boolean covers(long snapshotTime, long entityId, long from, long to) {
        int row = entities().head(entityId);
        if (row != EntityHeads.NONE && row < rows.rowLimit(snapshotTime) && from <= to) {
            // The usual case without a walk: the newest version is open and long enough.
            Page page = rows.page(row);
            int offset = row & Page.MASK;
            if (page.end(offset) == RowEnd.OPEN && page.validFrom(offset) <= from && to <= page.validTo(offset)) {
                return true;
            }
        }
        return new EntityHistory(this, entityId).openLength(snapshotTime, from, to) == to - from;
    }

    /** Whether a snapshot shows an open version of the entity at some instant of {@code [from, to)}. */
    public boolean overlaps(long snapshotTime, long entityId, long from, long to) {
        return new EntityHistory(this, entityId).overlapsOpen(snapshotTime, from, to);
    }

    /**
     * Whether a commit after the snapshot put or ended something of the entity that overlaps {@code [from, to)}, or erased it.
     * Exact only while no commit is applied.
     */
    public boolean conflicts(long entityId, long snapshotTime, long from, long to) {
        return erasures.isErasedAfter(entityId, snapshotTime)
                || new EntityHistory(this, entityId).changedSince(snapshotTime, from, to);
    }

    /** Edge tables: the edges ever made at a node, in the order of their making. */
    public EdgeCursor edgesAt(Direction direction, long nodeEntityId) {
        return adjacency(direction).at(nodeEntityId);
    }

    /** Edge tables: how many edges were ever made at a node. */
    public int degree(Direction direction, long nodeEntityId) {
        return adjacency(direction).degree(nodeEntityId);
    }

    /** Edge tables: the versions of the edges at nodes by the nodes' entity ids. */
    public Probe expand(long snapshotTime, Direction direction, TemporalFilter filter, int[] projection) {
        var columns = new Projection(this, filter, projection);
        var versions = new VersionFilter(rows, snapshotTime, filter);
        return versions.isInstant()
                ? InstantProbe.ofEdges(this, versions, columns, direction)
                : EntityProbe.ofEdges(
                        new VersionChain(this, versions, columns), columns, adjacency(direction), direction);
    }

    /** Edge tables: the entity id of the node that an edge leaves; 0 if there is no such edge. */
    public long sourceId(long edgeEntityId) {
        int row = definition.isEdge() ? entities().head(edgeEntityId) : EntityHeads.NONE;
        return row == EntityHeads.NONE ? 0 : rows.page(row).source(row & Page.MASK);
    }

    /** Edge tables: the entity id of the node that an edge reaches; 0 if there is no such edge. */
    public long targetId(long edgeEntityId) {
        int row = definition.isEdge() ? entities().head(edgeEntityId) : EntityHeads.NONE;
        return row == EntityHeads.NONE ? 0 : rows.page(row).target(row & Page.MASK);
    }

    Adjacency adjacency(Direction direction) {
        if (!definition.isEdge()) {
            throw new IllegalStateException(definition.name() + " is no edge table");
        }
        accessPaths.require();
        return switch (direction) {
            case OUTGOING -> outgoing;
            case INCOMING -> incoming;
        };
    }

    VersionRows rows() {
        return rows;
    }

    AccessPaths accessPaths() {
        return accessPaths;
    }

    EntityHeads entities() {
        accessPaths.requireHeads();
        return entities;
    }

    Erasures erasures() {
        return erasures;
    }

    /** Whether an entity was erased, and nobody can ask any more what it was: its rows may be blank. */
    boolean isBlank(long entityId) {
        return erasures.isErased(entityId, rows.oldestSnapshotTime());
    }

    /** Drops what only snapshots before this time need. Writer only. */
    void forgetBefore(long oldestSnapshotTime) {
        rows.forgetBefore(oldestSnapshotTime);
        erasures.forgetBefore(oldestSnapshotTime);
    }

    boolean[] storedColumns() {
        return stored;
    }

    /** The positions of the columns whose values stand in the pages, ascending. */
    int[] storedPositions() {
        return storedPositions;
    }

    /** Whether the column's values stand in the pages. */
    boolean isStored(int column) {
        return stored[column];
    }

    /** Where a key column of an edge's node is read; null for other columns. */
    @Nullable
    EndpointColumn endpointColumn(int column) {
        return endpointColumns[column];
    }

    /** Makes room for the keys of so many rows. Writer only. */
    void reserveKeys(int count) {
        if (keys != null) {
            keys.reserve((int) Math.min(count, entities.allocated()));
        }
    }

    /** Adds a new entity to the access paths, once its first row is written. Writer only. */
    void index(long entityId, int row) {
        if (keys != null && keyIsNumber) {
            keys.add(column(rows.page(row), keyColumns[0]).bits(row & Page.MASK), entityId);
        } else if (keys != null) {
            @Nullable Object[] key = newKey;
            for (int i = 0; i < key.length; i++) {
                key[i] = valueAt(row, entityId, keyColumns[i]);
            }
            keys.add(key, entityId);
        }
        indexEdge(entityId, row);
    }

    /** As {@link #index(long, int)}, with the values of the row. Writer only. */
    void index(long entityId, int row, @Nullable Object[] values) {
        if (keys != null) {
            @Nullable Object[] key = newKey;
            for (int i = 0; i < key.length; i++) {
                Object value = values[keyColumns[i]];
                // Other values may be stored in a form that is not quite theirs.
                boolean isStoredAsIs = value instanceof Long || value instanceof String;
                key[i] = isStoredAsIs ? value : valueAt(row, entityId, keyColumns[i]);
            }
            keys.add(key, entityId);
        }
        indexEdge(entityId, row);
    }

    private void indexEdge(long entityId, int row) {
        if (definition.isEdge()) {
            Page page = rows.page(row);
            int source = page.source(row & Page.MASK);
            int target = page.target(row & Page.MASK);
            outgoing.add(source, target, entityId);
            incoming.add(target, source, entityId);
        }
    }

    /** The values of a physical row, one element per column. */
    @Nullable
    Object[] readRow(int row) {
        int entity = rows.page(row).entity(row & Page.MASK);
        var values = new @Nullable Object[stored.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = valueAt(row, entity, i);
        }
        return values;
    }

    private boolean hasKey(long entityId, @Nullable Object[] key) {
        int row = entities.head(entityId);
        if (row == EntityHeads.NONE || key.length != keyColumns.length) {
            return false;
        }
        Page page = rows.page(row);
        for (int i = 0; i < keyColumns.length; i++) {
            boolean isPlain = stored[keyColumns[i]] && !(key[i] instanceof Double);
            boolean equal = isPlain
                    ? column(page, keyColumns[i]).equalsAt(row & Page.MASK, key[i])
                    : RowEquality.equalValues(
                            ValueOrder.keyForm(valueAt(row, entityId, keyColumns[i])), ValueOrder.keyForm(key[i]));
            if (!equal) {
                return false;
            }
        }
        return true;
    }

    @Nullable
    Object valueAt(int row, long entityId, int column) {
        if (stored[column]) {
            return column(rows.page(row), column).object(row & Page.MASK);
        }
        EndpointColumn endpoint = endpointColumns[column];
        return endpoint == null ? (Object) entityId : endpoint.value(entityId);
    }
}
