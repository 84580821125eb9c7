package io.aletheia.engine.tx;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.Direction;
import io.aletheia.engine.model.EdgeCursor;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.Interval;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.Time;
import io.aletheia.engine.store.Strip;
import io.aletheia.engine.store.TableStore;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.Predicate;

/**
 * Where edges may be: only where both their nodes are, unless their table ignores that. Asked of a {@link View}, so the same code
 * serves a statement and a commit. Pure functions.
 */
final class EndpointRules {
    /** How many edges a message names. */
    private static final int EDGES_NAMED_MAX = 5;

    /** How many edges must be found for a message: one more tells that there are more. */
    static final int EDGES_FOR_MESSAGE = EDGES_NAMED_MAX + 1;

    /** An open version of an edge. */
    record OpenEdge(TableDefinition table, long edgeId, long from, long to) {}

    private EndpointRules() {}

    /**
     * The end of an edge that is not there throughout {@code [from, to)}.
     *
     * @return 0 if the source is missing, 1 if the target is, -1 if both are there
     */
    static int missingEnd(View view, TableDefinition.Endpoints ends, long sourceId, long targetId, long from, long to) {
        if (!view.covers(ends.sourceTableId(), sourceId, from, to)) {
            return 0;
        }
        return view.covers(ends.targetTableId(), targetId, from, to) ? -1 : 1;
    }

    /** The parts of {@code [from, to)} in which both nodes are there, in order. */
    static List<Interval> common(
            View view, TableDefinition.Endpoints ends, long sourceId, long targetId, long from, long to) {
        List<Interval> parts = new ArrayList<>();
        List<Interval> targets = view.covered(ends.targetTableId(), targetId, from, to);
        for (Interval source : view.covered(ends.sourceTableId(), sourceId, from, to)) {
            for (Interval target : targets) {
                long partFrom = Math.max(source.from(), target.from());
                long partTo = Math.min(source.to(), target.to());
                if (partFrom < partTo) {
                    parts.add(new Interval(partFrom, partTo));
                }
            }
        }
        return parts;
    }

    /** MISSING_ENDPOINT (23503) for an edge whose node is not there throughout the portion. */
    static DatabaseException missingEndpoint(
            TableDefinition edges, String edgeKey, TableDefinition nodes, String nodeKey, long from, long to) {
        return new DatabaseException(
                ErrorCode.MISSING_ENDPOINT,
                "edge " + edgeKey + " of " + edges.name() + " needs node " + nodeKey + " of " + nodes.name()
                        + ", which is not there throughout " + new Interval(from, to));
    }

    /** MISSING_ENDPOINT (23503) for a node that cannot go because of edges. */
    static DatabaseException edgesRemain(View view, TableDefinition nodes, String nodeKey, List<OpenEdge> edges) {
        edges.forEach(edge -> view.tell(edge.table().id(), edge.edgeId(), edge.from(), edge.to()));
        StringBuilder text = new StringBuilder();
        text.append("node ").append(nodeKey).append(" of ").append(nodes.name()).append(" has ");
        text.append(edges.size() > EDGES_NAMED_MAX ? "more than " + EDGES_NAMED_MAX : edges.size());
        text.append(edges.size() == 1 ? " edge" : " edges").append(" within the portion: ");
        for (int i = 0; i < Math.min(edges.size(), EDGES_NAMED_MAX); i++) {
            OpenEdge edge = edges.get(i);
            text.append(i == 0 ? "" : ", ");
            text.append(edge.table().name())
                    .append(' ')
                    .append(view.keyText(edge.table().id(), edge.edgeId()));
            text.append(' ').append(new Interval(edge.from(), edge.to()));
        }
        return new DatabaseException(ErrorCode.MISSING_ENDPOINT, text.toString());
    }

    /**
     * Open versions of edges at a node that overlap {@code [from, to)}.
     *
     * @param tables which edge tables count
     * @param selected which versions count
     * @param max when to stop
     */
    static List<OpenEdge> edgesAt(
            View view,
            TableDefinition nodes,
            long nodeId,
            long from,
            long to,
            Predicate<TableDefinition> tables,
            Predicate<OpenEdge> selected,
            int max) {
        List<OpenEdge> found = new ArrayList<>();
        for (TableDefinition table : view.catalog().tables()) {
            TableDefinition.Endpoints ends = table.endpoints();
            if (ends == null || !tables.test(table)) {
                continue;
            }
            boolean leave = ends.sourceTableId() == nodes.id();
            LongConsumer collect = edgeId -> addOverlapping(view, table, edgeId, from, to, selected, max, found);
            if (leave) {
                forEachEdge(view, table, Direction.OUTGOING, nodeId, collect);
            }
            if (ends.targetTableId() == nodes.id()) {
                forEachEdge(view, table, Direction.INCOMING, nodeId, edgeId -> {
                    // An edge from a node to itself was met as one that leaves it.
                    if (!leave || view.sourceId(table.id(), edgeId) != nodeId) {
                        collect.accept(edgeId);
                    }
                });
            }
        }
        return found;
    }

    /** Calls an action with each edge there ever was at a node, by table; those that were erased are left out. */
    static void forEachEdgeEver(View view, TableDefinition nodes, long nodeId, EdgeAction action) {
        for (TableDefinition table : view.catalog().tables()) {
            TableDefinition.Endpoints ends = table.endpoints();
            if (ends == null) {
                continue;
            }
            LongConsumer collect = edgeId -> action.accept(table, edgeId);
            if (ends.sourceTableId() == nodes.id()) {
                forEachEdge(view, table, Direction.OUTGOING, nodeId, collect);
            }
            if (ends.targetTableId() == nodes.id()) {
                forEachEdge(view, table, Direction.INCOMING, nodeId, collect);
            }
        }
    }

    /** What is done with an edge; one from a node to itself is met twice. */
    interface EdgeAction {
        void accept(TableDefinition table, long edgeId);
    }

    /**
     * Refuses to leave an edge at a node that, of all that its transaction wrote, never was: even one that may be where its node is
     * not has a node that was there once.
     *
     * @throws DatabaseException MISSING_ENDPOINT (23503)
     */
    static void requireNoEdgeEver(View view, TableDefinition nodes, long nodeId) {
        forEachEdgeEver(view, nodes, nodeId, (edges, edgeId) -> {
            if (view.lastKnown(edges.id(), edgeId) != Long.MIN_VALUE) {
                throw new DatabaseException(
                        ErrorCode.MISSING_ENDPOINT,
                        "edge " + view.keyText(edges.id(), edgeId) + " of " + edges.name() + " needs node "
                                + view.keyText(nodes.id(), nodeId) + " of " + nodes.name()
                                + ", which was never there once this transaction has taken it back; delete the edge first");
            }
        });
    }

    /** MISSING_ENDPOINT (23503) for a node that cannot be erased because of edges. */
    static DatabaseException edgesKnown(View view, TableDefinition nodes, String nodeKey, List<OpenEdge> edges) {
        edges.forEach(edge -> view.tell(edge.table().id(), edge.edgeId(), Time.BEGINNING, Time.FOREVER));
        StringBuilder text = new StringBuilder();
        text.append("node ").append(nodeKey).append(" of ").append(nodes.name()).append(" has or had ");
        text.append(edges.size() > EDGES_NAMED_MAX ? "more than " + EDGES_NAMED_MAX : edges.size());
        text.append(edges.size() == 1 ? " edge: " : " edges: ");
        for (int i = 0; i < Math.min(edges.size(), EDGES_NAMED_MAX); i++) {
            OpenEdge edge = edges.get(i);
            text.append(i == 0 ? "" : ", ").append(edge.table().name()).append(' ');
            text.append(view.keyText(edge.table().id(), edge.edgeId()));
        }
        text.append("; erase them first, or say CASCADE");
        return new DatabaseException(ErrorCode.MISSING_ENDPOINT, text.toString());
    }

    private static void forEachEdge(
            View view, TableDefinition table, Direction direction, long nodeId, LongConsumer action) {
        TableStore committed = view.table(table.id());
        TableWrites own = view.writes().writtenTo(table.id());
        if (committed != null) {
            EdgeCursor cursor = committed.edgesAt(direction, nodeId);
            while (cursor.next()) {
                if (own == null || own.last(cursor.edgeId()) == EntityMap.NONE) {
                    action.accept(cursor.edgeId());
                }
            }
        }
        OwnEdges ownEdges = own == null ? null : own.ownEdges();
        if (own != null && ownEdges != null) {
            for (long edgeId : ownEdges.at(view.writes(), own, direction, nodeId)) {
                action.accept(edgeId);
            }
        }
    }

    private static void addOverlapping(
            View view,
            TableDefinition table,
            long edgeId,
            long from,
            long to,
            Predicate<OpenEdge> selected,
            int max,
            List<OpenEdge> found) {
        if (found.size() >= max || !view.overlaps(table.id(), edgeId, from, to)) {
            return;
        }
        for (Strip strip : view.openVersions(table.id(), edgeId)) {
            var edge = new OpenEdge(table, edgeId, strip.validFrom(), strip.validTo());
            if (strip.validFrom() < to && from < strip.validTo() && selected.test(edge)) {
                found.add(edge);
            }
        }
    }
}
