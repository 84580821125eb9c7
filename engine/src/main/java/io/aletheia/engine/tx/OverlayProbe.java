package io.aletheia.engine.tx;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.Direction;
import io.aletheia.engine.model.LongVector;
import io.aletheia.engine.model.Probe;
import io.aletheia.engine.store.Strip;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Versions by entity id, or edges by node, with a transaction's writes on top: for each position the committed rows of
 * untouched entities, then the touched ones. Not thread-safe.
 */
final class OverlayProbe implements Probe {
    private record OwnRow(long entityId, Strip strip) {}

    private final OwnVersions own;
    private final @Nullable Direction direction;
    private final @Nullable Probe committed;
    private final UntouchedRows untouched;
    private final VersionBatch batch;
    private final Queue<OwnRow> waiting = new ArrayDeque<>();
    private long[] ids = new long[0];
    private int count;
    /** The positions that own rows may answer, in ascending order. */
    private int[] ownPositions = new int[16];

    private int ownCount;
    private int nextOwn;
    private int waitingPosition;
    private @Nullable Batch rows;
    private int nextRow;
    private boolean committedDone;

    /**
     * A probe.
     *
     * @param direction which way edges are followed; null if the ids are those of the entities themselves
     * @param committed the committed versions, entity id in the last column; null if there are none
     */
    OverlayProbe(OwnVersions own, @Nullable Direction direction, @Nullable Probe committed, VersionBatch batch) {
        this.own = own;
        this.direction = direction;
        this.committed = committed;
        this.untouched = new UntouchedRows(own);
        this.batch = batch;
    }

    @Override
    public void start(long[] entityIds, int idCount) {
        own.requireUnchanged();
        ids = entityIds;
        count = idCount;
        waiting.clear();
        nextOwn = 0;
        ownCount = 0;
        for (int i = 0; i < count; i++) {
            boolean answers = direction == null
                    ? own.isTouched(ids[i])
                    : ids[i] != 0 && own.edgesAt(direction, ids[i]).length > 0;
            if (answers) {
                if (ownCount == ownPositions.length) {
                    ownPositions = Arrays.copyOf(ownPositions, ownCount * 2);
                }
                ownPositions[ownCount++] = i;
            }
        }
        rows = null;
        committedDone = committed == null;
        if (committed != null) {
            committed.start(ids, count);
        }
    }

    @Override
    public @Nullable Batch next() {
        own.requireUnchanged();
        if (ownCount == 0) {
            return nextCommitted();
        }
        batch.clear();
        while (!batch.isFull()) {
            long committedPosition = committedPosition();
            long ownPosition = ownPosition();
            if (committedPosition == Long.MAX_VALUE && ownPosition == Long.MAX_VALUE) {
                break;
            }
            if (committedPosition <= ownPosition) {
                Batch current = rows;
                if (current != null) {
                    batch.copy(current, current.row(nextRow++));
                }
            } else {
                OwnRow row = waiting.remove();
                long id = row.entityId();
                batch.add(ownPosition, id, row.strip(), own.sourceId(id), own.targetId(id));
            }
        }
        return batch.isEmpty() ? null : batch.batch();
    }

    /** The next batch of committed rows of untouched entities. */
    private @Nullable Batch nextCommitted() {
        while (committed != null && !committedDone) {
            Batch next = committed.next();
            if (next == null) {
                committedDone = true;
            } else {
                Batch kept = untouched.of(next);
                if (kept.size() > 0) {
                    return kept;
                }
            }
        }
        return null;
    }

    /** The position that the next committed row answers; {@link Long#MAX_VALUE} at the end. */
    private long committedPosition() {
        Batch current = rows;
        if (current == null || nextRow == current.size()) {
            current = nextCommitted();
            rows = current;
            nextRow = 0;
        }
        return current == null ? Long.MAX_VALUE : ((LongVector) current.column(0)).values()[current.row(nextRow)];
    }

    /** The position that the next own row answers; {@link Long#MAX_VALUE} at the end. */
    private long ownPosition() {
        while (waiting.isEmpty() && nextOwn < ownCount) {
            waitingPosition = ownPositions[nextOwn++];
            long id = ids[waitingPosition];
            if (direction == null) {
                collect(id);
            } else {
                for (long edgeId : own.edgesAt(direction, id)) {
                    if (own.isTouched(edgeId)) {
                        collect(edgeId);
                    }
                }
            }
        }
        return waiting.isEmpty() ? Long.MAX_VALUE : waitingPosition;
    }

    private void collect(long entityId) {
        for (Strip strip : own.of(entityId)) {
            waiting.add(new OwnRow(entityId, strip));
        }
    }

    @Override
    public void close() {
        if (committed != null) {
            committed.close();
        }
    }
}
