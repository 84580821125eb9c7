package io.aletheia.engine.store;

import io.aletheia.engine.model.CatalogVersion;
import io.aletheia.engine.model.Commit;
import org.jspecify.annotations.Nullable;

/**
 * The committed state of a database in memory: its tables with all their versions. {@link #apply} is called by one thread at a
 * time; everything else from any thread without locks.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class GraphStore {
    /** An empty store. */
    public GraphStore() {}

    /** The tables as of the last applied commit. */
    public CatalogVersion catalog() {
        throw new UnsupportedOperationException();
    }

    /**
     * Puts a commit into effect. Commits come in the order of their LSNs, from one thread at a time. The result depends on
     * nothing but the commits so far, so replay makes what the live database made. Snapshots before the commit's system time see
     * nothing of it.
     */
    public void apply(Commit commit) {
        throw new UnsupportedOperationException(commit.toString());
    }

    /**
     * A table by id; null if there was never one. A dropped table stays until {@link #forgetBefore} says that no snapshot is as
     * old as the drop.
     */
    public @Nullable TableStore table(int tableId) {
        throw new UnsupportedOperationException("table " + tableId);
    }

    /** System time of the last applied commit; {@link Long#MIN_VALUE} if there is none. */
    public long lastSystemTime() {
        throw new UnsupportedOperationException();
    }

    /** LSN of the last applied operation; 0 if there is none. */
    public long lastLsn() {
        throw new UnsupportedOperationException();
    }

    /** Id of the last applied transaction; 0 if there is none. */
    public long lastTransactionId() {
        throw new UnsupportedOperationException();
    }

    /** Says that no reader has or will have a snapshot before this time. Called by whoever may call {@link #apply}. */
    public void forgetBefore(long oldestSnapshotTime) {
        throw new UnsupportedOperationException("before " + oldestSnapshotTime);
    }
}
