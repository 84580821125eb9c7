package io.aletheia.engine;

import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.CatalogVersion;
import io.aletheia.engine.model.Direction;
import io.aletheia.engine.model.DurabilityMode;
import io.aletheia.engine.model.Portion;
import io.aletheia.engine.model.Probe;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.TemporalFilter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A unit of work on one snapshot: reads see the database as it was at the beginning plus the transaction's own writes; writes
 * are kept aside until {@link #commit}. Every table id is one of {@link #catalog()}. Projections are arrays of column positions
 * and {@link io.aletheia.engine.model.PseudoColumn} numbers. Confined to one thread at a time.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class Transaction implements AutoCloseable {
    private Transaction() {}

    /** The transaction's time in microseconds: fixed at its beginning, after every commit that it sees. */
    public long nowMicros() {
        throw new UnsupportedOperationException();
    }

    /** The tables, this transaction's own definitions included. */
    public CatalogVersion catalog() {
        throw new UnsupportedOperationException();
    }

    /** Whether anything was written. */
    public boolean hasWrites() {
        throw new UnsupportedOperationException();
    }

    /** All versions of a table that the filter lets through, in the order of their entities' making where that costs nothing. */
    public BatchSource scan(int tableId, TemporalFilter filter, int[] projection) {
        throw new UnsupportedOperationException();
    }

    /** The versions of the entity with this primary key that the filter lets through. */
    public BatchSource lookup(int tableId, Object[] key, TemporalFilter filter, int[] projection) {
        throw new UnsupportedOperationException();
    }

    /** The entity id that a primary key has, if it was ever used; 0 otherwise. */
    public long entityId(int tableId, Object[] key) {
        throw new UnsupportedOperationException();
    }

    /** The versions of entities by id. */
    public Probe versions(int tableId, TemporalFilter filter, int[] projection) {
        throw new UnsupportedOperationException();
    }

    /** The edges of one table at nodes, asked for by the nodes' entity ids. */
    public Probe expand(int edgeTableId, Direction direction, TemporalFilter filter, int[] projection) {
        throw new UnsupportedOperationException();
    }

    /** How many versions a table holds, roughly, for planning. */
    public long estimatedRows(int tableId) {
        throw new UnsupportedOperationException();
    }

    /**
     * Makes an entity be what the row says within the portion, where it is nothing yet. Fills the row's generated key.
     *
     * @return the entity id
     * @throws io.aletheia.engine.model.DatabaseException DUPLICATE_KEY (23505) if an open version of the key overlaps the
     *     portion; NOT_NULL (23502); MISSING_ENDPOINT (23503) if an edge's node is not there throughout the portion
     */
    public long insert(int tableId, Portion portion, @Nullable Object[] row) {
        throw new UnsupportedOperationException();
    }

    /** As {@link #insert}, but what is there within the portion is overwritten. */
    public long upsert(int tableId, Portion portion, @Nullable Object[] row) {
        throw new UnsupportedOperationException();
    }

    /**
     * Replaces an existing entity's row within the portion, which a caller has cut to the strip that he read. Key columns must
     * be as before.
     */
    public void update(int tableId, long entityId, Portion portion, @Nullable Object[] row) {
        throw new UnsupportedOperationException();
    }

    /**
     * Ends an entity within the portion.
     *
     * @throws io.aletheia.engine.model.DatabaseException MISSING_ENDPOINT (23503) if an open edge at the node overlaps
     */
    public void delete(int tableId, long entityId, Portion portion) {
        throw new UnsupportedOperationException();
    }

    /** Defines a table; the id in the definition is ignored, the returned definition carries the given one. */
    public TableDefinition createTable(TableDefinition table) {
        throw new UnsupportedOperationException();
    }

    /** Drops tables together. DEPENDENT_OBJECTS (2BP01) if an edge table that is not among them refers to one. */
    public void dropTables(List<Integer> tableIds) {
        throw new UnsupportedOperationException();
    }

    /** Stamps the commit with this system time instead of the clock's, for imported history. Checked here and at commit: 22023. */
    public void setSystemTime(long micros) {
        throw new UnsupportedOperationException();
    }

    /** Changes how this transaction's commit waits. */
    public void setDurability(DurabilityMode mode) {
        throw new UnsupportedOperationException();
    }

    /** Marks a place to roll back to; cheap, also taken before every statement. */
    public Savepoint savepoint() {
        throw new UnsupportedOperationException();
    }

    /** Forgets everything written after the savepoint. */
    public void rollbackTo(Savepoint savepoint) {
        throw new UnsupportedOperationException();
    }

    /**
     * Makes the writes permanent and waits as the durability mode says. Afterwards the transaction is over, also if this throws.
     *
     * @return the commit's system time in microseconds; 0 if nothing was written
     * @throws io.aletheia.engine.model.DatabaseException WRITE_CONFLICT (40001); COMMIT_OUTCOME_UNKNOWN (08007) if the log
     *     failed while waiting; LOG_UNAVAILABLE (58030); DISK_FULL (53100); and the constraints' errors as at the statements
     */
    public long commit() {
        throw new UnsupportedOperationException();
    }

    /** Forgets the writes. */
    public void rollback() {
        throw new UnsupportedOperationException();
    }

    /** Rolls back unless the transaction is over. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
