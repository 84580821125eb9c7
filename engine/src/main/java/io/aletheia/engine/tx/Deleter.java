package io.aletheia.engine.tx;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.EndpointPolicy;
import io.aletheia.engine.model.Portion;
import io.aletheia.engine.model.ReferentialAction;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.store.Strip;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Ends an entity in a write set, with what that means for those who need it: edges are cut or hinder it, and referring rows end,
 * get other values or hinder it, as their foreign keys say, within the same period. What is refused leaves nothing behind. For one
 * entity; not thread-safe.
 *
 * <p>There are three steps, so that it does not matter in which order tables and constraints are met. First everything ends that ends
 * together, from one to the next; cycles come to an end because what has ended is not met again. Then the referring rows that stay get
 * other values. Then it is checked that nobody needs anything that has ended, and the rules about values of the rows that have changed.
 */
final class Deleter {
    private final WriteSet writes;
    private final View view;
    private final List<Ended> ended = new ArrayList<>();
    private final Set<Changed> changed = new LinkedHashSet<>();
    private long clippedEdges;

    /** What was ended, to be looked at in the order of ending. */
    private record Ended(TableDefinition table, long entityId, Portion portion) {}

    private record Changed(TableDefinition table, long entityId) {}

    Deleter(View view) {
        this.writes = view.writes();
        this.view = view;
    }

    /** Ends the entity and returns how many edges were cut for that. */
    long delete(int tableId, long entityId, Portion stated) {
        TableDefinition table = writes.writing(tableId).definition();
        Portion portion = table.portion(stated, view.commitTime());
        return complete(() -> end(table, entityId, portion));
    }

    /** Ends the edges at a node, whatever their tables' policy, and returns how many they were. */
    long detach(int tableId, long nodeId, Portion stated) {
        TableDefinition nodes = writes.writing(tableId).definition();
        Portion portion = nodes.portion(stated, view.commitTime());
        if (portion.resolvedFrom(view.commitTime()) < portion.to()) {
            for (TableDefinition table : view.catalog().tables()) {
                TableDefinition.Endpoints ends = table.endpoints();
                if (ends != null && (ends.sourceTableId() == tableId || ends.targetTableId() == tableId)) {
                    view.tellTable(table.id());
                }
            }
        }
        return complete(() -> endEdges(nodes, nodeId, portion, edges -> true));
    }

    private long complete(Runnable first) {
        int before = writes.size();
        try {
            first.run();
            // The list grows while it is worked through.
            for (int i = 0; i < ended.size(); i++) {
                endWith(ended.get(i));
            }
            ended.forEach(this::replaceReferences);
            ended.forEach(this::requireNotNeeded);
            changed.forEach(this::checkValues);
            return clippedEdges;
        } catch (DatabaseException e) {
            writes.rollbackTo(before);
            throw e;
        }
    }

    /** Whether there was something to end. */
    private boolean end(TableDefinition table, long entityId, Portion portion) {
        long from = portion.resolvedFrom(view.commitTime());
        if (from >= portion.to()) {
            return false;
        }
        if (!view.overlaps(table.id(), entityId, from, portion.to())) {
            view.tell(table.id(), entityId, from, portion.to());
            return false;
        }
        view.end(writes.writing(table.id()), entityId, portion);
        ended.add(new Ended(table, entityId, portion));
        return true;
    }

    /** Ends what ends with an entity. */
    private void endWith(Ended each) {
        if (!each.table.isEdge()) {
            endEdges(each.table, each.entityId, each.portion, edges -> edges.endpointPolicy() == EndpointPolicy.CLIP);
        }
        for (ValueRules.ReferringKey key : ValueRules.referringKeys(view, each.table)) {
            if (key.foreign().onDelete() == ReferentialAction.CASCADE) {
                referrers(each, key)
                        .forEach(referrer -> end(referrer.table(), referrer.entityId(), part(each, referrer)));
            }
        }
    }

    private void endEdges(TableDefinition nodes, long nodeId, Portion portion, Predicate<TableDefinition> tables) {
        long from = portion.resolvedFrom(view.commitTime());
        if (from >= portion.to()) {
            return;
        }
        // One operation ends all versions of an edge, and an edge from a node to itself is found at both its ends.
        for (EndpointRules.OpenEdge edge : EndpointRules.edgesAt(
                view, nodes, nodeId, from, portion.to(), tables, edge -> true, Integer.MAX_VALUE)) {
            clippedEdges += end(edge.table(), edge.edgeId(), portion) ? 1 : 0;
        }
    }

    private List<ValueRules.Referrer> referrers(Ended each, ValueRules.ReferringKey key) {
        long from = each.portion.resolvedFrom(view.commitTime());
        return ValueRules.referrers(view, key, each.entityId, from, each.portion.to());
    }

    /** The part of an ended portion within which a version refers to what has ended. */
    private static Portion part(Ended each, ValueRules.Referrer referrer) {
        Strip strip = referrer.strip();
        return new Portion(
                Math.max(strip.validFrom(), each.portion.from()),
                Math.min(strip.validTo(), each.portion.to()),
                each.portion.fromCommit());
    }

    /** Gives other values to the rows that refer to an entity and stay. */
    private void replaceReferences(Ended each) {
        for (ValueRules.ReferringKey key : ValueRules.referringKeys(view, each.table)) {
            if (key.foreign().onDelete().changesRows()) {
                // One constraint after the other: a row may refer to the entity by several.
                referrers(each, key).forEach(referrer -> replace(each, referrer));
            }
        }
    }

    private void replace(Ended each, ValueRules.Referrer referrer) {
        TableDefinition table = referrer.table();
        TableWrites written = writes.writing(table.id());
        @Nullable Object[] row = table.widened(referrer.strip().row()).clone();
        boolean toDefault = referrer.foreign().onDelete() == ReferentialAction.SET_DEFAULT;
        for (int column : referrer.foreign().columns()) {
            row[column] = toDefault ? written.defaultValue(column) : null;
        }
        written.rules().check(row, 0);
        long entityId = referrer.entityId();
        boolean isEdge = table.isEdge();
        long sourceId = isEdge ? view.sourceId(table.id(), entityId) : 0;
        long targetId = isEdge ? view.targetId(table.id(), entityId) : 0;
        for (Portion part : UnchangedRows.without(view, table, entityId, row, List.of(part(each, referrer)))) {
            view.put(written, entityId, part, row, sourceId, targetId, WriteKind.UPDATE);
        }
        changed.add(new Changed(table, entityId));
    }

    private void requireNotNeeded(Ended each) {
        TableDefinition table = each.table;
        long from = each.portion.resolvedFrom(view.commitTime());
        List<ValueRules.Referrer> referrers = ValueRules.referrers(view, table, each.entityId, from, each.portion.to());
        if (!referrers.isEmpty()) {
            throw ValueRules.referred(view, table, view.keyText(table.id(), each.entityId), referrers.get(0));
        }
        if (table.isEdge()) {
            return;
        }
        List<EndpointRules.OpenEdge> edges = EndpointRules.edgesAt(
                view,
                table,
                each.entityId,
                from,
                each.portion.to(),
                edgeTable -> edgeTable.endpointPolicy() == EndpointPolicy.RESTRICT,
                edge -> true,
                EndpointRules.EDGES_FOR_MESSAGE);
        if (view.isTakenBack(table.id(), each.entityId)) {
            EndpointRules.requireNoEdgeEver(view, table, each.entityId);
        }
        if (!edges.isEmpty()) {
            throw EndpointRules.edgesRemain(view, table, view.keyText(table.id(), each.entityId), edges);
        }
    }

    /** UNIQUE and FOREIGN KEY of what became of a row. */
    private void checkValues(Changed each) {
        TableDefinition table = each.table;
        for (Strip strip : view.openVersions(table.id(), each.entityId)) {
            if (strip.systemFrom() == view.commitTime()) {
                ValueRules.require(
                        view, table, each.entityId, table.widened(strip.row()), strip.validFrom(), strip.validTo());
            }
        }
    }
}
