package io.aletheia.engine.tx;

import io.aletheia.engine.model.Direction;
import io.aletheia.engine.model.Operation;
import io.aletheia.engine.store.TableStore;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The edges that a transaction touched, by the nodes that they join. Brought up to date when it is asked, so writing edges
 * costs nothing here. Not thread-safe.
 */
final class OwnEdges {
    /** Edge ids in the order of touching; the first {@code size} count. */
    private static final class Edges {
        private long[] ids = new long[2];
        private int size;

        void add(long id) {
            if (size == ids.length) {
                ids = Arrays.copyOf(ids, size * 2);
            }
            ids[size++] = id;
        }

        long[] toArray() {
            return Arrays.copyOf(ids, size);
        }
    }

    private static final long[] NONE = new long[0];

    private final Map<Long, Edges> outgoing = new HashMap<>();
    private final Map<Long, Edges> incoming = new HashMap<>();
    private int known;

    /** Forgets what is known; it is found out anew. */
    void clear() {
        if (known > 0) {
            outgoing.clear();
            incoming.clear();
            known = 0;
        }
    }

    /** The ids of all touched edges at a node, in the order of touching. */
    long[] at(WriteSet writes, TableWrites table, Direction direction, long nodeId) {
        for (; known < table.entities(); known++) {
            Operation operation = writes.operation(table.first(known));
            if (operation instanceof Operation.Put put) {
                add(put.entityId(), put.sourceId(), put.targetId());
            } else if (operation instanceof Operation.Delete delete) {
                addCommitted(table, delete.entityId());
            } else if (operation instanceof Operation.Erase erase) {
                addCommitted(table, erase.entityId());
            }
        }
        Edges edges = (direction == Direction.OUTGOING ? outgoing : incoming).get(nodeId);
        return edges == null ? NONE : edges.toArray();
    }

    private void addCommitted(TableWrites table, long edgeId) {
        TableStore base = table.base();
        if (base != null) {
            add(edgeId, base.sourceId(edgeId), base.targetId(edgeId));
        }
    }

    private void add(long edgeId, long sourceId, long targetId) {
        outgoing.computeIfAbsent(sourceId, id -> new Edges()).add(edgeId);
        incoming.computeIfAbsent(targetId, id -> new Edges()).add(edgeId);
    }
}
