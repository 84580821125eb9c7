package io.aletheia.engine.tx;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.Direction;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.Operation;
import io.aletheia.engine.model.TemporalFilter;
import io.aletheia.engine.store.Strip;
import java.util.ArrayList;
import java.util.List;

/**
 * A transaction's own view of the entities of one table that it touched, as of the operations there were when this was made:
 * what is written while a cursor is open does not move under it. Not thread-safe.
 */
final class OwnVersions {
    private final WriteSet writes;
    private final View view;
    private final TableWrites table;
    private final TemporalFilter filter;
    private final int entities;
    private final int limit;
    private final Operation lastOperation;
    private final List<Strip> versions = new ArrayList<>();

    /** Over what is written; the write set is not empty. */
    OwnVersions(View view, TableWrites table, TemporalFilter filter) {
        this.writes = view.writes();
        this.view = view;
        this.table = table;
        this.filter = filter;
        this.entities = table.entities();
        this.limit = writes.size();
        this.lastOperation = writes.operation(limit - 1);
    }

    /** How many entities are touched. */
    int entities() {
        return entities;
    }

    /** The touched entity by the order of touching from 0. */
    long entityAt(int index) {
        Operation first = writes.operation(table.first(index));
        if (first instanceof Operation.Put put) {
            return put.entityId();
        }
        return first instanceof Operation.Erase erase ? erase.entityId() : ((Operation.Delete) first).entityId();
    }

    /** Whether the entity is touched, so that its committed versions are not what the transaction sees. */
    boolean isTouched(long entityId) {
        return writes.lastBefore(table, entityId, limit) != EntityMap.NONE;
    }

    /** Whether any touched entity was there before. */
    boolean hidesCommitted() {
        return table.touchesExisting();
    }

    /** The versions of a touched entity that the filter lets through. Valid until the next call. */
    List<Strip> of(long entityId) {
        versions.clear();
        view.versions(table, entityId, writes.lastBefore(table, entityId, limit), versions);
        versions.removeIf(strip -> !filter.valid().matches(strip.validFrom(), strip.validTo())
                || !filter.system().matches(strip.systemFrom(), strip.systemTo()));
        return versions;
    }

    /** The touched edges at a node, by the order of touching; those touched later as well. */
    long[] edgesAt(Direction direction, long nodeId) {
        OwnEdges edges = table.ownEdges();
        return edges == null ? new long[0] : edges.at(writes, table, direction, nodeId);
    }

    long sourceId(long edgeId) {
        return table.definition().isEdge() ? view.sourceId(table.definition().id(), edgeId) : 0;
    }

    long targetId(long edgeId) {
        return table.definition().isEdge() ? view.targetId(table.definition().id(), edgeId) : 0;
    }

    /**
     * Refuses to go on after a rollback to before this was made.
     *
     * @throws DatabaseException CURSOR_STATE (24000)
     */
    void requireUnchanged() {
        if (writes.size() < limit || writes.operation(limit - 1) != lastOperation) {
            throw new DatabaseException(
                    ErrorCode.CURSOR_STATE, "the transaction was rolled back to before this cursor was opened");
        }
    }
}
