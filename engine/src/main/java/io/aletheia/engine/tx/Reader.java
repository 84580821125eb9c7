package io.aletheia.engine.tx;

import io.aletheia.engine.catalog.TableRules;
import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.Direction;
import io.aletheia.engine.model.EndpointPolicy;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.IndexSearch;
import io.aletheia.engine.model.Interval;
import io.aletheia.engine.model.PeriodFilter;
import io.aletheia.engine.model.Probe;
import io.aletheia.engine.model.PseudoColumn;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.TableStatistics;
import io.aletheia.engine.model.TemporalFilter;
import io.aletheia.engine.model.Time;
import io.aletheia.engine.store.TableStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A transaction's reads: those of its snapshot, with its own writes on top of the tables that it wrote to. Where it wrote
 * nothing, the store answers alone. Not thread-safe.
 */
final class Reader {
    private static final int[] NO_COLUMNS = {};

    private final View view;
    private final Snapshot snapshot;
    private final @Nullable ReadSet reads;

    /**
     * A reader.
     *
     * @param reads where to note what is read; null if nobody asks
     */
    Reader(View view, Snapshot snapshot, @Nullable ReadSet reads) {
        this.view = view;
        this.snapshot = snapshot;
        this.reads = reads;
    }

    BatchSource scan(int tableId, TemporalFilter asked, int[] projection) {
        TableDefinition definition = TableRules.require(view.writes().catalog(), tableId);
        TemporalFilter filter = kept(definition, asked);
        return hidesEdges(definition, filter)
                ? withNodes(definition, filter).of(scan(definition, filter, withNodeIds(projection)))
                : scan(definition, filter, projection);
    }

    List<BatchSource> scanParts(int tableId, TemporalFilter asked, int[] projection, int parts) {
        TableDefinition definition = TableRules.require(view.writes().catalog(), tableId);
        TemporalFilter filter = kept(definition, asked);
        TableStore committed = committed(tableId);
        if (committed == null || hidesEdges(definition, filter) || own(tableId, filter) != null) {
            return List.of(scan(tableId, asked, projection));
        }
        noteTable(tableId, filter, projection);
        List<BatchSource> sources = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            sources.add(committed.scanPart(snapshot.systemTime(), filter, projection, part, parts));
        }
        return sources;
    }

    private BatchSource scan(TableDefinition definition, TemporalFilter filter, int[] projection) {
        int tableId = definition.id();
        noteTable(tableId, filter, projection);
        TableStore committed = committed(tableId);
        OwnVersions own = own(tableId, filter);
        if (own == null) {
            return committed == null
                    ? EmptySource.INSTANCE
                    : committed.scan(snapshot.systemTime(), filter, projection, null);
        }
        var batch = new VersionBatch(definition, filter.system(), projection, false);
        if (committed == null) {
            return new OverlayScan(own, null, null, batch);
        }
        if (!own.hidesCommitted()) {
            return new OverlayScan(own, committed.scan(snapshot.systemTime(), filter, projection, null), null, batch);
        }
        BatchSource rows = committed.scan(snapshot.systemTime(), filter, withEntityId(projection), null);
        return new OverlayScan(own, rows, new UntouchedRows(own), batch);
    }

    BatchSource lookup(int tableId, @Nullable Object[] key, TemporalFilter asked, int[] projection) {
        TableDefinition definition = TableRules.require(view.writes().catalog(), tableId);
        TemporalFilter filter = kept(definition, asked);
        long entityId = find(definition, key);
        if (reads != null && !isSettled(filter, projection)) {
            noteEntity(reads, definition, key, entityId, validRange(filter, projection));
        }
        if (entityId == 0) {
            return EmptySource.INSTANCE;
        }
        return hidesEdges(definition, filter)
                ? withNodes(definition, filter).of(lookup(definition, entityId, filter, withNodeIds(projection)))
                : lookup(definition, entityId, filter, projection);
    }

    private BatchSource lookup(TableDefinition definition, long entityId, TemporalFilter filter, int[] projection) {
        int tableId = definition.id();
        OwnVersions own = own(tableId, filter);
        if (own != null && own.isTouched(entityId)) {
            var batch = new VersionBatch(definition, filter.system(), projection, false);
            own.of(entityId)
                    .forEach(strip -> batch.add(0, entityId, strip, own.sourceId(entityId), own.targetId(entityId)));
            return batch.isEmpty() ? EmptySource.INSTANCE : new SingleBatch(batch.batch());
        }
        TableStore committed = committed(tableId);
        return committed == null
                ? EmptySource.INSTANCE
                : committed.versionsOf(snapshot.systemTime(), entityId, filter, projection);
    }

    long entityId(int tableId, @Nullable Object[] key) {
        TableDefinition definition = TableRules.require(view.writes().catalog(), tableId);
        long entityId = find(definition, key);
        if (reads != null) {
            noteEntity(reads, definition, key, entityId, Interval.ALWAYS);
        }
        return entityId;
    }

    /** Whether {@link #entityId} and {@link #versions} may be asked, and what they gave be read, on several threads at once. */
    boolean isShared(int tableId) {
        TableDefinition definition = TableRules.require(view.writes().catalog(), tableId);
        return reads == null
                && view.writes().writtenTo(tableId) == null
                && definition.endpointPolicy() != EndpointPolicy.IGNORE;
    }

    private long find(TableDefinition definition, @Nullable Object[] key) {
        RowRules.checkKey(definition, key);
        return Keys.hasNull(key) ? 0 : view.entityId(definition.id(), key);
    }

    Probe versions(int tableId, TemporalFilter asked, int[] projection) {
        TableDefinition definition = TableRules.require(view.writes().catalog(), tableId);
        TemporalFilter filter = kept(definition, asked);
        return hidesEdges(definition, filter)
                ? withNodes(definition, filter).of(versions(definition, filter, withNodeIds(projection)))
                : versions(definition, filter, projection);
    }

    private Probe versions(TableDefinition definition, TemporalFilter filter, int[] projection) {
        noteTable(definition.id(), filter, projection);
        return unnotedVersions(definition, filter, projection);
    }

    private Probe unnotedVersions(TableDefinition definition, TemporalFilter filter, int[] projection) {
        int tableId = definition.id();
        TableStore committed = committed(tableId);
        OwnVersions own = own(tableId, filter);
        if (own == null) {
            return committed == null
                    ? EmptyProbe.INSTANCE
                    : committed.versions(snapshot.systemTime(), filter, projection);
        }
        Probe rows =
                committed == null ? null : committed.versions(snapshot.systemTime(), filter, withEntityId(projection));
        return new OverlayProbe(own, null, rows, new VersionBatch(definition, filter.system(), projection, true));
    }

    BatchSource search(int tableId, List<IndexSearch> searches, TemporalFilter asked, int[] projection) {
        TableDefinition definition = TableRules.require(view.writes().catalog(), tableId);
        TemporalFilter filter = kept(definition, asked);
        var indexes = new ValueSearch(view.writes(), tableId, committed(tableId));
        IndexSearch search = indexes.cheapest(searches);
        if (search == null) {
            return scan(tableId, filter, projection);
        }
        if (reads != null && !isSettled(filter, projection)) {
            reads.addSearch(tableId, search, validRange(filter, projection));
        }
        long[] found = indexes.find(search);
        if (found.length == 0) {
            return EmptySource.INSTANCE;
        }
        Probe versions = hidesEdges(definition, filter)
                ? withNodes(definition, filter).of(unnotedVersions(definition, filter, withNodeIds(projection)))
                : unnotedVersions(definition, filter, projection);
        return new FoundVersions(versions, found);
    }

    int chosenSearch(int tableId, List<IndexSearch> searches) {
        TableRules.require(view.writes().catalog(), tableId);
        IndexSearch search = new ValueSearch(view.writes(), tableId, committed(tableId)).cheapest(searches);
        return search == null ? -1 : searches.indexOf(search);
    }

    Probe expand(int edgeTableId, Direction direction, TemporalFilter asked, int[] projection) {
        TableDefinition definition = TableRules.require(view.writes().catalog(), edgeTableId);
        if (!definition.isEdge()) {
            throw new DatabaseException(
                    ErrorCode.WRONG_OBJECT, definition.name() + " is not an edge table, so no edges lead through it");
        }
        TemporalFilter filter = kept(definition, asked);
        return hidesEdges(definition, filter)
                ? withNodes(definition, filter).of(expand(definition, direction, filter, withNodeIds(projection)))
                : expand(definition, direction, filter, projection);
    }

    private Probe expand(TableDefinition definition, Direction direction, TemporalFilter filter, int[] projection) {
        int edgeTableId = definition.id();
        noteTable(edgeTableId, filter, projection);
        TableStore committed = committed(edgeTableId);
        OwnVersions own = own(edgeTableId, filter);
        if (own == null) {
            return committed == null
                    ? EmptyProbe.INSTANCE
                    : committed.expand(snapshot.systemTime(), direction, filter, projection);
        }
        Probe rows = committed == null
                ? null
                : committed.expand(snapshot.systemTime(), direction, filter, withEntityId(projection));
        return new OverlayProbe(own, direction, rows, new VersionBatch(definition, filter.system(), projection, true));
    }

    long estimatedRows(int tableId) {
        TableRules.require(view.writes().catalog(), tableId);
        TableStore committed = committed(tableId);
        TableWrites own = view.writes().writtenTo(tableId);
        return (committed == null ? 0 : committed.estimatedRows()) + (own == null ? 0 : own.entities());
    }

    /** What planning is to know of a table, as of an instant; the transaction's own new rows do not count. */
    TableStatistics statistics(int tableId, long micros) {
        TableDefinition definition = TableRules.require(view.writes().catalog(), tableId);
        TableStore committed = committed(tableId);
        return new TableSampler(this, definition, committed == null ? 0 : committed.entityIdMax()).at(micros);
    }

    /**
     * Whether edges are left out where one of their nodes is not there: at an instant, if nothing else makes sure of it. A read of
     * periods shows what is stored.
     */
    private static boolean hidesEdges(TableDefinition definition, TemporalFilter filter) {
        return definition.endpointPolicy() == EndpointPolicy.IGNORE
                && filter.valid().isInstant()
                && filter.system().isInstant();
    }

    private EdgesWithNodes withNodes(TableDefinition edges, TemporalFilter filter) {
        TableDefinition.Endpoints ends = Objects.requireNonNull(edges.endpoints());
        return new EdgesWithNodes(
                versions(ends.sourceTableId(), filter, NO_COLUMNS), versions(ends.targetTableId(), filter, NO_COLUMNS));
    }

    /**
     * The filter without the versions that are forgotten. Who asks for all of system time gets what is kept; who states a time
     * before the horizon is refused, since the answer would be thinner than what he was told then.
     *
     * @throws DatabaseException INVALID_ARGUMENT (22023)
     */
    private TemporalFilter kept(TableDefinition definition, TemporalFilter filter) {
        long horizon = view.horizon(definition.id());
        PeriodFilter system = filter.system();
        if (horizon == Long.MIN_VALUE || system.toMin() > horizon) {
            return filter;
        }
        if (!system.equals(PeriodFilter.ALL) && system.fromMin() < horizon) {
            throw new DatabaseException(
                    ErrorCode.INVALID_ARGUMENT,
                    "what table " + definition.name() + " was known to be before " + Time.toText(horizon)
                            + " is forgotten; ask for a later SYSTEM_TIME, or for SYSTEM_TIME ALL to see what is kept");
        }
        return new TemporalFilter(
                filter.valid(), new PeriodFilter(system.fromMin(), system.fromMax(), horizon + 1, system.toMax()));
    }

    private static int[] withNodeIds(int[] projection) {
        int[] wider = Arrays.copyOf(projection, projection.length + 2);
        wider[projection.length] = PseudoColumn.SOURCE_ID;
        wider[projection.length + 1] = PseudoColumn.TARGET_ID;
        return wider;
    }

    /** The committed table with all columns that it has for the transaction; null if there is none. */
    private @Nullable TableStore committed(int tableId) {
        TableStore table = snapshot.table(tableId);
        TableDefinition definition = view.writes().catalog().table(tableId);
        return table == null || definition == null ? table : table.readAs(definition);
    }

    private @Nullable OwnVersions own(int tableId, TemporalFilter filter) {
        TableWrites own = view.writes().writtenTo(tableId);
        return own == null || own.entities() == 0 ? null : new OwnVersions(view, own, filter);
    }

    private void noteTable(int tableId, TemporalFilter filter, int[] projection) {
        if (reads != null && !isSettled(filter, projection)) {
            reads.addTable(tableId);
        }
    }

    private static void noteEntity(
            ReadSet reads, TableDefinition definition, @Nullable Object[] key, long entityId, Interval valid) {
        if (entityId != 0) {
            reads.addEntity(definition.id(), entityId, valid);
        } else if (!Keys.hasNull(key)) {
            reads.addAbsentKey(definition.id(), key);
        }
    }

    /**
     * Whether no later commit can change what is read: it is what was known at a commit that the snapshot shows, and not until when
     * it was believed.
     */
    private boolean isSettled(TemporalFilter filter, int[] projection) {
        return filter.system().isInstant()
                && filter.system().fromMax() <= snapshot.systemTime()
                && !contains(projection, PseudoColumn.SYSTEM_TO);
    }

    /**
     * The instants of valid time that the answer depends on: all if it tells how far versions reach. A read of the present depends on
     * what comes as well: at the commit the present is later.
     */
    private Interval validRange(TemporalFilter filter, int[] projection) {
        long from = Math.max(filter.valid().toMin(), Time.BEGINNING + 1) - 1;
        long to = filter.valid().fromMax() >= view.commitTime()
                ? Time.FOREVER
                : filter.valid().fromMax() + 1;
        boolean bounded = from < to
                && filter.valid().fromMin() == Long.MIN_VALUE
                && filter.valid().toMax() == Long.MAX_VALUE
                && !contains(projection, PseudoColumn.VALID_FROM)
                && !contains(projection, PseudoColumn.VALID_TO);
        return bounded ? new Interval(from, to) : Interval.ALWAYS;
    }

    private static boolean contains(int[] projection, int column) {
        for (int projected : projection) {
            if (projected == column) {
                return true;
            }
        }
        return false;
    }

    private static int[] withEntityId(int[] projection) {
        int[] wider = Arrays.copyOf(projection, projection.length + 1);
        wider[projection.length] = PseudoColumn.ENTITY_ID;
        return wider;
    }
}
