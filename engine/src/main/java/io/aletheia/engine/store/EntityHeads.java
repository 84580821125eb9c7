package io.aletheia.engine.store;

import io.aletheia.engine.index.PagedInts;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a table keeps per entity: the newest row of its chain. One writer, lock-free readers;
 * ids are given out on any thread.
 */
final class EntityHeads {
    /** No row. */
    static final int NONE = -1;

    /** Row number plus one; published after the row is written. */
    private final PagedInts heads = new PagedInts();

    private final AtomicLong allocated = new AtomicLong();

    long allocate() {
        return allocated.incrementAndGet();
    }

    long allocated() {
        return allocated.get();
    }

    /** Says that an id is in use. */
    void raise(long entityId) {
        if (entityId > allocated.get()) {
            allocated.accumulateAndGet(entityId, Math::max);
        }
    }

    /** The newest row; {@link #NONE} if the entity was never anything. */
    int head(long entityId) {
        return heads.get(entityId) - 1;
    }

    /** Writer only, after the row is written. */
    void setHead(long entityId, int row) {
        heads.publish(entityId, row + 1);
    }
}
