package io.aletheia.engine.tx;

import io.aletheia.engine.model.CatalogVersion;
import io.aletheia.engine.model.Constraint;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.EndpointPolicy;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.Interval;
import io.aletheia.engine.model.Operation;
import io.aletheia.engine.model.Portion;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.Time;
import io.aletheia.engine.store.GraphStore;
import io.aletheia.engine.store.Strip;
import io.aletheia.engine.store.TableStore;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What must hold for a transaction's writes to be committed on top of everything that is applied. Called under the sequencer's
 * lock; changes nothing.
 *
 * <p>The statements were checked on the transaction's snapshot, with its own time where a portion begins at the commit. That
 * check holds at the commit as well if nobody has committed since and if all portions move alike; otherwise everything is
 * checked again here. What fails because of another commit is a conflict (40001), what fails by the transaction's own doing is
 * the constraint's error.
 */
final class CommitValidation {
    private final WriteSet writes;
    private final Snapshot snapshot;
    private final GraphStore store;
    private final TableTimes times;
    private final View view;

    CommitValidation(WriteSet writes, Snapshot snapshot, GraphStore store, TableTimes times, long commitTime) {
        this.writes = writes;
        this.snapshot = snapshot;
        this.store = store;
        this.times = times;
        CatalogVersion catalog = writes.changesCatalog() ? writes.catalog() : store.catalog();
        this.view = new View(writes, catalog, store::table, store.lastSystemTime(), commitTime);
    }

    /**
     * Checks the writes.
     *
     * @throws DatabaseException WRITE_CONFLICT (40001), DUPLICATE_KEY (23505), MISSING_ENDPOINT (23503)
     */
    void check() {
        boolean concurrent = store.lastSystemTime() > snapshot.systemTime();
        if (!concurrent && !writes.mixesPortions()) {
            return;
        }
        if (concurrent) {
            checkDefinitions();
        }
        for (int position = 0; position < writes.size(); position++) {
            Operation operation = writes.operation(position);
            if (operation instanceof Operation.Put put) {
                checkPut(put, position, concurrent);
            } else if (operation instanceof Operation.Delete delete) {
                checkDelete(delete, concurrent);
            } else if (operation instanceof Operation.Erase erase && concurrent) {
                checkErase(erase);
            }
        }
    }

    private void checkDefinitions() {
        boolean redefined = store.catalog().number() != snapshot.catalog().number();
        if (writes.changesCatalog() && redefined) {
            throw new DatabaseException(
                    ErrorCode.WRITE_CONFLICT, "another transaction changed the tables; run the transaction again");
        }
        if (writes.changesCatalog()) {
            for (int i = 0; i < writes.size(); i++) {
                int tableId = definedTable(writes.operation(i));
                if (times.changedSince(tableId, snapshot.systemTime())) {
                    throw tableConflict(tableId, "was written to");
                }
                if (writes.operation(i) instanceof Operation.AlterTable alter) {
                    checkNewReferences(alter.table());
                }
            }
        } else if (redefined) {
            for (TableWrites table : writes.tables()) {
                TableDefinition present =
                        store.catalog().table(table.definition().id());
                if (present == null) {
                    throw tableConflict(table.definition().id(), "was dropped");
                }
                if (!present.equals(table.definition())) {
                    throw tableConflict(table.definition().id(), "was altered");
                }
                for (TableDefinition other : store.catalog().tables()) {
                    if (refersTo(other, present.id())
                            && !other.equals(snapshot.catalog().table(other.id()))) {
                        throw tableConflict(present.id(), "came to be referred to");
                    }
                }
            }
        }
    }

    /** A new foreign key was checked against the rows that the snapshot shows of the table it refers to. */
    private void checkNewReferences(TableDefinition altered) {
        TableDefinition former = snapshot.catalog().table(altered.id());
        for (Constraint constraint : altered.constraints()) {
            boolean isNew = former == null || !former.constraints().contains(constraint);
            if (isNew
                    && constraint instanceof Constraint.ForeignKey foreign
                    && times.changedSince(foreign.tableId(), snapshot.systemTime())) {
                throw tableConflict(foreign.tableId(), "was written to");
            }
        }
    }

    /** The table that a definition alters or drops, so that nobody may have written to it meanwhile; 0 if there is none. */
    private static int definedTable(Operation operation) {
        if (operation instanceof Operation.AlterTable alter) {
            return alter.table().id();
        }
        return operation instanceof Operation.DropTable drop ? drop.tableId() : 0;
    }

    private static boolean refersTo(TableDefinition table, int tableId) {
        return table.constraints().stream()
                .anyMatch(constraint ->
                        constraint instanceof Constraint.ForeignKey foreign && foreign.tableId() == tableId);
    }

    private void checkPut(Operation.Put put, int position, boolean concurrent) {
        long from = put.portion().resolvedFrom(view.commitTime());
        long to = put.portion().resolvedTo(view.commitTime());
        TableWrites table = writes.writtenTo(put.tableId());
        if (table == null) {
            return;
        }
        WriteKind kind = writes.kind(position);
        if (concurrent) {
            // Also where the portion is void by now: a later put of the new entity may not be.
            checkConflict(table, put.entityId(), put.portion(), kind.isNew() ? put.row() : null);
        }
        if (from >= to) {
            return;
        }
        boolean isRepeated = writes.previous(position) != EntityMap.NONE || !kind.isNew();
        if (kind.isInsert() && isRepeated && view.overlapsBefore(put.tableId(), put.entityId(), position, from, to)) {
            throw new DatabaseException(
                    ErrorCode.DUPLICATE_KEY,
                    "table " + table.definition().name() + " has key "
                            + Keys.text(Keys.of(table.definition(), put.row())) + " already within "
                            + new Interval(from, to));
        }
        if (table.definition().isEdge()) {
            if (concurrent) {
                checkNodesNotErased(table.definition(), put);
            }
            if (table.definition().endpointPolicy() != EndpointPolicy.IGNORE) {
                checkEnds(table.definition(), put, from, to, concurrent);
            } else {
                checkNodesWere(table.definition(), put);
            }
        }
        if (table.hasValueRules() && table.last(put.entityId()) == position) {
            checkValues(table.definition(), put.entityId(), concurrent);
        }
    }

    /** UNIQUE and FOREIGN KEY of all that the transaction made of an entity in the end. */
    private void checkValues(TableDefinition table, long entityId, boolean concurrent) {
        for (Strip strip : view.openVersions(table.id(), entityId)) {
            if (strip.systemFrom() != view.commitTime()) {
                continue;
            }
            long from = strip.validFrom();
            long to = strip.validTo();
            @Nullable Object[] row = table.widened(strip.row());
            ValueRules.Holder holder = ValueRules.holder(view, table, entityId, row, from, to);
            if (holder != null) {
                if (concurrent && isConflict(table.id(), holder.entityId(), holder.from(), holder.to())) {
                    throw new DatabaseException(
                            ErrorCode.WRITE_CONFLICT,
                            "another transaction put "
                                    + Keys.text(Keys.at(holder.columns(), row)) + ", which " + holder.name()
                                    + " of table "
                                    + table.name() + " lets one row only have; run the transaction again");
                }
                throw ValueRules.duplicate(view, table, row, holder);
            }
            ValueRules.Reference missing = ValueRules.missing(view, table, row, from, to);
            if (missing != null) {
                int referred = missing.foreign().tableId();
                @Nullable Object[] key = Keys.at(missing.foreign().columns(), row);
                // A row that is erased by now has no entity any more in the view, but it had one at the statement.
                long needed = missing.entityId() != 0 ? missing.entityId() : entityBefore(referred, key);
                if (concurrent && needed != 0 && isConflict(referred, needed, from, to)) {
                    throw new DatabaseException(
                            ErrorCode.WRITE_CONFLICT,
                            "another transaction ended row " + Keys.text(key)
                                    + ", which " + missing.foreign().name() + " of table " + table.name()
                                    + " needs; run the transaction again");
                }
                throw ValueRules.missing(view, table, row, missing, from, to);
            }
        }
    }

    /** FOREIGN KEY of the rows that refer to an entity that was ended. */
    private void checkReferrers(
            TableDefinition table, Operation.Delete delete, long from, long to, boolean concurrent) {
        for (ValueRules.Referrer referrer : ValueRules.referrers(view, table, delete.entityId(), from, to)) {
            if (view.covers(table.id(), delete.entityId(), referrer.from(), referrer.to())) {
                continue;
            }
            String key = view.keyText(table.id(), delete.entityId());
            if (concurrent && isConflict(referrer.table().id(), referrer.entityId(), referrer.from(), referrer.to())) {
                throw new DatabaseException(
                        ErrorCode.WRITE_CONFLICT,
                        "another transaction put a row of " + referrer.table().name() + " that refers to row " + key
                                + " of table " + table.name() + ", which this one ends; run the transaction again");
            }
            throw ValueRules.referred(view, table, key, referrer);
        }
    }

    private void checkConflict(
            TableWrites table, long entityId, Portion portion, @Nullable Object @Nullable [] newRow) {
        TableStore committed = table.base();
        if (committed == null) {
            return;
        }
        TableDefinition definition = table.definition();
        boolean conflict;
        if (newRow != null) {
            long holder = definition.hasGeneratedKey() ? 0 : committed.entityId(Keys.of(definition, newRow));
            conflict = holder != 0 && !table.isErased(holder);
        } else {
            long from = portion.resolvedFrom(view.commitTime());
            long to = portion.resolvedTo(view.commitTime());
            conflict = from < to && committed.conflicts(entityId, snapshot.systemTime(), from, to);
        }
        if (conflict) {
            throw new DatabaseException(
                    ErrorCode.WRITE_CONFLICT,
                    "another transaction wrote key " + view.keyText(definition.id(), entityId) + " of table "
                            + definition.name() + " within the same period; run the transaction again");
        }
    }

    /** Even an edge that may be where its node is not cannot be left without its node. */
    private void checkNodesNotErased(TableDefinition edges, Operation.Put put) {
        TableDefinition.Endpoints ends = Objects.requireNonNull(edges.endpoints());
        checkNotErased(edges, ends.sourceTableId(), put.sourceId());
        checkNotErased(edges, ends.targetTableId(), put.targetId());
    }

    private void checkNotErased(TableDefinition edges, int nodeTableId, long nodeId) {
        TableStore nodes = store.table(nodeTableId);
        if (nodes != null && nodes.isErasedAfter(snapshot.systemTime(), nodeId)) {
            throw new DatabaseException(
                    ErrorCode.WRITE_CONFLICT,
                    "another transaction erased a node of table "
                            + nodes.definition().name() + " at which this one puts an edge of " + edges.name()
                            + "; run the transaction again");
        }
    }

    /** An edge that may be where its nodes are not needs nodes of which this transaction leaves something. */
    private void checkNodesWere(TableDefinition edges, Operation.Put put) {
        TableDefinition.Endpoints ends = Objects.requireNonNull(edges.endpoints());
        checkNodeWas(ends.sourceTableId(), put.sourceId());
        checkNodeWas(ends.targetTableId(), put.targetId());
    }

    private void checkNodeWas(int nodeTableId, long nodeId) {
        if (view.isNothing(nodeTableId, nodeId)) {
            EndpointRules.requireNoEdgeEver(
                    view, Objects.requireNonNull(view.catalog().table(nodeTableId)), nodeId);
        }
    }

    /** Both nodes must be there in the end, so that an edge put before its node is deleted is found as well. */
    private void checkEnds(TableDefinition edges, Operation.Put put, long from, long to, boolean concurrent) {
        TableDefinition.Endpoints ends = Objects.requireNonNull(edges.endpoints());
        if (EndpointRules.missingEnd(view, ends, put.sourceId(), put.targetId(), from, to) < 0) {
            return;
        }
        // What was put may have been cut since; only what is left of it needs its nodes.
        for (Strip strip : view.openVersions(edges.id(), put.entityId())) {
            long partFrom = Math.max(from, strip.validFrom());
            long partTo = Math.min(to, strip.validTo());
            int missing = partFrom >= partTo
                    ? -1
                    : EndpointRules.missingEnd(view, ends, put.sourceId(), put.targetId(), partFrom, partTo);
            if (missing >= 0) {
                int nodeTableId = missing == 0 ? ends.sourceTableId() : ends.targetTableId();
                long nodeId = missing == 0 ? put.sourceId() : put.targetId();
                TableDefinition nodes = Objects.requireNonNull(view.catalog().table(nodeTableId));
                String nodeKey = view.keyText(nodeTableId, nodeId);
                if (concurrent && isConflict(nodeTableId, nodeId, partFrom, partTo)) {
                    throw new DatabaseException(
                            ErrorCode.WRITE_CONFLICT,
                            "another transaction ended node " + nodeKey + " of table " + nodes.name()
                                    + ", which an edge of " + edges.name() + " needs; run the transaction again");
                }
                throw EndpointRules.missingEndpoint(
                        edges, view.keyText(edges.id(), put.entityId()), nodes, nodeKey, partFrom, partTo);
            }
        }
    }

    private void checkDelete(Operation.Delete delete, boolean concurrent) {
        TableWrites table = writes.writtenTo(delete.tableId());
        long from = delete.portion().resolvedFrom(view.commitTime());
        long to = delete.portion().resolvedTo(view.commitTime());
        if (table == null || from >= to) {
            return;
        }
        if (concurrent) {
            checkConflict(table, delete.entityId(), delete.portion(), null);
        }
        TableDefinition nodes = table.definition();
        checkReferrers(nodes, delete, from, to, concurrent);
        if (nodes.isEdge()) {
            return;
        }
        List<EndpointRules.OpenEdge> edges = EndpointRules.edgesAt(
                view,
                nodes,
                delete.entityId(),
                from,
                to,
                edgeTable -> edgeTable.endpointPolicy() != EndpointPolicy.IGNORE,
                edge -> !view.covers(
                        nodes.id(), delete.entityId(), Math.max(from, edge.from()), Math.min(to, edge.to())),
                EndpointRules.EDGES_FOR_MESSAGE);
        for (EndpointRules.OpenEdge edge : edges) {
            if (concurrent && isConflict(edge.table().id(), edge.edgeId(), edge.from(), edge.to())) {
                throw new DatabaseException(
                        ErrorCode.WRITE_CONFLICT,
                        "another transaction put an edge of " + edge.table().name() + " at node "
                                + view.keyText(nodes.id(), delete.entityId()) + " of table " + nodes.name()
                                + ", which this one ends; run the transaction again");
            }
        }
        if (!edges.isEmpty()) {
            throw EndpointRules.edgesRemain(view, nodes, view.keyText(nodes.id(), delete.entityId()), edges);
        }
    }

    /** Nobody may have written to the entity, to edges at it or to rows that refer to it. */
    private void checkErase(Operation.Erase erase) {
        TableWrites table = writes.writtenTo(erase.tableId());
        if (table == null) {
            return;
        }
        TableDefinition definition = table.definition();
        checkConflict(table, erase.entityId(), Portion.ALL, null);
        EndpointRules.forEachEdgeEver(view, definition, erase.entityId(), (edges, edgeId) -> {
            if (view.lastKnown(edges.id(), edgeId) != Long.MIN_VALUE) {
                throw new DatabaseException(
                        ErrorCode.WRITE_CONFLICT,
                        "another transaction put an edge of " + edges.name() + " at node "
                                + view.keyText(definition.id(), erase.entityId()) + " of table " + definition.name()
                                + ", which this one erases; run the transaction again");
            }
        });
        if (!ValueRules.referrers(view, definition, erase.entityId(), Time.BEGINNING, Time.FOREVER)
                .isEmpty()) {
            throw new DatabaseException(
                    ErrorCode.WRITE_CONFLICT,
                    "another transaction put a row that refers to row "
                            + view.keyText(definition.id(), erase.entityId()) + " of table " + definition.name()
                            + ", which this one erases; run the transaction again");
        }
    }

    /** The entity that the statements saw to have a key; 0 if there was none. */
    private long entityBefore(int tableId, @Nullable Object[] key) {
        TableStore table = store.table(tableId);
        return table == null ? 0 : table.entityId(key, snapshot.systemTime());
    }

    private boolean isConflict(int tableId, long entityId, long from, long to) {
        TableStore table = store.table(tableId);
        return table == null || table.conflicts(entityId, snapshot.systemTime(), from, to);
    }

    private DatabaseException tableConflict(int tableId, String what) {
        TableDefinition table = snapshot.catalog().table(tableId);
        return new DatabaseException(
                ErrorCode.WRITE_CONFLICT,
                "table " + (table == null ? tableId : table.name()) + " " + what
                        + " by another transaction; run the transaction again");
    }
}
