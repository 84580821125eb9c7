package io.aletheia.engine.store;

import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.Direction;
import io.aletheia.engine.model.EdgeCursor;
import io.aletheia.engine.model.Probe;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.TemporalFilter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All versions of one node or edge table, with its key index and adjacency. Readers are lock-free on any thread; one thread at
 * a time applies commits through {@link GraphStore}.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class TableStore {
    private final TableDefinition definition;

    TableStore(TableDefinition definition) {
        this.definition = definition;
    }

    /** The table's definition. */
    public TableDefinition definition() {
        return definition;
    }

    /** A new entity id: dense from 1, never given twice. Thread-safe. */
    public long allocateEntityId() {
        throw new UnsupportedOperationException();
    }

    /**
     * The entity id that a primary key has; 0 if the key was never used. Lock-free; entities of commits that are not yet visible
     * are found as well.
     */
    public long entityId(@Nullable Object[] key) {
        throw new UnsupportedOperationException();
    }

    /** How many rows the table holds, a measure for planning. */
    public long estimatedRows() {
        throw new UnsupportedOperationException();
    }

    /**
     * The versions that a snapshot shows and the filter lets through, in the order of their writing.
     *
     * @param projection column positions and {@link io.aletheia.engine.model.PseudoColumn} numbers
     * @param hidden entities to leave out, because the caller supplies their versions himself
     */
    public BatchSource scan(long snapshotTime, TemporalFilter filter, int[] projection, @Nullable EntitySet hidden) {
        throw new UnsupportedOperationException();
    }

    /** The versions of entities by id. */
    public Probe versions(long snapshotTime, TemporalFilter filter, int[] projection) {
        throw new UnsupportedOperationException();
    }

    /** The versions of one entity: the path of a point lookup. */
    public BatchSource versionsOf(long snapshotTime, long entityId, TemporalFilter filter, int[] projection) {
        throw new UnsupportedOperationException();
    }

    /** The open versions of an entity as a snapshot shows them; empty if there are none. */
    public EntityTimeline timeline(long snapshotTime, long entityId) {
        throw new UnsupportedOperationException();
    }

    /**
     * As {@link #timeline(long, long)}, but only the open versions that overlap {@code [from, to)}: for an entity with a long
     * history and a write near its end this looks at few rows. What it says holds within {@code [from, to)} only.
     */
    public EntityTimeline timeline(long snapshotTime, long entityId, long from, long to) {
        throw new UnsupportedOperationException();
    }

    /** The versions of an entity that a snapshot shows as no longer believed: their system end is at most the snapshot time. */
    public List<Strip> closedVersions(long snapshotTime, long entityId) {
        throw new UnsupportedOperationException();
    }

    /** Whether a snapshot shows an open version of the entity at every instant of {@code [from, to)}. */
    public boolean covers(long snapshotTime, long entityId, long from, long to) {
        throw new UnsupportedOperationException();
    }

    /** Whether a snapshot shows an open version of the entity at some instant of {@code [from, to)}. */
    public boolean overlaps(long snapshotTime, long entityId, long from, long to) {
        throw new UnsupportedOperationException();
    }

    /**
     * Whether a commit after the snapshot put or ended something of the entity that overlaps {@code [from, to)}. Exact only
     * while no commit is applied.
     */
    public boolean conflicts(long entityId, long snapshotTime, long from, long to) {
        throw new UnsupportedOperationException();
    }

    /** Edge tables: the edges ever made at a node, in the order of their making. */
    public EdgeCursor edgesAt(Direction direction, long nodeEntityId) {
        throw new UnsupportedOperationException();
    }

    /** Edge tables: the edges at nodes by the nodes' entity ids. */
    public Probe expand(long snapshotTime, Direction direction, TemporalFilter filter, int[] projection) {
        throw new UnsupportedOperationException();
    }

    /** Edge tables: the entity id of the node that an edge leaves; 0 if there is no such edge. */
    public long sourceId(long edgeEntityId) {
        throw new UnsupportedOperationException();
    }

    /** Edge tables: the entity id of the node that an edge reaches; 0 if there is no such edge. */
    public long targetId(long edgeEntityId) {
        throw new UnsupportedOperationException();
    }

    /** The values of a physical row, one element per column. */
    @Nullable
    Object[] readRow(int row) {
        throw new UnsupportedOperationException("row " + row);
    }
}
