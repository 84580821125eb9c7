package io.aletheia.engine.recovery;

import io.aletheia.engine.model.EndpointPolicy;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.TableOptions;
import io.aletheia.engine.store.GraphStore;
import io.aletheia.engine.store.TableStore;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tables that stand for the labels of version 1: one for each label of nodes, and one for each label of edges together with the
 * labels of the nodes that they join. The first table of a label has its name; further ones of an edge label are named {@code
 * <label>_<source label>_<target label>}. Not thread-safe.
 */
final class Version1Tables {
    /**
     * A node or an edge as it is in the store.
     *
     * @param table where it is
     * @param entityId positive
     */
    record Place(Version1Table table, long entityId) {}

    private static final String UNNAMED = "unnamed";

    private final GraphStore store;
    private final List<Version1Table> nodes = new ArrayList<>();
    private final List<Version1Table> edges = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    Version1Tables(GraphStore store) {
        this.store = store;
    }

    /** Version 1 let edges be without their nodes. */
    static TableOptions options(TableDefinition.@Nullable Endpoints endpoints) {
        return endpoints == null
                ? TableOptions.DEFAULTS
                : TableOptions.DEFAULTS.withEndpointPolicy(EndpointPolicy.IGNORE);
    }

    /** The name, or one like it that is not among those used, without regard to case; it is used from here on. */
    static String unused(String name, Set<String> used) {
        String unused = name;
        for (int i = 2; !used.add(unused.toLowerCase(Locale.ROOT)); i++) {
            unused = name + "_" + i;
        }
        return unused;
    }

    /** The table of nodes with a label. */
    Version1Table nodeTable(String label) {
        for (Version1Table table : nodes) {
            if (table.label().equals(label)) {
                return table;
            }
        }
        var table = new Version1Table(nextId(), unused(nameOf(label), names), label, null, null);
        nodes.add(table);
        return table;
    }

    /** The table of edges with a label from nodes of one table to nodes of another. */
    Version1Table edgeTable(String label, Version1Table source, Version1Table target) {
        boolean first = true;
        for (Version1Table table : edges) {
            if (table.label().equals(label)) {
                if (table.joins(source, target)) {
                    return table;
                }
                first = false;
            }
        }
        String name = nameOf(first ? label : label + "_" + source.label() + "_" + target.label());
        var table = new Version1Table(nextId(), unused(name, names), label, source, target);
        edges.add(table);
        return table;
    }

    private int nextId() {
        return nodes.size() + edges.size() + 1;
    }

    /** The name that a table or column has for a label or property: SQL takes none without a letter, and keeps some to itself. */
    static String nameOf(String label) {
        if (label.isEmpty()) {
            return UNNAMED;
        }
        return label.startsWith("_") || label.startsWith("$") ? "p" + label : label;
    }

    /** Where a node is that was made before; null if there is none. */
    @Nullable
    Place node(long nodeId) {
        return find(nodes, nodeId);
    }

    /** Where an edge is that was made before; null if there is none. */
    @Nullable
    Place edge(long edgeId) {
        return find(edges, edgeId);
    }

    /** The next entity id of a table. */
    long newEntityId(Version1Table table) {
        TableStore stored = store.table(table.id());
        return stored == null ? 1 : stored.entityIdMax() + 1;
    }

    /** The entity id of the node that an edge leaves. */
    long sourceId(Place edge) {
        return stored(edge).sourceId(edge.entityId());
    }

    /** The entity id of the node that an edge reaches. */
    long targetId(Place edge) {
        return stored(edge).targetId(edge.entityId());
    }

    private TableStore stored(Place place) {
        TableStore stored = store.table(place.table().id());
        if (stored == null) {
            throw new IllegalStateException("table " + place.table().id() + " is not in the store");
        }
        return stored;
    }

    /** The key indexes of the store know where each id is, so no list of all ids is kept beside them. */
    private @Nullable Place find(List<Version1Table> tables, long id) {
        for (Version1Table table : tables) {
            TableStore stored = store.table(table.id());
            long entityId = stored == null ? 0 : stored.entityId(new Object[] {id});
            if (entityId > 0) {
                return new Place(table, entityId);
            }
        }
        return null;
    }
}
