package io.aletheia.engine.tx;

import io.aletheia.engine.catalog.TableRules;
import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.CatalogVersion;
import io.aletheia.engine.model.ColumnDefinition;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.Direction;
import io.aletheia.engine.model.DurabilityMode;
import io.aletheia.engine.model.EndpointSearch;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.FoundEndpoints;
import io.aletheia.engine.model.IndexSearch;
import io.aletheia.engine.model.Operation;
import io.aletheia.engine.model.Portion;
import io.aletheia.engine.model.Probe;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.TableStatistics;
import io.aletheia.engine.model.TemporalFilter;
import io.aletheia.engine.model.Time;
import io.aletheia.engine.model.TransactionNote;
import io.aletheia.engine.model.ViewDefinition;
import io.aletheia.engine.model.WorkProgress;
import io.aletheia.engine.store.TableStore;
import io.aletheia.engine.store.TransactionList;
import io.aletheia.engine.wal.EncodedCommit;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A transaction from its beginning to its commit or rollback: a snapshot, a time, and what is written. What each method means
 * is said by the front door's {@code Transaction}. Confined to one thread at a time.
 */
public final class ActiveTransaction {
    private static final VarHandle PLACE;

    static {
        try {
            PLACE = MethodHandles.lookup().findVarHandle(ActiveTransaction.class, "place", LiveSnapshots.Place.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final CommitPipeline pipeline;
    private final Snapshot snapshot;
    /** Null once it is given back, which is done once even if two threads end the transaction, against its contract. */
    @SuppressWarnings("unused") // by PLACE
    private volatile LiveSnapshots.@Nullable Place place;

    private final boolean readOnly;
    private final WriteSet writes;
    private final @Nullable ReadSet reads;
    private long now;
    private long importedTime = Long.MIN_VALUE;
    private DurabilityMode durability;
    private TransactionNote note = TransactionNote.NONE;
    private View view;
    private Reader reader;

    /** Made by the first write. */
    private @Nullable RowWriter writer;

    private boolean over;
    private long committedId;
    private WorkProgress progress = WorkProgress.NOBODY;

    ActiveTransaction(
            CommitPipeline pipeline,
            Snapshot snapshot,
            LiveSnapshots.Place place,
            long now,
            boolean serializable,
            DurabilityMode durability,
            boolean readOnly) {
        this.pipeline = pipeline;
        this.snapshot = snapshot;
        this.place = place;
        this.now = now;
        this.durability = durability;
        this.readOnly = readOnly;
        this.writes =
                new WriteSet(snapshot, pipeline.catalogNumbers(), new RowConditions(pipeline.checks(), () -> this.now));
        // A transaction that only reads is serializable on its snapshot as it is.
        this.reads = serializable && !readOnly ? new ReadSet() : null;
        this.view = viewAt(now);
        this.reader = new Reader(view, snapshot, reads);
    }

    /** The transaction's time in microseconds. */
    public long nowMicros() {
        return now;
    }

    /** The tables, own definitions included. */
    public CatalogVersion catalog() {
        return writes.catalog();
    }

    /** Whether anything was written. */
    public boolean hasWrites() {
        return !writes.isEmpty();
    }

    /** Whether it was committed or rolled back. */
    public boolean isOver() {
        return over;
    }

    /** All versions of a table. */
    public BatchSource scan(int tableId, TemporalFilter filter, int[] projection) {
        requireActive();
        return reader.scan(tableId, filter, projection);
    }

    /** The same in parts. */
    public List<BatchSource> scanParts(int tableId, TemporalFilter filter, int[] projection, int parts) {
        requireActive();
        return reader.scanParts(tableId, filter, projection, parts);
    }

    /** The versions of one entity by key. */
    public BatchSource lookup(int tableId, Object[] key, TemporalFilter filter, int[] projection) {
        requireActive();
        return reader.lookup(tableId, key, filter, projection);
    }

    /** At least the versions of entities that have some values. */
    public BatchSource search(int tableId, List<IndexSearch> searches, TemporalFilter filter, int[] projection) {
        requireActive();
        return reader.search(tableId, searches, filter, projection);
    }

    /** Which of the searches would be followed; -1 for none. */
    public int chosenSearch(int tableId, List<IndexSearch> searches) {
        requireActive();
        return reader.chosenSearch(tableId, searches);
    }

    /** The entity id of a key; 0 if there never was one. */
    public long entityId(int tableId, Object[] key) {
        requireActive();
        return reader.entityId(tableId, key);
    }

    /** Whether threads may look for a table's keys, and read its versions by id, at the same time. */
    public boolean isShared(int tableId) {
        requireActive();
        return reader.isShared(tableId);
    }

    /** The versions of entities by id. */
    public Probe versions(int tableId, TemporalFilter filter, int[] projection) {
        requireActive();
        return reader.versions(tableId, filter, projection);
    }

    /** The edges at nodes by the nodes' ids. */
    public Probe expand(int edgeTableId, Direction direction, TemporalFilter filter, int[] projection) {
        requireActive();
        return reader.expand(edgeTableId, direction, filter, projection);
    }

    /** How many versions a table holds, roughly. */
    public long estimatedRows(int tableId) {
        requireActive();
        return reader.estimatedRows(tableId);
    }

    /** What planning is to know of a table. */
    public TableStatistics statistics(int tableId) {
        requireActive();
        return reader.statistics(tableId, nowMicros());
    }

    /** Inserts or upserts a row and returns its entity id. */
    public long insert(int tableId, Portion portion, @Nullable Object[] row, boolean overwriting) {
        requireWritable();
        return writer().insert(tableId, portion, row, overwriting, FoundEndpoints.NONE);
    }

    /** Inserts a row of which something was found out ahead. */
    public long insert(int tableId, Portion portion, @Nullable Object[] row, FoundEndpoints endpoints) {
        requireWritable();
        return writer().insert(tableId, portion, row, false, endpoints);
    }

    /** A search for the nodes of edges ahead of their insertion. */
    public EndpointSearch endpointSearch(int tableId) {
        requireWritable();
        return CommittedEndpoints.of(view, TableRules.require(writes.catalog(), tableId));
    }

    /** Inserts a row in gaps between what its entity is already, and returns its entity id. */
    public long insertBetween(int tableId, List<Portion> gaps, @Nullable Object[] row) {
        requireWritable();
        return writer().insertBetween(tableId, gaps, row);
    }

    /** Replaces an entity's row. */
    public void update(int tableId, long entityId, Portion portion, @Nullable Object[] row) {
        requireWritable();
        writer().update(tableId, entityId, portion, row);
    }

    /** Ends an entity. */
    public void delete(int tableId, long entityId, Portion portion) {
        requireWritable();
        writer().delete(tableId, entityId, portion);
    }

    /** Ends the edges at a node. */
    public void detach(int tableId, long nodeId, Portion portion) {
        requireWritable();
        writer().detach(tableId, nodeId, portion);
    }

    /** Takes entities away at all times. */
    public void erase(int tableId, long[] entityIds, boolean cascade) {
        requireWritable();
        new Eraser(view).erase(tableId, entityIds, cascade);
    }

    /** Forgets what of a table ended by a system time. */
    public void forgetBefore(int tableId, long micros) {
        requireWritable();
        TableRules.require(writes.catalog(), tableId);
        if (micros > now) {
            throw new DatabaseException(
                    ErrorCode.INVALID_ARGUMENT,
                    "what is known at " + Time.toText(micros) + " cannot be forgotten yet; now is " + Time.toText(now));
        }
        if (micros > view.horizon(tableId)) {
            writes.forget(new Operation.Forget(tableId, micros));
        }
    }

    /** The system time before which nothing of a table is known any more. */
    public long horizon(int tableId) {
        requireActive();
        TableRules.require(writes.catalog(), tableId);
        return view.horizon(tableId);
    }

    /** What was erased and forgotten, as far as this transaction sees the commits. */
    public BatchSource erasures() {
        requireActive();
        noteCommits();
        return ErasureBatches.of(snapshot, pipeline.transactions());
    }

    /** How many edges were cut so far because a node of theirs is not there. */
    public long clippedEdges() {
        return writer == null ? 0 : writer.clippedEdges();
    }

    /** Defines a table and returns it with its id. */
    public TableDefinition createTable(TableDefinition table) {
        requireWritable();
        TableRules.checkCreate(writes.catalog(), table);
        // The number of a catalog counts all definitions there ever were, so an id made of it is never used again.
        int id = Math.toIntExact(snapshot.catalog().number() + writes.catalogChanges() + 1);
        TableDefinition defined = table.withId(id);
        writes.create(defined);
        return defined;
    }

    /** Gives a table another definition and checks what it newly requires of the rows that are there. */
    public void alterTable(TableDefinition table) {
        requireWritable();
        TableDefinition former = TableRules.require(writes.catalog(), table.id());
        TableRules.checkAlter(writes.catalog(), former, table);
        var columns = new ArrayList<>(table.columns());
        for (int i = former.columns().size(); i < columns.size(); i++) {
            columns.set(
                    i,
                    columns.get(i)
                            .withAddition(new ColumnDefinition.Addition(
                                    now, columns.get(i).missingValue())));
        }
        TableDefinition altered = table.withColumns(columns);
        int before = writes.size();
        writes.alter(altered);
        try {
            makeIndexes(former, altered);
            new StoredRows(view, reader, new RowConditions(pipeline.checks(), () -> now))
                    .check(former, altered, progress);
        } catch (DatabaseException e) {
            writes.rollbackTo(before);
            throw e;
        }
    }

    /** Whom to tell how far long work is. */
    public void watch(WorkProgress newProgress) {
        progress = newProgress;
    }

    /** Makes the indexes that the table comes to have, before the commit, so that no other commit waits for that. */
    private void makeIndexes(TableDefinition former, TableDefinition altered) {
        TableStore committed = snapshot.table(altered.id());
        if (committed != null) {
            for (List<Integer> columns : altered.indexedColumns()) {
                if (!former.indexedColumns().contains(columns)) {
                    writes.writing(altered.id()).committedFinder(columns, committed, progress);
                }
            }
        }
    }

    /** Defines a view, or anew the one that has its id, and returns it with its id. */
    public ViewDefinition createView(ViewDefinition definition) {
        requireWritable();
        TableRules.checkCreate(writes.catalog(), definition);
        boolean known = writes.catalog().view(definition.id()) != null;
        int id = known ? definition.id() : Math.toIntExact(snapshot.catalog().number() + writes.catalogChanges() + 1);
        ViewDefinition defined = definition.withId(id);
        writes.create(defined);
        return defined;
    }

    /** Drops tables and views together. */
    public void drop(List<Integer> tableIds, List<Integer> viewIds) {
        requireWritable();
        TableRules.checkDrop(writes.catalog(), tableIds, viewIds);
        viewIds.stream().distinct().forEach(writes::dropView);
        tableIds.stream().distinct().forEach(writes::drop);
    }

    /** Drops tables together. */
    public void dropTables(List<Integer> tableIds) {
        drop(tableIds, List.of());
    }

    /** Stamps the commit with a system time of imported history. */
    public void setSystemTime(long micros) {
        requireWritable();
        if (hasWrites()) {
            throw new DatabaseException(
                    ErrorCode.ACTIVE_TRANSACTION, "the system time must be set before the transaction's first write");
        }
        if (micros <= Time.BEGINNING || micros >= Time.FOREVER) {
            throw new DatabaseException(ErrorCode.INVALID_ARGUMENT, "no system time: " + micros + " microseconds");
        }
        pipeline.checkImported(micros);
        importedTime = micros;
        now = micros;
        view = viewAt(now);
        reader = new Reader(view, snapshot, reads);
        writer = null;
    }

    /** Says that the transaction reads as of a system time. */
    public void observeSystemTime(long micros) {
        requireActive();
        if (micros > now && micros > pipeline.wallMicros()) {
            throw new DatabaseException(
                    ErrorCode.INVALID_ARGUMENT,
                    "what is known at " + Time.toText(micros) + " is not known yet; now is " + Time.toText(now));
        }
        if (micros > snapshot.systemTime()) {
            pipeline.observe(snapshot, micros);
        }
    }

    /** How the commit waits. */
    public DurabilityMode durability() {
        return durability;
    }

    /** Changes how the commit waits. */
    public void setDurability(DurabilityMode mode) {
        requireActive();
        durability = mode;
    }

    /** Says something of the transaction. */
    public void describe(TransactionNote newNote) {
        requireActive();
        note = newNote;
    }

    /** The id of the transaction that was stamped with a system time; 0 if this transaction sees none. */
    public long transactionId(long systemTime) {
        requireActive();
        return systemTime > snapshot.systemTime() ? 0 : pipeline.transactions().idAt(systemTime);
    }

    /** The columns of tables since the beginning, as far as this transaction sees the commits. */
    public BatchSource columnHistory() {
        requireActive();
        return ColumnVersions.of(pipeline.columns().versions(snapshot.systemTime()));
    }

    /** The committed transactions that this one sees. */
    public BatchSource transactions() {
        requireActive();
        noteCommits();
        TransactionList transactions = pipeline.transactions();
        return new TransactionBatches(transactions, transactions.countUntil(snapshot.systemTime()));
    }

    /** How much is written: a place to roll back to. */
    public int position() {
        requireActive();
        return writes.size();
    }

    /**
     * Forgets what was written after a position.
     *
     * @throws DatabaseException UNKNOWN_SAVEPOINT (3B001) if less is written
     */
    public void rollbackTo(int position) {
        requireActive();
        if (position > writes.size()) {
            throw new DatabaseException(
                    ErrorCode.UNKNOWN_SAVEPOINT, "the savepoint is gone: the transaction was rolled back to before it");
        }
        writes.rollbackTo(position);
    }

    /** Runs what reads as if nothing were written after a position. */
    public <T> T before(int position, Supplier<T> reading) {
        List<WriteSet.Suspended> suspended = writes.suspended(position);
        rollbackTo(position);
        try {
            return reading.get();
        } finally {
            writes.restore(position, suspended);
        }
    }

    /** A transaction that reads what this one does without its writes. */
    public ActiveTransaction withoutWrites() {
        requireActive();
        LiveSnapshots.Place own = pipeline.enter(snapshot);
        return new ActiveTransaction(pipeline, snapshot, own, now, false, durability, true);
    }

    /** Commits and returns the system time; 0 if nothing was written. */
    public long commit() {
        requireActive();
        over = true;
        EncodedCommit commit;
        try {
            pipeline.requireOpen();
            // Also if all that was written was erased again.
            if (writes.operations().isEmpty()) {
                return 0;
            }
            commit = pipeline.commit(writes, note, snapshot, importedTime, reads, durability);
        } finally {
            // While it waits it reads nothing more.
            leave();
        }
        pipeline.await(commit, durability);
        committedId = commit.transactionId();
        return commit.systemTime();
    }

    /** The id that the commit got; 0 if there was none. */
    public long committedId() {
        return committedId;
    }

    /** How far the wall clock lies behind the last commit, if that is to be told; 0 otherwise. */
    public long clockLagMicros() {
        return pipeline.clockLagMicros();
    }

    /** Ends the transaction without an effect; does nothing if it is over. */
    public void rollback() {
        if (!over) {
            over = true;
            leave();
        }
    }

    private RowWriter writer() {
        RowWriter known = writer;
        if (known == null) {
            known = new RowWriter(view);
            writer = known;
        }
        return known;
    }

    private void leave() {
        var held = (LiveSnapshots.@Nullable Place) PLACE.getAndSet(this, (LiveSnapshots.@Nullable Place) null);
        if (held != null) {
            pipeline.end(held);
        }
    }

    private void noteCommits() {
        if (reads != null) {
            reads.addCommits();
        }
    }

    private View viewAt(long commitTime) {
        return new View(writes, snapshot, snapshot.systemTime(), commitTime, reads);
    }

    private void requireActive() {
        if (over) {
            throw new DatabaseException(ErrorCode.NO_ACTIVE_TRANSACTION, "the transaction is over");
        }
        pipeline.requireOpen();
    }

    private void requireWritable() {
        requireActive();
        if (readOnly) {
            throw new DatabaseException(ErrorCode.READ_ONLY, "the transaction may only read");
        }
    }
}
