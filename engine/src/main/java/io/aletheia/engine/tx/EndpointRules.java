package io.aletheia.engine.tx;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.Direction;
import io.aletheia.engine.model.EdgeCursor;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.Interval;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.store.Strip;
import io.aletheia.engine.store.TableStore;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The rule RESTRICT: an edge is only where both its nodes are. Checked in a {@link View}, so the same code serves a statement
 * and a commit. Pure functions.
 */
final class EndpointRules {
    private static final int EDGES_NAMED_MAX = 5;

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
     * Open versions of edges at a node that overlap {@code [from, to)} and that a predicate selects: at most one more than a
     * message names.
     */
    static List<OpenEdge> edgesAt(
            View view, TableDefinition nodes, long nodeId, long from, long to, Predicate<OpenEdge> selected) {
        List<OpenEdge> found = new ArrayList<>();
        for (TableDefinition table : view.catalog().tables()) {
            TableDefinition.Endpoints ends = table.endpoints();
            if (ends == null) {
                continue;
            }
            if (ends.sourceTableId() == nodes.id()) {
                collect(view, table, Direction.OUTGOING, nodeId, from, to, selected, found);
            }
            if (ends.targetTableId() == nodes.id()) {
                collect(view, table, Direction.INCOMING, nodeId, from, to, selected, found);
            }
        }
        return found;
    }

    private static void collect(
            View view,
            TableDefinition table,
            Direction direction,
            long nodeId,
            long from,
            long to,
            Predicate<OpenEdge> selected,
            List<OpenEdge> found) {
        TableStore committed = view.table(table.id());
        TableWrites own = view.writes().writtenTo(table.id());
        if (committed != null) {
            EdgeCursor cursor = committed.edgesAt(direction, nodeId);
            while (cursor.next()) {
                if (own == null || own.last(cursor.edgeId()) == EntityMap.NONE) {
                    addOverlapping(view, table, cursor.edgeId(), from, to, selected, found);
                }
            }
        }
        OwnEdges ownEdges = own == null ? null : own.ownEdges();
        if (own != null && ownEdges != null) {
            for (long edgeId : ownEdges.at(view.writes(), own, direction, nodeId)) {
                addOverlapping(view, table, edgeId, from, to, selected, found);
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
            List<OpenEdge> found) {
        if (found.size() > EDGES_NAMED_MAX || !view.overlaps(table.id(), edgeId, from, to)) {
            return;
        }
        for (Strip strip : view.openVersions(table.id(), edgeId)) {
            var edge = new OpenEdge(table, edgeId, strip.validFrom(), strip.validTo());
            boolean isKnown = found.stream().anyMatch(other -> other.equals(edge));
            if (strip.validFrom() < to && from < strip.validTo() && !isKnown && selected.test(edge)) {
                found.add(edge);
            }
        }
    }
}
