package io.aletheia.engine;

import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.CatalogVersion;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.Direction;
import io.aletheia.engine.model.DurabilityMode;
import io.aletheia.engine.model.EndpointSearch;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.FoundEndpoints;
import io.aletheia.engine.model.IndexSearch;
import io.aletheia.engine.model.Portion;
import io.aletheia.engine.model.Probe;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.TableStatistics;
import io.aletheia.engine.model.TemporalFilter;
import io.aletheia.engine.model.TransactionNote;
import io.aletheia.engine.model.ViewDefinition;
import io.aletheia.engine.model.WorkProgress;
import io.aletheia.engine.tx.ActiveTransaction;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A unit of work on one snapshot: reads see the database as it was at the beginning plus the transaction's own writes; writes
 * are kept aside until {@link #commit}. Every table id is one of {@link #catalog()}. Projections are arrays of column positions
 * and {@link io.aletheia.engine.model.PseudoColumn} numbers. Confined to one thread at a time.
 */
public final class Transaction implements AutoCloseable {
    private static final AtomicLong SERIALS = new AtomicLong();

    private final ActiveTransaction active;
    private final long serial = SERIALS.incrementAndGet();

    Transaction(ActiveTransaction active) {
        this.active = active;
    }

    /** The transaction's time in microseconds: fixed at its beginning, after every commit that it sees. */
    public long nowMicros() {
        return active.nowMicros();
    }

    /** The tables, this transaction's own definitions included. */
    public CatalogVersion catalog() {
        return active.catalog();
    }

    /** Whether anything was written. */
    public boolean hasWrites() {
        return active.hasWrites();
    }

    /** Whom to tell how far long work of this transaction is from now on; it may end that work. */
    public void watch(WorkProgress progress) {
        active.watch(progress);
    }

    /** All versions of a table that the filter lets through, in the order of their entities' making where that costs nothing. */
    public BatchSource scan(int tableId, TemporalFilter filter, int[] projection) {
        return active.scan(tableId, filter, projection);
    }

    /**
     * What {@link #scan} gives, in parts of about the same size, which may be read by threads of their own while this transaction is open;
     * one after the other they give it in its order.
     *
     * @param parts how many are wanted, from 1; there is only one where the transaction's own writes have their place in between
     */
    public List<BatchSource> scanParts(int tableId, TemporalFilter filter, int[] projection, int parts) {
        return active.scanParts(tableId, filter, projection, parts);
    }

    /** The versions of the entity with this primary key that the filter lets through. */
    public BatchSource lookup(int tableId, Object[] key, TemporalFilter filter, int[] projection) {
        return active.lookup(tableId, key, filter, projection);
    }

    /**
     * The versions that the filter lets through, of all entities with a version that one of the searches asks for, and perhaps of
     * others: who asks has to compare the values. Each search alone has to be enough; the transaction takes the one that leads to
     * the fewest entities, and scans the table if that is cheaper or no search is for an index that the table has.
     */
    public BatchSource search(int tableId, List<IndexSearch> searches, TemporalFilter filter, int[] projection) {
        return active.search(tableId, searches, filter, projection);
    }

    /** The position of the one of the searches that {@link #search} would follow at present; -1 if it would scan the table. */
    public int chosenSearch(int tableId, List<IndexSearch> searches) {
        return active.chosenSearch(tableId, searches);
    }

    /** The entity id that a primary key has, if it was ever used; 0 otherwise. */
    public long entityId(int tableId, Object[] key) {
        return active.entityId(tableId, key);
    }

    /**
     * Whether several threads may ask {@link #entityId} of a table, and each read its versions by a probe of its own, at the same time. Not
     * where the transaction wrote to it, or notes what is read.
     */
    public boolean isShared(int tableId) {
        return active.isShared(tableId);
    }

    /** The versions of entities by id. */
    public Probe versions(int tableId, TemporalFilter filter, int[] projection) {
        return active.versions(tableId, filter, projection);
    }

    /** The edges of one table at nodes, asked for by the nodes' entity ids. */
    public Probe expand(int edgeTableId, Direction direction, TemporalFilter filter, int[] projection) {
        return active.expand(edgeTableId, direction, filter, projection);
    }

    /** How many versions a table holds, roughly, for planning. */
    public long estimatedRows(int tableId) {
        return active.estimatedRows(tableId);
    }

    /**
     * What planning is to know of a table: how many rows are true now, and of a sample of them how different their values are. Takes
     * about a millisecond.
     */
    public TableStatistics statistics(int tableId) {
        return active.statistics(tableId);
    }

    /**
     * Makes an entity be what the row says within the portion, where it is nothing yet. Fills the row's generated key.
     *
     * @return the entity id
     * @throws io.aletheia.engine.model.DatabaseException DUPLICATE_KEY (23505) if an open version of the key overlaps the
     *     portion; NOT_NULL (23502); MISSING_ENDPOINT (23503) if an edge's node is not there throughout the portion;
     *     INVALID_STATEMENT (42000) for a stated portion in a table without valid time; DATETIME_OUT_OF_RANGE (22008) for a bound
     *     that is no midnight in a table of days, where a portion that begins at the commit begins with the transaction's day
     */
    public long insert(int tableId, Portion portion, @Nullable Object[] row) {
        return active.insert(tableId, portion, row, false);
    }

    /** As {@link #insert(int, Portion, Object[])} for an edge whose nodes were looked for ahead. */
    public long insert(int tableId, Portion portion, @Nullable Object[] row, FoundEndpoints endpoints) {
        return active.insert(tableId, portion, row, endpoints);
    }

    /**
     * A search for the nodes of edges ahead of their insertion, for another thread while this one inserts; one that finds nothing
     * if the table is none of edges, or if the transaction has written to its nodes.
     *
     * @throws io.aletheia.engine.model.DatabaseException UNKNOWN_TABLE (42P01); READ_ONLY (25006)
     */
    public EndpointSearch endpointSearch(int tableId) {
        return active.endpointSearch(tableId);
    }

    /** As {@link #insert(int, Portion, Object[])}, but what is there within the portion is overwritten. */
    public long upsert(int tableId, Portion portion, @Nullable Object[] row) {
        return active.insert(tableId, portion, row, true);
    }

    /**
     * As {@link #insert} in several disjoint portions, for an entity that is something beside them in what the caller writes to as a
     * whole. So an edge in a table with the policy CLIP may find its nodes in none of them.
     */
    public long insertBetween(int tableId, List<Portion> gaps, @Nullable Object[] row) {
        return active.insertBetween(tableId, gaps, row);
    }

    /**
     * Replaces an existing entity's row within the portion, which a caller has cut to the strip that he read. Key columns must
     * be as before.
     */
    public void update(int tableId, long entityId, Portion portion, @Nullable Object[] row) {
        active.update(tableId, entityId, portion, row);
    }

    /**
     * Ends an entity within the portion.
     *
     * @throws io.aletheia.engine.model.DatabaseException MISSING_ENDPOINT (23503) if an open edge at the node overlaps, of a table
     *     with the policy RESTRICT
     */
    public void delete(int tableId, long entityId, Portion portion) {
        active.delete(tableId, entityId, portion);
    }

    /** Ends all edges at a node within the portion, so that it can be deleted there; they count as {@link #clippedEdges}. */
    public void detach(int tableId, long nodeId, Portion portion) {
        active.detach(tableId, nodeId, portion);
    }

    /**
     * Takes entities away at every valid and system time, for everybody who begins after the commit; whoever began before goes on
     * seeing what he saw. A key can be used again, for another entity. An entity that is not there is passed over.
     *
     * @param cascade whether the edges at nodes are erased with them, those that are no longer believed as well
     * @throws io.aletheia.engine.model.DatabaseException MISSING_ENDPOINT (23503) if a node has or had an edge and that is not to
     *     be erased with it, or if a row that is believed refers to an entity; nothing is erased then
     */
    public void erase(int tableId, long[] entityIds, boolean cascade) {
        active.erase(tableId, entityIds, cascade);
    }

    /**
     * Forgets the versions of a table whose system period ended by a system time, for everybody who begins after the commit. Reads
     * that state an earlier system time are refused from then on. Does nothing if as much is forgotten already.
     *
     * @param micros microseconds
     * @throws io.aletheia.engine.model.DatabaseException INVALID_ARGUMENT (22023) if the time is after the transaction's own
     */
    public void forgetBefore(int tableId, long micros) {
        active.forgetBefore(tableId, micros);
    }

    /** The system time in microseconds before which nothing of a table is known any more; {@link Long#MIN_VALUE} if nothing is forgotten. */
    public long horizon(int tableId) {
        return active.horizon(tableId);
    }

    /**
     * What was erased and forgotten by the commits that this transaction sees, table by table: schema and name of the table
     * (VARCHAR), hash of the key of an entity that was erased (VARCHAR, else null), horizon (TIMESTAMP, null for an entity), system
     * time (TIMESTAMP) and transaction (BIGINT) of the commit.
     */
    public BatchSource erasures() {
        return active.erasures();
    }

    /**
     * The columns that tables had by the commits that this transaction sees, table by table and column by column: schema and name of
     * the table, name of the column (VARCHAR), its place among all columns that the table ever had (INTEGER, from 1), type
     * (VARCHAR), whether null was allowed (BOOLEAN), DEFAULT (VARCHAR, null for none), whether it is a part of the primary key
     * (BOOLEAN), system times (TIMESTAMP) from which on, null if that is not known, and until which it was so.
     */
    public BatchSource columnHistory() {
        return active.columnHistory();
    }

    /**
     * How many edges the transaction's writes cut so far because a node of theirs is not there, in tables with the policy CLIP
     * or by {@link #detach}; those of statements rolled back count as well.
     */
    public long clippedEdges() {
        return active.clippedEdges();
    }

    /** Defines a table; the id in the definition is ignored, the returned definition carries the given one. */
    public TableDefinition createTable(TableDefinition table) {
        return active.createTable(table);
    }

    /**
     * Gives a table another definition: what it newly requires is checked against all rows that are believed, at whatever valid
     * time. Columns may be added behind the others, be dropped in their places, renamed, otherwise required, and of a type that
     * holds all values of the former; key, endpoints and options but that about writes that change nothing stay.
     *
     * @throws io.aletheia.engine.model.DatabaseException UNKNOWN_TABLE (42P01); TABLE_EXISTS (42P07), COLUMN_EXISTS (42701) for
     *     names; INVALID_DEFINITION (42P16); NOT_NULL (23502), CHECK_VIOLATION (23514), DUPLICATE_KEY (23505), MISSING_ENDPOINT
     *     (23503) for rows
     */
    public void alterTable(TableDefinition table) {
        active.alterTable(table);
    }

    /** Defines a view, or anew the one that has the definition's id; the returned definition carries the given one. */
    public ViewDefinition createView(ViewDefinition view) {
        return active.createView(view);
    }

    /** Drops tables and views together. DEPENDENT_OBJECTS (2BP01) if something that is not among them depends on one. */
    public void drop(List<Integer> tableIds, List<Integer> viewIds) {
        active.drop(tableIds, viewIds);
    }

    /** Drops tables together. DEPENDENT_OBJECTS (2BP01) if an edge table that is not among them refers to one. */
    public void dropTables(List<Integer> tableIds) {
        active.dropTables(tableIds);
    }

    /**
     * Says that this transaction is about to read as of a system time, so that what it is told stays true: every later commit
     * gets a later system time. To be called before each read of a stated system time.
     *
     * @throws io.aletheia.engine.model.DatabaseException INVALID_ARGUMENT (22023) if the time is in the future; WRITE_CONFLICT
     *     (40001) if a commit at or before that time is not in this transaction's snapshot
     */
    public void observeSystemTime(long micros) {
        active.observeSystemTime(micros);
    }

    /**
     * Stamps the commit with this system time instead of the clock's, for imported history. The transaction's own time becomes
     * this as well, so it is set before anything is read or written.
     *
     * @throws io.aletheia.engine.model.DatabaseException INVALID_ARGUMENT (22023), here and at commit, unless it is later than
     *     every commit and not in the future; ACTIVE_TRANSACTION (25001) if something is written already
     */
    public void setSystemTime(long micros) {
        active.setSystemTime(micros);
    }

    /** Says something of the transaction, which is kept with its commit; without writes there is no commit. */
    public void describe(TransactionNote note) {
        active.describe(note);
    }

    /** The id of the transaction that was stamped with a system time; 0 if this transaction sees none, its own writes included. */
    public long transactionId(long systemTime) {
        return active.transactionId(systemTime);
    }

    /**
     * The committed transactions that this one sees, in the order of their system times: id (BIGINT), system time (TIMESTAMP),
     * application and comment (VARCHAR, null if not said).
     */
    public BatchSource transactions() {
        return active.transactions();
    }

    /** How this transaction's commit waits. */
    public DurabilityMode durability() {
        return active.durability();
    }

    /** Changes how this transaction's commit waits. */
    public void setDurability(DurabilityMode mode) {
        active.setDurability(mode);
    }

    /** Marks a place to roll back to; cheap, also taken before every statement. */
    public Savepoint savepoint() {
        return new Savepoint(serial, active.position());
    }

    /**
     * Forgets everything written after the savepoint. Cursors opened after it are void.
     *
     * @throws io.aletheia.engine.model.DatabaseException UNKNOWN_SAVEPOINT (3B001) if it is another transaction's, or the
     *     transaction was rolled back to before it
     */
    public void rollbackTo(Savepoint savepoint) {
        if (savepoint.transactionSerial() != serial) {
            throw new DatabaseException(ErrorCode.UNKNOWN_SAVEPOINT, "the savepoint is another transaction's");
        }
        active.rollbackTo(savepoint.position());
    }

    /**
     * Runs something that reads as if nothing had been written since the savepoint. Afterwards everything is as it was; cursors
     * that were opened meanwhile are void. Nothing may be written meanwhile.
     */
    public <T> T before(Savepoint savepoint, Supplier<T> reading) {
        if (savepoint.transactionSerial() != serial) {
            throw new DatabaseException(ErrorCode.UNKNOWN_SAVEPOINT, "the savepoint is another transaction's");
        }
        return active.before(savepoint.position(), reading);
    }

    /**
     * A transaction that can only read, and sees what this one saw before its first write, with the same time. It goes on when this one
     * is over, and is to be closed.
     */
    public Transaction withoutWrites() {
        return new Transaction(active.withoutWrites());
    }

    /**
     * Makes the writes permanent and waits as the durability mode says. Afterwards the transaction is over, also if this throws.
     *
     * @return the commit's system time in microseconds; 0 if nothing was written
     * @throws io.aletheia.engine.model.DatabaseException WRITE_CONFLICT (40001); COMMIT_OUTCOME_UNKNOWN (08007) if the log
     *     failed while waiting; LOG_UNAVAILABLE (58030); DISK_FULL (53100); and the constraints' errors as at the statements
     */
    public long commit() {
        return active.commit();
    }

    /** To be asked after a commit: the id that it got; 0 if nothing was written. */
    public long committedId() {
        return active.committedId();
    }

    /**
     * To be asked after a commit: how far in microseconds the wall clock lay behind the last commit, so that commits follow it by a
     * microsecond each until it has caught up; 0 if it is right or within a second.
     */
    public long clockLagMicros() {
        return active.clockLagMicros();
    }

    /** Forgets the writes. */
    public void rollback() {
        active.rollback();
    }

    /** Rolls back unless the transaction is over. */
    @Override
    public void close() {
        active.rollback();
    }
}
