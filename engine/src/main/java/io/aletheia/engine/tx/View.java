package io.aletheia.engine.tx;

import io.aletheia.engine.catalog.TableRules;
import io.aletheia.engine.model.CatalogVersion;
import io.aletheia.engine.model.Interval;
import io.aletheia.engine.model.Operation;
import io.aletheia.engine.model.Portion;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.Time;
import io.aletheia.engine.store.EntityTimeline;
import io.aletheia.engine.store.Strip;
import io.aletheia.engine.store.TableStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The database as it is with a transaction's writes on top: at a statement on the transaction's snapshot, at the commit on all
 * that is applied. Answers for one entity at a time. Not thread-safe.
 */
final class View {
    private static final int TIMELINES_MAX = 1024;

    private record Entity(int tableId, long id) {}

    /** A timeline with the entity's operations up to one, which shows whether the operations are still the same. */
    private record Replayed(EntityTimeline timeline, int position, Operation operation) {}

    private final WriteSet writes;
    private final @Nullable CatalogVersion catalog;
    private final IntFunction<@Nullable TableStore> tables;
    private final long snapshotTime;
    private final long commitTime;
    private final @Nullable ReadSet reads;

    /** Made by the first entity that is replayed. */
    private @Nullable Map<Entity, Replayed> timelines;

    /**
     * A view with the tables as the write set has them.
     *
     * @param reads where what statements tell their caller is noted; null if nobody wants to know
     */
    View(
            WriteSet writes,
            IntFunction<@Nullable TableStore> tables,
            long snapshotTime,
            long commitTime,
            @Nullable ReadSet reads) {
        this(writes, null, tables, snapshotTime, commitTime, reads);
    }

    /**
     * A view.
     *
     * @param catalog all tables, the transaction's own included; null for those of the write set
     * @param tables the committed tables by id
     * @param snapshotTime system time of the last commit that is seen
     * @param commitTime where portions begin that begin at the commit; later than the snapshot time
     */
    View(
            WriteSet writes,
            @Nullable CatalogVersion catalog,
            IntFunction<@Nullable TableStore> tables,
            long snapshotTime,
            long commitTime) {
        this(writes, catalog, tables, snapshotTime, commitTime, null);
    }

    private View(
            WriteSet writes,
            @Nullable CatalogVersion catalog,
            IntFunction<@Nullable TableStore> tables,
            long snapshotTime,
            long commitTime,
            @Nullable ReadSet reads) {
        this.writes = writes;
        this.catalog = catalog;
        this.tables = tables;
        this.snapshotTime = snapshotTime;
        this.commitTime = commitTime;
        this.reads = reads;
    }

    WriteSet writes() {
        return writes;
    }

    CatalogVersion catalog() {
        return catalog == null ? writes.catalog() : catalog;
    }

    long commitTime() {
        return commitTime;
    }

    /** System time of the last commit that is seen. */
    long snapshotTime() {
        return snapshotTime;
    }

    /** Adds the put of a row to the writes; bounds that lie at the transaction's time will be the commit's. */
    void put(
            TableWrites table,
            long entityId,
            Portion portion,
            @Nullable Object[] row,
            long sourceId,
            long targetId,
            WriteKind kind) {
        Portion lasting = portion.boundToCommit(commitTime);
        int tableId = table.definition().id();
        var put = new Operation.Put(tableId, entityId, lasting, row, sourceId, targetId);
        writes.add(table, put, entityId, lasting, kind);
    }

    /** Adds the delete of an entity to the writes, with bounds as those of a put. */
    void end(TableWrites table, long entityId, Portion portion) {
        Portion lasting = portion.boundToCommit(commitTime);
        var delete = new Operation.Delete(table.definition().id(), entityId, lasting);
        writes.add(table, delete, entityId, lasting, WriteKind.DELETE);
    }

    /** Says that the caller is told what an entity is within {@code [from, to)}, and no write will say so at the commit. */
    void tell(int tableId, long entityId, long from, long to) {
        if (reads != null) {
            reads.addEntity(tableId, entityId, new Interval(from, to));
        }
    }

    /** Says that the caller is told that nothing has a key, which is complete. */
    void tellAbsent(int tableId, Object[] key) {
        if (reads != null) {
            reads.addAbsentKey(tableId, key);
        }
    }

    /** Says that what is done depends on a table as a whole. */
    void tellTable(int tableId) {
        if (reads != null) {
            reads.addTable(tableId);
        }
    }

    /** The committed table; null if there is none. */
    @Nullable
    TableStore table(int tableId) {
        return tables.apply(tableId);
    }

    /** The entity that has a primary key; 0 if there never was one. */
    long entityId(int tableId, @Nullable Object[] key) {
        TableWrites own = writes.writtenTo(tableId);
        if (own != null) {
            return own.entityOfKey(key);
        }
        TableStore table = table(tableId);
        return table == null ? 0 : table.entityId(key, snapshotTime);
    }

    /** Whether the entity is something at every instant of {@code [from, to)}. */
    boolean covers(int tableId, long entityId, long from, long to) {
        TableWrites own = writes.writtenTo(tableId);
        int last = own == null ? EntityMap.NONE : own.last(entityId);
        if (own == null || last == EntityMap.NONE) {
            TableStore table = table(tableId);
            return table != null && table.covers(snapshotTime, entityId, from, to);
        }
        if (isOnlyPut(last) && writes.operation(last) instanceof Operation.Put put) {
            return from >= to
                    || (put.portion().resolvedFrom(commitTime) <= from
                            && put.portion().resolvedTo(commitTime) >= to);
        }
        return timeline(own, entityId, last).covers(from, to);
    }

    /** The maximal parts of {@code [from, to)} in which the entity is something, in order. */
    List<Interval> covered(int tableId, long entityId, long from, long to) {
        List<Strip> strips = new ArrayList<>(openVersions(tableId, entityId));
        strips.sort(Comparator.comparingLong(Strip::validFrom));
        List<Interval> parts = new ArrayList<>();
        long partFrom = from;
        long partTo = from;
        for (Strip strip : strips) {
            long stripFrom = Math.max(from, strip.validFrom());
            long stripTo = Math.min(to, strip.validTo());
            if (stripFrom >= stripTo) {
                continue;
            }
            if (stripFrom > partTo) {
                if (partFrom < partTo) {
                    parts.add(new Interval(partFrom, partTo));
                }
                partFrom = stripFrom;
            }
            partTo = stripTo;
        }
        if (partFrom < partTo) {
            parts.add(new Interval(partFrom, partTo));
        }
        return parts;
    }

    /** Whether the entity is something at some instant of {@code [from, to)}. */
    boolean overlaps(int tableId, long entityId, long from, long to) {
        TableWrites own = writes.writtenTo(tableId);
        int last = own == null ? EntityMap.NONE : own.last(entityId);
        if (own == null || last == EntityMap.NONE) {
            TableStore table = table(tableId);
            return table != null && table.overlaps(snapshotTime, entityId, from, to);
        }
        return timeline(own, entityId, last).overlaps(from, to);
    }

    /** The open versions of an entity; those that the transaction makes begin in system time at the commit time. */
    List<Strip> openVersions(int tableId, long entityId) {
        TableWrites own = writes.writtenTo(tableId);
        int last = own == null ? EntityMap.NONE : own.last(entityId);
        EntityTimeline timeline = own == null || last == EntityMap.NONE
                ? committed(table(tableId), entityId)
                : timeline(own, entityId, last);
        return timeline.versionsAt(commitTime).stream().filter(Strip::isOpen).toList();
    }

    /** Whether the entity is something at some instant of {@code [from, to)} with only its operations before one. */
    boolean overlapsBefore(int tableId, long entityId, int position, long from, long to) {
        EntityTimeline timeline = committed(table(tableId), entityId);
        writes.replay(timeline, EntityMap.NONE, writes.previous(position), commitTime);
        return timeline.overlaps(from, to);
    }

    /**
     * All versions of an entity that the transaction touched, as of its operations before a limit: what is no longer believed
     * as well.
     */
    void versions(TableWrites own, long entityId, int last, List<Strip> into) {
        if (writes.operation(last) instanceof Operation.Erase) {
            return;
        }
        if (isOnlyPut(last) && writes.operation(last) instanceof Operation.Put put) {
            long from = put.portion().resolvedFrom(commitTime);
            long to = put.portion().resolvedTo(commitTime);
            if (from < to) {
                into.add(new Strip(from, to, commitTime, Time.FOREVER, put.row()));
            }
            return;
        }
        TableStore base = own.base();
        if (base != null) {
            into.addAll(base.closedVersions(snapshotTime, entityId));
        }
        EntityTimeline timeline = committed(base, entityId);
        writes.replay(timeline, EntityMap.NONE, last, commitTime);
        into.addAll(timeline.versionsAt(commitTime));
    }

    /**
     * Until when some version of the entity is believed: {@link Time#FOREVER} if one is open, {@link Long#MIN_VALUE} if there is no
     * version. What is behind the horizon counts.
     */
    long lastKnown(int tableId, long entityId) {
        TableWrites own = writes.writtenTo(tableId);
        int last = own == null ? EntityMap.NONE : own.last(entityId);
        if (own == null || last == EntityMap.NONE) {
            TableStore table = table(tableId);
            return table == null ? Long.MIN_VALUE : table.lastKnown(snapshotTime, entityId);
        }
        List<Strip> strips = new ArrayList<>();
        versions(own, entityId, last, strips);
        return strips.stream().mapToLong(Strip::systemTo).max().orElse(Long.MIN_VALUE);
    }

    /** Whether the transaction touched an entity so that its versions depend on when it commits. */
    boolean mayChange(int tableId, long entityId) {
        return writes.mixesPortions() && isTouched(tableId, entityId);
    }

    /** Whether the transaction made an entity and took it back whole, which it has not erased. */
    boolean isTakenBack(int tableId, long entityId) {
        return !writes.mixesPortions() && isNothing(tableId, entityId);
    }

    /** Whether nothing is left of an entity that the transaction touched and has not erased, if it commits at the view's time. */
    boolean isNothing(int tableId, long entityId) {
        return isTouched(tableId, entityId)
                && !writes.isErased(tableId, entityId)
                && lastKnown(tableId, entityId) == Long.MIN_VALUE;
    }

    private boolean isTouched(int tableId, long entityId) {
        TableWrites own = writes.writtenTo(tableId);
        return own != null && own.last(entityId) != EntityMap.NONE;
    }

    /** The system time before which nothing of a table is known any more; {@link Long#MIN_VALUE} if nothing is forgotten. */
    long horizon(int tableId) {
        TableStore table = table(tableId);
        return Math.max(writes.horizon(tableId), table == null ? Long.MIN_VALUE : table.horizon(snapshotTime));
    }

    /** The node that an edge leaves. */
    long sourceId(int tableId, long edgeId) {
        Operation.Put put = ownPut(tableId, edgeId);
        TableStore table = table(tableId);
        return put != null ? put.sourceId() : table == null ? 0 : table.sourceId(edgeId);
    }

    /** The node that an edge reaches. */
    long targetId(int tableId, long edgeId) {
        Operation.Put put = ownPut(tableId, edgeId);
        TableStore table = table(tableId);
        return put != null ? put.targetId() : table == null ? 0 : table.targetId(edgeId);
    }

    /** The entity's primary key for messages. */
    String keyText(int tableId, long entityId) {
        @Nullable Object[] key = key(tableId, entityId);
        return key.length == 0 ? "(entity " + entityId + ")" : Keys.text(key);
    }

    /** The entity's primary key; empty if the view knows no version of it. */
    @Nullable
    Object[] key(int tableId, long entityId) {
        TableDefinition definition = TableRules.require(catalog(), tableId);
        Operation.Put put = ownPut(tableId, entityId);
        if (put != null) {
            return Keys.of(definition, put.row());
        }
        TableStore table = table(tableId);
        if (table != null) {
            for (Strip strip : committed(table, entityId).versionsAt(commitTime)) {
                return Keys.of(definition, strip.row());
            }
            for (Strip strip : table.closedVersions(snapshotTime, entityId)) {
                return Keys.of(definition, strip.row());
            }
        }
        return new Object[0];
    }

    /** The last row that the transaction put for the entity; null if it put none. */
    private Operation.@Nullable Put ownPut(int tableId, long entityId) {
        TableWrites own = writes.writtenTo(tableId);
        if (own == null) {
            return null;
        }
        for (int at = own.last(entityId); at != EntityMap.NONE; at = writes.previous(at)) {
            if (writes.operation(at) instanceof Operation.Put put) {
                return put;
            }
        }
        return null;
    }

    /** Whether the operation made its entity and is the only one of it. */
    private boolean isOnlyPut(int position) {
        return writes.previous(position) == EntityMap.NONE
                && writes.kind(position).isNew();
    }

    private EntityTimeline timeline(TableWrites own, long entityId, int last) {
        var entity = new Entity(own.definition().id(), entityId);
        Map<Entity, Replayed> all = timelines;
        if (all == null) {
            all = new HashMap<>();
            timelines = all;
        }
        Replayed known = all.get(entity);
        int after = EntityMap.NONE;
        EntityTimeline timeline;
        if (known != null
                && known.position() < writes.size()
                && writes.operation(known.position()) == known.operation()) {
            timeline = known.timeline();
            after = known.position();
        } else {
            timeline = committed(own.base(), entityId);
        }
        if (after != last) {
            writes.replay(timeline, after, last, commitTime);
            if (all.size() == TIMELINES_MAX) {
                all.clear();
            }
            all.put(entity, new Replayed(timeline, last, writes.operation(last)));
        }
        return timeline;
    }

    private EntityTimeline committed(@Nullable TableStore table, long entityId) {
        return table == null ? new EntityTimeline() : table.timeline(snapshotTime, entityId);
    }
}
