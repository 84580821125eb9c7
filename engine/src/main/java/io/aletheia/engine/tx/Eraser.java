package io.aletheia.engine.tx;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.Erasure;
import io.aletheia.engine.model.Operation;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.Time;
import java.util.ArrayList;
import java.util.List;

/**
 * Erases entities in a write set, checked against the transaction's view. What is refused leaves nothing behind. Not thread-safe.
 */
final class Eraser {
    private final WriteSet writes;
    private final View view;
    private final List<Operation.Erase> done = new ArrayList<>();

    Eraser(View view) {
        this.writes = view.writes();
        this.view = view;
    }

    /** Erases entities of one table; all of them before anything is checked, so that they may depend on each other. */
    void erase(int tableId, long[] entityIds, boolean cascade) {
        int before = writes.size();
        try {
            TableDefinition table = writes.writing(tableId).definition();
            for (long entityId : entityIds) {
                erase(table, entityId);
            }
            if (!table.isEdge()) {
                for (Operation.Erase node : List.copyOf(done)) {
                    eraseEdges(table, node.entityId(), cascade);
                }
            }
            done.forEach(this::checkReferrers);
        } catch (DatabaseException e) {
            writes.rollbackTo(before);
            throw e;
        }
    }

    private void erase(TableDefinition table, long entityId) {
        TableWrites written = writes.writing(table.id());
        boolean isAny =
                written.last(entityId) != EntityMap.NONE || view.lastKnown(table.id(), entityId) != Long.MIN_VALUE;
        if (isAny && !written.isErased(entityId)) {
            var erase = new Operation.Erase(table.id(), entityId, Erasure.hash(table, view.key(table.id(), entityId)));
            writes.erase(written, erase);
            done.add(erase);
        }
    }

    /** An edge of which all is forgotten hinders nobody, but it cannot stay where its node is not. */
    private void eraseEdges(TableDefinition nodes, long nodeId, boolean cascade) {
        List<EndpointRules.OpenEdge> hindering = new ArrayList<>();
        List<EndpointRules.OpenEdge> going = new ArrayList<>();
        EndpointRules.forEachEdgeEver(view, nodes, nodeId, (edges, edgeId) -> {
            long known = view.lastKnown(edges.id(), edgeId);
            var edge = new EndpointRules.OpenEdge(edges, edgeId, Time.BEGINNING, known);
            if (cascade || isNothing(edges.id(), edgeId, known)) {
                going.add(edge);
            } else if (!hindering.contains(edge)) {
                hindering.add(edge);
            }
        });
        if (!hindering.isEmpty()) {
            throw EndpointRules.edgesKnown(view, nodes, view.keyText(nodes.id(), nodeId), hindering);
        }
        going.forEach(edge -> erase(edge.table(), edge.edgeId()));
    }

    private boolean isNothing(int tableId, long edgeId, long known) {
        return known <= view.horizon(tableId) && !view.mayChange(tableId, edgeId);
    }

    private void checkReferrers(Operation.Erase erase) {
        TableDefinition table = writes.writing(erase.tableId()).definition();
        List<ValueRules.Referrer> referrers =
                ValueRules.referrers(view, table, erase.entityId(), Time.BEGINNING, Time.FOREVER);
        if (!referrers.isEmpty()) {
            throw ValueRules.referred(view, table, view.keyText(table.id(), erase.entityId()), referrers.get(0));
        }
    }
}
