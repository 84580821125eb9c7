package io.aletheia.engine.store;

import io.aletheia.engine.index.Adjacency;
import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.Direction;
import io.aletheia.engine.model.LongVector;
import io.aletheia.engine.model.Probe;
import io.aletheia.engine.model.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * Answers for many ids at once: with the versions of the entities themselves or, given an adjacency, with those of the edges at
 * the nodes. Not thread-safe.
 */
final class EntityProbe implements Probe {
    private static final int CAPACITY_AT_FIRST = 64;

    private final VersionChain chain;
    private final Adjacency.@Nullable Cursor edges;
    private final boolean outgoing;
    private final LongVector positions;
    private final ColumnVector[] vectors;
    private final Batch batch;
    private long[] ids = new long[0];
    private int count;
    private int position;

    // Only the leading position is without a vector, and it is filled here.
    @SuppressWarnings("NullAway")
    private EntityProbe(VersionChain chain, Projection projection, Adjacency.@Nullable Cursor edges, boolean outgoing) {
        this.chain = chain;
        this.edges = edges;
        this.outgoing = outgoing;
        this.positions = new LongVector(ValueType.BIGINT, CAPACITY_AT_FIRST);
        ColumnVector[] all = projection.vectors(1, CAPACITY_AT_FIRST);
        all[0] = positions;
        this.vectors = all;
        this.batch = new Batch(all);
    }

    /** Answers with the versions of the entities. */
    static EntityProbe ofEntities(VersionChain chain, Projection projection) {
        return new EntityProbe(chain, projection, null, false);
    }

    /** Answers with the versions of the edges at the nodes. */
    static EntityProbe ofEdges(VersionChain chain, Projection projection, Adjacency adjacency, Direction direction) {
        return new EntityProbe(chain, projection, adjacency.cursor(), direction == Direction.OUTGOING);
    }

    @Override
    public void start(long[] entityIds, int idCount) {
        ids = entityIds;
        count = idCount;
        position = -1;
        chain.begin(0);
        if (edges != null) {
            edges.moveTo(0);
        }
    }

    @Override
    public @Nullable Batch next() {
        for (ColumnVector vector : vectors) {
            vector.clear();
        }
        int size = 0;
        while (size + 2 <= Batch.ROWS && (!chain.isAtEnd() || moveOn())) {
            int first = size;
            size = chain.copy(vectors, 1, first);
            for (int at = first; at < size; at++) {
                positions.set(at, position);
            }
        }
        if (size == 0) {
            return null;
        }
        batch.setSize(size);
        return batch;
    }

    @Override
    public void close() {
        start(new long[0], 0);
    }

    /** Goes to the next entity, or to the next edge of this or a later node; false at the end. */
    private boolean moveOn() {
        Adjacency.Cursor cursor = edges;
        if (cursor == null) {
            if (position + 1 >= count) {
                return false;
            }
            chain.begin(ids[++position]);
            return true;
        }
        while (!cursor.next()) {
            if (position + 1 >= count) {
                return false;
            }
            cursor.moveTo(ids[++position]);
        }
        long node = ids[position];
        long neighbour = cursor.neighbourId();
        chain.beginEdge(cursor.edgeId(), outgoing ? node : neighbour, outgoing ? neighbour : node);
        return true;
    }
}
