package io.aletheia.engine.tx;

import io.aletheia.engine.catalog.TableRules;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.EndpointPolicy;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.FoundEndpoints;
import io.aletheia.engine.model.Interval;
import io.aletheia.engine.model.Portion;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.Time;
import io.aletheia.engine.store.Strip;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Puts rows into a write set, checked against the transaction's view: values, keys, endpoints. A write that is refused leaves
 * nothing behind. Not thread-safe.
 */
final class RowWriter {
    private final WriteSet writes;
    private final View view;
    private long clippedEdges;
    private List<Portion> lastOnly = List.of();

    RowWriter(View view) {
        this.writes = view.writes();
        this.view = view;
    }

    /**
     * Inserts or upserts a row and returns its entity id.
     *
     * @param endpoints what was found out about it ahead
     */
    long insert(int tableId, Portion portion, @Nullable Object[] row, boolean overwriting, FoundEndpoints endpoints) {
        return insert(tableId, only(portion), row, overwriting, false, endpoints);
    }

    /** Inserts a row in gaps between what its entity is already; so an edge that finds no nodes there is cut, not refused. */
    long insertBetween(int tableId, List<Portion> gaps, @Nullable Object[] row) {
        return insert(tableId, gaps, row, false, true, FoundEndpoints.NONE);
    }

    private long insert(
            int tableId,
            List<Portion> stated,
            @Nullable Object[] row,
            boolean overwriting,
            boolean between,
            FoundEndpoints endpoints) {
        TableWrites table = writes.writing(tableId);
        TableDefinition definition = table.definition();
        List<Portion> parts = portions(definition, stated);
        boolean generates = definition.hasGeneratedKey() && row.length > 0 && row[0] == null;
        table.rules().check(row, generates ? 1 : 0);
        long known = generates ? 0 : table.entityOfRow(row);
        if (known == 0 && !generates && definition.hasGeneratedKey()) {
            view.tellAbsent(tableId, new Object[] {Objects.requireNonNull(row[0])});
            throw new DatabaseException(
                    ErrorCode.NOT_SETTABLE,
                    "column " + definition.name() + "."
                            + definition.columns().get(0).name() + " is generated; " + row[0] + " was never given out");
        }
        if (known != 0 && !overwriting) {
            for (Portion part : parts) {
                long from = part.resolvedFrom(view.commitTime());
                if (view.overlaps(tableId, known, from, part.to())) {
                    throw duplicate(definition, known, row, from, part.to());
                }
            }
        }
        long sourceId = 0;
        long targetId = 0;
        TableDefinition.Endpoints ends = definition.endpoints();
        if (ends != null) {
            boolean isFound = parts.size() == 1
                    && endpoints instanceof CommittedEndpoints.Found found
                    && found.isOf(view, definition, parts.get(0), row);
            if (isFound) {
                sourceId = ((CommittedEndpoints.Found) endpoints).sourceId();
                targetId = ((CommittedEndpoints.Found) endpoints).targetId();
            } else {
                sourceId = node(definition, ends.sourceTableId(), ends.sourceColumns(), row);
                targetId = node(definition, ends.targetTableId(), ends.targetColumns(), row);
            }
            if (known != 0 && view.isTakenBack(tableId, known) && !definition.hasGeneratedKey()) {
                new Eraser(view).erase(tableId, new long[] {known}, false);
                known = 0;
            } else if (known != 0) {
                requireSameEnds(definition, known, sourceId, targetId);
            }
            if (!isFound) {
                parts = edgeParts(definition, ends, sourceId, targetId, row, parts, between);
            }
        }
        parts = UnchangedRows.without(view, definition, known, row, parts);
        checkValues(table, known, row, parts);
        long entityId = known != 0 ? known : table.allocateEntityId();
        if (generates) {
            row[0] = entityId;
        }
        boolean isNew = known == 0;
        for (Portion part : parts) {
            view.put(table, entityId, part, row, sourceId, targetId, WriteKind.ofInsert(overwriting, isNew));
            isNew = false;
        }
        return entityId;
    }

    /** Replaces the row of an entity. */
    void update(int tableId, long entityId, Portion stated, @Nullable Object[] row) {
        TableWrites table = writes.writing(tableId);
        TableDefinition definition = table.definition();
        List<Portion> parts = portions(definition, only(stated));
        table.rules().check(row, 0);
        if (table.entityOfRow(row) != entityId) {
            throw new DatabaseException(
                    ErrorCode.NOT_SETTABLE,
                    "an update cannot change the primary key of table " + definition.name() + " from "
                            + view.keyText(tableId, entityId) + " to " + Keys.text(Keys.of(definition, row)));
        }
        long sourceId = 0;
        long targetId = 0;
        TableDefinition.Endpoints ends = definition.endpoints();
        if (ends != null) {
            sourceId = node(definition, ends.sourceTableId(), ends.sourceColumns(), row);
            targetId = node(definition, ends.targetTableId(), ends.targetColumns(), row);
            requireSameEnds(definition, entityId, sourceId, targetId);
            parts = edgeParts(definition, ends, sourceId, targetId, row, parts, false);
        }
        parts = UnchangedRows.without(view, definition, entityId, row, parts);
        checkValues(table, entityId, row, parts);
        for (Portion part : parts) {
            view.put(table, entityId, part, row, sourceId, targetId, WriteKind.UPDATE);
        }
    }

    /** Ends an entity within the portion. */
    void delete(int tableId, long entityId, Portion stated) {
        clippedEdges += new Deleter(view).delete(tableId, entityId, stated);
    }

    /** Ends the edges at a node within the portion, whatever their tables' policy, and counts them as cut. */
    void detach(int tableId, long nodeId, Portion stated) {
        clippedEdges += new Deleter(view).detach(tableId, nodeId, stated);
    }

    /** How many edges were cut so far because a node of theirs is not there. */
    long clippedEdges() {
        return clippedEdges;
    }

    /** A list of one portion, which is the same for row after row that has the same. */
    private List<Portion> only(Portion portion) {
        if (lastOnly.isEmpty() || !lastOnly.get(0).equals(portion)) {
            lastOnly = List.of(portion);
        }
        return lastOnly;
    }

    /** Checks UNIQUE and FOREIGN KEY of a row that an entity is to have, 0 for a new one. */
    private void checkValues(TableWrites writes, long entityId, @Nullable Object[] row, List<Portion> parts) {
        if (!writes.hasValueRules()) {
            return;
        }
        TableDefinition table = writes.definition();
        for (Portion part : parts) {
            long from = part.resolvedFrom(view.commitTime());
            ValueRules.require(view, table, entityId, row, from, part.to());
        }
    }

    private DatabaseException duplicate(
            TableDefinition table, long entityId, @Nullable Object[] row, long from, long to) {
        view.tell(table.id(), entityId, from, to);
        String there = "";
        for (Strip strip : view.openVersions(table.id(), entityId)) {
            if (strip.validFrom() < to && from < strip.validTo()) {
                there = new Interval(strip.validFrom(), strip.validTo()).toString();
                break;
            }
        }
        return new DatabaseException(
                ErrorCode.DUPLICATE_KEY,
                "table " + table.name() + " has key " + Keys.text(Keys.of(table, row)) + " within " + there
                        + "; cannot insert it within " + new Interval(from, to));
    }

    /** The node that the row's columns name. */
    private long node(TableDefinition edges, int nodeTableId, List<Integer> columns, @Nullable Object[] row) {
        @Nullable Object[] key = Keys.at(columns, row);
        long nodeId = view.entityId(nodeTableId, key);
        if (nodeId == 0) {
            TableDefinition nodes = TableRules.require(view.writes().catalog(), nodeTableId);
            if (!Keys.hasNull(key)) {
                view.tellAbsent(nodeTableId, key);
            }
            throw missingNode(edges, row, nodes, Keys.text(key));
        }
        return nodeId;
    }

    private void requireSameEnds(TableDefinition edges, long edgeId, long sourceId, long targetId) {
        long sourceBefore = view.sourceId(edges.id(), edgeId);
        long targetBefore = view.targetId(edges.id(), edgeId);
        if (sourceBefore != sourceId || targetBefore != targetId) {
            view.tell(edges.id(), edgeId, Time.BEGINNING, Time.FOREVER);
            throw new DatabaseException(
                    ErrorCode.NOT_SETTABLE,
                    "edge " + view.keyText(edges.id(), edgeId) + " of " + edges.name()
                            + " has always joined the same two nodes; make another edge instead");
        }
    }

    /** The portions that a write to the table is about, without those that are void. */
    private List<Portion> portions(TableDefinition table, List<Portion> stated) {
        if (stated.size() == 1) {
            Portion portion = table.portion(stated.get(0), view.commitTime());
            return portion.resolvedFrom(view.commitTime()) < portion.to() ? only(portion) : List.of();
        }
        List<Portion> portions = new ArrayList<>(stated.size());
        for (Portion each : stated) {
            Portion portion = table.portion(each, view.commitTime());
            if (portion.resolvedFrom(view.commitTime()) < portion.to()) {
                portions.add(portion);
            }
        }
        return portions;
    }

    /**
     * The parts of some portions that an edge is put into as its table's policy says; counts it if that is not all.
     *
     * @param between whether the edge is somewhere beside the portions, so that it may be nowhere in them
     */
    private List<Portion> edgeParts(
            TableDefinition edges,
            TableDefinition.Endpoints ends,
            long sourceId,
            long targetId,
            @Nullable Object[] row,
            List<Portion> portions,
            boolean between) {
        if (edges.endpointPolicy() == EndpointPolicy.IGNORE) {
            requireWas(edges, ends.sourceTableId(), sourceId, row);
            requireWas(edges, ends.targetTableId(), targetId, row);
            return portions;
        }
        boolean clips = edges.endpointPolicy() == EndpointPolicy.CLIP;
        boolean clipped = false;
        List<Portion> parts = new ArrayList<>(2);
        for (Portion portion : portions) {
            long from = portion.resolvedFrom(view.commitTime());
            int missing = EndpointRules.missingEnd(view, ends, sourceId, targetId, from, portion.to());
            if (missing < 0) {
                if (portions.size() == 1) {
                    return portions;
                }
                parts.add(portion);
                continue;
            }
            // What is put and what is refused depends on where the nodes are not.
            view.tell(ends.sourceTableId(), sourceId, from, portion.to());
            view.tell(ends.targetTableId(), targetId, from, portion.to());
            List<Portion> left = clips ? withNodes(ends, sourceId, targetId, portion) : List.of();
            if (left.isEmpty() && !(clips && between)) {
                int nodeTableId = missing == 0 ? ends.sourceTableId() : ends.targetTableId();
                TableDefinition nodes = TableRules.require(view.writes().catalog(), nodeTableId);
                @Nullable Object[] nodeKey = Keys.at(missing == 0 ? ends.sourceColumns() : ends.targetColumns(), row);
                throw EndpointRules.missingEndpoint(
                        edges, edgeText(edges, row), nodes, Keys.text(nodeKey), from, portion.to());
            }
            parts.addAll(left);
            clipped = true;
        }
        clippedEdges += clipped ? 1 : 0;
        return parts;
    }

    /** A node that this transaction put and took back again was never there. */
    private void requireWas(TableDefinition edges, int nodeTableId, long nodeId, @Nullable Object[] row) {
        if (view.isTakenBack(nodeTableId, nodeId)) {
            TableDefinition nodes = TableRules.require(view.writes().catalog(), nodeTableId);
            throw missingNode(edges, row, nodes, view.keyText(nodeTableId, nodeId));
        }
    }

    private static DatabaseException missingNode(
            TableDefinition edges, @Nullable Object[] row, TableDefinition nodes, String nodeKey) {
        return new DatabaseException(
                ErrorCode.MISSING_ENDPOINT,
                "edge " + edgeText(edges, row) + " of " + edges.name() + " needs node " + nodeKey + " of "
                        + nodes.name() + ", which is not there");
    }

    /** The parts of a portion in which both nodes are there. */
    private List<Portion> withNodes(TableDefinition.Endpoints ends, long sourceId, long targetId, Portion portion) {
        long from = portion.resolvedFrom(view.commitTime());
        List<Portion> parts = new ArrayList<>();
        for (Interval part : EndpointRules.common(view, ends, sourceId, targetId, from, portion.to())) {
            parts.add(
                    part.from() == from
                            ? new Portion(portion.from(), part.to(), portion.fromCommit())
                            : Portion.of(part.from(), part.to()));
        }
        return parts;
    }

    /** The edge's own key, or the row if the key is still to be generated. */
    private static String edgeText(TableDefinition edges, @Nullable Object[] row) {
        return row[0] == null && edges.hasGeneratedKey()
                ? Arrays.toString(Arrays.copyOfRange(row, 1, row.length))
                : Keys.text(Keys.of(edges, row));
    }
}
