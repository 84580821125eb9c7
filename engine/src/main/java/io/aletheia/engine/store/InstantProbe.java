package io.aletheia.engine.store;

import io.aletheia.engine.index.Adjacency;
import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.Direction;
import io.aletheia.engine.model.LongVector;
import io.aletheia.engine.model.Probe;
import io.aletheia.engine.model.ValueType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * As {@link EntityProbe}, for a filter by an instant on both axes, where an entity has one version at most. Not thread-safe.
 *
 * <p>It goes step by step for many entities at once, instead of entity by entity: first who is asked for, then where their newest
 * rows are, then which rows qualify, then column by column. Each step's reads are independent of each other, so that the
 * processor waits for many of them at the same time.
 */
final class InstantProbe implements Probe {
    private static final int ENTITIES_AT_FIRST = 64;

    private final VersionFilter filter;
    private final Projection projection;
    private final EntityHeads entities;
    private final Adjacency.@Nullable Cursor edges;
    private final boolean outgoing;
    private final LongVector positions = new LongVector(ValueType.BIGINT, ENTITIES_AT_FIRST);
    private final ColumnVector[] vectors;
    private final Batch batch;
    private final EntityRows rows = new EntityRows(ENTITIES_AT_FIRST);
    private int capacity = ENTITIES_AT_FIRST;
    private long[] ids = new long[0];
    private int count;
    private int position;

    // Only the leading position is without a vector, and it is filled here.
    @SuppressWarnings("NullAway")
    private InstantProbe(
            TableStore table,
            VersionFilter filter,
            Projection projection,
            Adjacency.@Nullable Cursor edges,
            boolean outgoing) {
        this.filter = filter;
        this.projection = projection;
        this.entities = table.entities();
        this.edges = edges;
        this.outgoing = outgoing;
        ColumnVector[] all = projection.vectors(1, ENTITIES_AT_FIRST);
        all[0] = positions;
        this.vectors = all;
        this.batch = new Batch(all);
    }

    /** Answers with the versions of the entities. */
    static InstantProbe ofEntities(TableStore table, VersionFilter filter, Projection projection) {
        return new InstantProbe(table, filter, projection, null, false);
    }

    /** Answers with the versions of the edges at the nodes. */
    static InstantProbe ofEdges(TableStore table, VersionFilter filter, Projection projection, Direction direction) {
        Adjacency.Cursor cursor = table.adjacency(direction).cursor();
        return new InstantProbe(table, filter, projection, cursor, direction == Direction.OUTGOING);
    }

    @Override
    public void start(long[] entityIds, int idCount) {
        ids = entityIds;
        count = idCount;
        position = -1;
        if (edges != null) {
            edges.moveTo(0);
        }
    }

    @Override
    public @Nullable Batch next() {
        int found = 0;
        while (found == 0) {
            int asked = edges == null ? collectEntities() : collectEdges(edges);
            if (asked == 0) {
                return null;
            }
            found = find(asked);
            if (asked == capacity && capacity < Batch.ROWS) {
                grow();
            }
        }
        for (ColumnVector vector : vectors) {
            vector.clear();
            vector.ensureCapacity(found);
        }
        System.arraycopy(rows.positions, 0, positions.values(), 0, found);
        projection.readRows(rows, found, filter, vectors, 1);
        batch.setSize(found);
        return batch;
    }

    @Override
    public void close() {
        start(new long[0], 0);
    }

    private int collectEntities() {
        int asked = Math.min(capacity, count - 1 - position);
        for (int i = 0; i < asked; i++) {
            rows.entities[i] = ids[++position];
            rows.positions[i] = position;
        }
        return asked;
    }

    private int collectEdges(Adjacency.Cursor cursor) {
        long[] here = outgoing ? rows.sources : rows.targets;
        long[] there = outgoing ? rows.targets : rows.sources;
        int asked = 0;
        while (asked < capacity) {
            if (cursor.next()) {
                rows.entities[asked] = cursor.edgeId();
                rows.positions[asked] = position;
                here[asked] = ids[position];
                there[asked] = cursor.neighbourId();
                asked++;
            } else if (position + 1 < count) {
                cursor.moveTo(ids[++position]);
            } else {
                break;
            }
        }
        return asked;
    }

    /** Keeps those of whom a version qualifies. */
    private int find(int asked) {
        int[] numbers = rows.numbers;
        for (int i = 0; i < asked; i++) {
            numbers[i] = entities.head(rows.entities[i]);
        }
        int found = 0;
        for (int i = 0; i < asked; i++) {
            int number = filter.findInstant(numbers[i]);
            if (number != EntityHeads.NONE) {
                rows.move(i, found);
                numbers[found++] = number;
            }
        }
        return found;
    }

    private void grow() {
        capacity = Math.min(Batch.ROWS, capacity * 4);
        rows.grow(capacity);
    }

    /** Rows with what is known of their entities, in arrays side by side. Nodes are 0 where they are not known. */
    static final class EntityRows {
        int[] numbers;
        long[] entities;
        long[] sources;
        long[] targets;
        long[] positions;

        EntityRows(int capacity) {
            numbers = new int[capacity];
            entities = new long[capacity];
            sources = new long[capacity];
            targets = new long[capacity];
            positions = new long[capacity];
        }

        private void move(int from, int to) {
            entities[to] = entities[from];
            sources[to] = sources[from];
            targets[to] = targets[from];
            positions[to] = positions[from];
        }

        private void grow(int capacity) {
            numbers = Arrays.copyOf(numbers, capacity);
            entities = Arrays.copyOf(entities, capacity);
            sources = Arrays.copyOf(sources, capacity);
            targets = Arrays.copyOf(targets, capacity);
            positions = Arrays.copyOf(positions, capacity);
        }
    }
}
