package io.aletheia.engine.store;

import io.aletheia.engine.model.ColumnVector;
import org.jspecify.annotations.Nullable;

/**
 * A column of an edge table that holds a part of a node's key. It is not stored with the edge: an edge's nodes never change and
 * neither do their keys, so the value is read where the node is.
 *
 * @param edges the edge table
 * @param nodes the node table
 * @param isSource whether the node is the source
 * @param keyColumn position of the key column in the node table
 */
record EndpointColumn(TableStore edges, TableStore nodes, boolean isSource, int keyColumn) {
    @Nullable
    Object value(long edgeId) {
        long nodeId = nodeId(edgeId);
        if (!nodes.isStored(keyColumn)) {
            return nodeId;
        }
        int row = nodes.entities().head(nodeId);
        return row == EntityHeads.NONE ? null : column(row).object(row & Page.MASK);
    }

    void read(long edgeId, ColumnVector out, int at) {
        long nodeId = nodeId(edgeId);
        if (!nodes.isStored(keyColumn)) {
            ColumnValues.putLong(out, at, nodeId);
            return;
        }
        int row = nodes.entities().head(nodeId);
        if (row == EntityHeads.NONE) {
            out.setObject(at, null);
        } else {
            column(row).readOne(row & Page.MASK, out, at);
        }
    }

    private long nodeId(long edgeId) {
        return isSource ? edges.sourceId(edgeId) : edges.targetId(edgeId);
    }

    private ColumnValues column(int row) {
        return nodes.column(nodes.rows().page(row), keyColumn);
    }
}
