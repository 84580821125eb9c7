package io.aletheia.engine.tx;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.store.Strip;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * A table's versions with a transaction's writes on top: the committed versions of untouched entities, then the touched ones.
 * Not thread-safe.
 */
final class OverlayScan implements BatchSource {
    private final OwnVersions own;
    private final @Nullable BatchSource committed;
    private final @Nullable UntouchedRows untouched;
    private final VersionBatch batch;
    private final Queue<Strip> waiting = new ArrayDeque<>();
    private boolean committedDone;
    private int nextEntity;
    private long entityId;

    /**
     * A scan.
     *
     * @param committed the committed versions; null if there are none
     * @param untouched what drops the touched ones among them, whose last column is the entity id; null if there is no need
     */
    OverlayScan(
            OwnVersions own, @Nullable BatchSource committed, @Nullable UntouchedRows untouched, VersionBatch batch) {
        this.own = own;
        this.committed = committed;
        this.untouched = untouched;
        this.batch = batch;
        this.committedDone = committed == null;
    }

    @Override
    public @Nullable Batch next() {
        own.requireUnchanged();
        while (committed != null && !committedDone) {
            Batch rows = committed.next();
            if (rows == null) {
                committedDone = true;
            } else if (untouched == null) {
                return rows;
            } else {
                Batch kept = untouched.of(rows);
                if (kept.size() > 0) {
                    return kept;
                }
            }
        }
        batch.clear();
        while (!batch.isFull()) {
            Strip strip = waiting.poll();
            if (strip != null) {
                batch.add(0, entityId, strip, own.sourceId(entityId), own.targetId(entityId));
            } else if (nextEntity < own.entities()) {
                entityId = own.entityAt(nextEntity++);
                waiting.addAll(own.of(entityId));
            } else {
                break;
            }
        }
        return batch.isEmpty() ? null : batch.batch();
    }

    @Override
    public void close() {
        if (committed != null) {
            committed.close();
        }
    }
}
