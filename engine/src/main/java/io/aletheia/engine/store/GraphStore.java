package io.aletheia.engine.store;

import io.aletheia.engine.files.DataDirectory;
import io.aletheia.engine.model.CatalogVersion;
import io.aletheia.engine.model.ColumnDefinition;
import io.aletheia.engine.model.Commit;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.Erasure;
import io.aletheia.engine.model.Operation;
import io.aletheia.engine.model.Portion;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.TableReport;
import io.aletheia.engine.model.Time;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The committed state of a database in memory: its tables with all their versions. {@link #apply} is called by one thread at a
 * time; everything else from any thread without locks.
 */
public final class GraphStore {
    private static final System.Logger LOGGER = System.getLogger(GraphStore.class.getName());

    private record Drop(int tableId, long commitTime) {}

    private final ConcurrentHashMap<Integer, TableWriter> tables = new ConcurrentHashMap<>();

    /** Tables no longer in the catalog that a snapshot may still show. Writer only. */
    private final ArrayDeque<Drop> drops = new ArrayDeque<>();

    private final TransactionList transactions = new TransactionList();
    private final TransactionFiles transactionFiles = new TransactionFiles(transactions);

    private final ColumnHistory columns = new ColumnHistory();

    private final EntityGroups groups = new EntityGroups();

    /** The tables that the commit at hand is about. Writer only. */
    private final ArrayList<TableWriter> touched = new ArrayList<>();

    /** Whether commits are applied that nobody reads yet. Writer only. */
    private boolean replaying;

    /** The table of the last operation, since the next one is mostly about the same. Writer only. */
    private @Nullable TableWriter current;

    /** Over the files of all tables. Taken by the applying thread only when it takes a checkpoint. */
    private final ReentrantLock filesLock = new ReentrantLock();

    /** The files last written to. Guarded by the lock over the files. */
    private @Nullable StoreFiles files;

    /** Volatile: asked for by the applying thread. */
    private volatile @Nullable Supplier<StoreFiles> home;

    /** Volatile: set by the applying thread, reset by who writes. */
    private volatile boolean chunkDue;

    // Volatile: written by the applying thread, read by all.
    private volatile CatalogVersion catalog = CatalogVersion.EMPTY;
    private volatile long lastSystemTime = Long.MIN_VALUE;
    private volatile long lastLsn;
    private volatile long lastTransactionId;

    /** An empty store. */
    public GraphStore() {}

    /** The tables as of the last applied commit. */
    public CatalogVersion catalog() {
        return catalog;
    }

    /**
     * Puts a commit into effect. Commits come in the order of their LSNs, from one thread at a time. The result depends on
     * nothing but the commits so far, so replay makes what the live database made. Snapshots before the commit's system time see
     * nothing of it.
     */
    public void apply(Commit commit) {
        long commitTime = commit.systemTime();
        if (commitTime <= lastSystemTime || commitTime >= Time.FOREVER) {
            throw new IllegalStateException("system times must ascend: last=" + lastSystemTime + " next=" + commitTime);
        }
        List<Operation> operations = commit.operations();
        groups.group(operations);
        CatalogVersion before = catalog;
        for (int i = 0; i < operations.size(); i++) {
            define(operations.get(i), commitTime);
        }
        columns.change(before, catalog, commitTime);
        for (int i = 0; i < operations.size(); i++) {
            Operation operation = operations.get(i);
            if (isOfRows(operation) && groups.isFirst(i)) {
                if (groups.next(i) == EntityGroups.NONE) {
                    applyAlone(operation, commitTime);
                } else {
                    applyTogether(operations, i, commitTime);
                }
            }
        }
        for (TableWriter table : touched) {
            table.finish(commitTime);
            if (table.files().isChunkDue()) {
                chunkDue = home != null;
            }
        }
        touched.clear();
        transactions.add(commitTime, commit.transactionId(), commit.note());
        lastTransactionId = Math.max(lastTransactionId, commit.transactionId());
        lastLsn = commit.lastLsn();
        lastSystemTime = commitTime;
    }

    /**
     * Says that nobody reads before {@link #endReplay}, so that what only readers need can wait until then. Called by whoever may call
     * {@link #apply}.
     */
    public void beginReplay() {
        replaying = true;
        tables.values().forEach(TableWriter::beginReplay);
    }

    /** Says that all is applied that was to be, and that there may be readers. Called by whoever may call {@link #apply}. */
    public void endReplay() {
        replaying = false;
        tables.values().forEach(TableWriter::endReplay);
    }

    /**
     * A table by id; null if there was never one. A dropped table stays until {@link #forgetBefore} says that no snapshot is as
     * old as the drop.
     */
    public @Nullable TableStore table(int tableId) {
        TableWriter writer = tables.get(tableId);
        return writer == null ? null : writer.table();
    }

    /** The transactions applied so far. */
    public TransactionList transactions() {
        return transactions;
    }

    /** The columns that the tables had since the history of columns is kept. */
    public ColumnHistory columns() {
        return columns;
    }

    /**
     * Says that somebody was told what is known at this system time, so that every later commit must be after it, also when the
     * store has been written and loaded. Called by whoever may call {@link #apply}.
     */
    public void observe(long systemTime) {
        if (systemTime > lastSystemTime) {
            lastSystemTime = systemTime;
        }
    }

    /**
     * System time of the last applied commit or, if that is later, the last one that {@link #observe} was told; {@link Long#MIN_VALUE}
     * if there is none.
     */
    public long lastSystemTime() {
        return lastSystemTime;
    }

    /** LSN of the last applied operation; 0 if there is none. */
    public long lastLsn() {
        return lastLsn;
    }

    /** Greatest id of an applied transaction; 0 if there is none. */
    public long lastTransactionId() {
        return lastTransactionId;
    }

    /**
     * Walks all tables and reports, table by table, what must never be and is. Called by whoever may call {@link #apply}.
     */
    public List<TableReport> check() {
        var reports = new ArrayList<TableReport>();
        for (TableDefinition table : catalog.tables()) {
            reports.add(
                    new TableCheck(writer(table.id()).table(), id -> writer(id).table(), transactions, lastSystemTime)
                            .report());
        }
        return reports;
    }

    /** Says that no reader has or will have a snapshot before this time. Called by whoever may call {@link #apply}. */
    public void forgetBefore(long oldestSnapshotTime) {
        for (TableWriter table : tables.values()) {
            table.table().forgetBefore(oldestSnapshotTime);
        }
        for (Drop oldest = drops.peek();
                oldest != null && oldest.commitTime() <= oldestSnapshotTime;
                oldest = drops.peek()) {
            tables.remove(oldest.tableId());
            current = null;
            drops.remove();
        }
    }

    /**
     * Takes what the files must say of everything applied so far. Called by whoever may call {@link #apply}; what is returned can be
     * written while further commits are applied. Files of former checkpoints are used again where nothing changed.
     */
    public StoreCapture capture(DataDirectory directory, UUID databaseId) {
        return capture(directory, databaseId, false);
    }

    private StoreCapture capture(DataDirectory directory, UUID databaseId, boolean purge) {
        filesLock.lock();
        boolean taken = false;
        try {
            StoreFiles target = filesIn(directory, databaseId);
            var images = new ArrayList<Function<StoreFiles, TableImage>>();
            for (TableDefinition table : catalog.tables()) {
                images.add(writer(table.id()).files().capture(target, purge));
            }
            var capture = new StoreCapture(
                    this, target, images, transactionFiles.capture(), columns.capture(), filesLock::unlock);
            taken = true;
            return capture;
        } finally {
            if (!taken) {
                filesLock.unlock();
            }
        }
    }

    /** As {@link #capture}, written at once, so that no commit is applied meanwhile. */
    public StoreImage writeTo(DataDirectory directory, UUID databaseId) {
        return writeTo(directory, databaseId, false);
    }

    /**
     * As {@link #writeTo(DataDirectory, UUID)}, and if told to purge, none of the files that the image names holds what was erased
     * or forgotten, but for what a reader may still ask for: see {@link #filesBehindSnapshots}.
     */
    public StoreImage writeTo(DataDirectory directory, UUID databaseId, boolean purge) {
        try (StoreCapture capture = capture(directory, databaseId, purge)) {
            return capture.write();
        }
    }

    /**
     * Says where {@link #writeFullChunks} writes. Before this is called, and without it, everything stays in memory.
     *
     * @param databaseId asked for at the first file
     */
    public void moveChunksTo(DataDirectory directory, Supplier<UUID> databaseId) {
        filesLock.lock();
        try {
            home = () -> filesIn(directory, databaseId.get());
        } finally {
            filesLock.unlock();
        }
    }

    /** Whether there is something for {@link #writeFullChunks} to do. Any thread. */
    public boolean isChunkDue() {
        return chunkDue;
    }

    /**
     * Writes chunks that have become full to files of their own, so that their rows no longer take up memory. The next
     * checkpoint takes them over; before that nothing names them. Any thread; nothing else of the store waits. If a file cannot
     * be written, or a checkpoint is being written, the rows stay in memory until the next attempt.
     */
    public void writeFullChunks() {
        if (!chunkDue || !filesLock.tryLock()) {
            return;
        }
        try {
            Supplier<StoreFiles> target = home;
            if (!chunkDue || target == null) {
                return;
            }
            chunkDue = false;
            for (TableWriter table : tables.values()) {
                table.files().writeFullChunks(target.get());
            }
        } catch (DatabaseException e) {
            LOGGER.log(System.Logger.Level.WARNING, "rows stay in memory, since they cannot be written to a file", e);
        } finally {
            filesLock.unlock();
        }
    }

    /**
     * The files last written that hold what was erased, because a snapshot before the erasure may still be read. Called by whoever
     * may call {@link #apply}, after {@link #forgetBefore}.
     */
    public List<StoreFile> filesBehindSnapshots() {
        filesLock.lock();
        try {
            return tables.values().stream()
                    .flatMap(table -> table.files().filesBehindSnapshots().stream())
                    .toList();
        } finally {
            filesLock.unlock();
        }
    }

    /** The files that rows are read from. Any thread. */
    public List<StoreFile> filesInUse() {
        filesLock.lock();
        try {
            return tables.values().stream()
                    .flatMap(table -> table.files().filesInUse().stream())
                    .toList();
        } finally {
            filesLock.unlock();
        }
    }

    /** The same files as long as it is the same directory, since they know what is yet to be synced. */
    private StoreFiles filesIn(DataDirectory directory, UUID databaseId) {
        StoreFiles known = files;
        if (known == null
                || known.directory() != directory
                || !known.databaseId().equals(databaseId)) {
            known = new StoreFiles(directory, databaseId);
            files = known;
        }
        return known;
    }

    /**
     * A store as it was written.
     *
     * @throws io.aletheia.engine.model.DatabaseException DATABASE_CORRUPT (XX001) if a file is damaged or not the one that the
     *     image names; CANNOT_OPEN (08001) if its version is too old or too new
     */
    public static GraphStore load(DataDirectory directory, UUID databaseId, StoreImage image) {
        return load(directory, databaseId, image, rows -> {});
    }

    /** Likewise; the progress is told now and then how many of the image's rows are done. */
    public static GraphStore load(DataDirectory directory, UUID databaseId, StoreImage image, LongConsumer progress) {
        var store = new GraphStore();
        long rowsBefore = 0;
        var definitions = new ArrayList<TableDefinition>();
        for (TableImage table : image.tables()) {
            TableWriter writer = store.add(table.definition());
            long before = rowsBefore;
            writer.files().load(directory, databaseId, table, rows -> progress.accept(before + rows));
            rowsBefore += table.rows();
            writer.finish(image.lastSystemTime());
            // Whoever reads this store reads nothing older.
            writer.table().forgetBefore(image.lastSystemTime());
            definitions.add(table.definition());
        }
        store.transactionFiles.load(directory, databaseId, image.transactions());
        store.catalog = CatalogVersion.of(image.catalogNumber(), definitions, image.views());
        store.columns.load(directory, databaseId, image.columns(), store.catalog);
        store.lastTransactionId = image.lastTransactionId();
        store.lastLsn = image.lastLsn();
        store.lastSystemTime = image.lastSystemTime();
        return store;
    }

    @Override
    public String toString() {
        return "store with " + catalog.tables().size() + " tables at LSN " + lastLsn;
    }

    private static boolean isOfRows(Operation operation) {
        return operation instanceof Operation.Put
                || operation instanceof Operation.Delete
                || operation instanceof Operation.Erase;
    }

    /**
     * Changes the catalog. That comes before the commit's rows, whichever was said first: an entity's rows are applied together,
     * and a row that was put before a column was added fits as well.
     */
    private void define(Operation operation, long commitTime) {
        if (isOfRows(operation)) {
            return;
        }
        if (operation instanceof Operation.CreateTable create) {
            create(create.table());
        } else if (operation instanceof Operation.AlterTable alter) {
            alter(alter.table(), commitTime);
        } else if (operation instanceof Operation.DropTable drop) {
            drop(drop.tableId(), commitTime);
        } else if (operation instanceof Operation.CreateView createView) {
            catalog = catalog.with(createView.view());
        } else if (operation instanceof Operation.DropView dropView) {
            catalog = catalog.withoutView(dropView.viewId());
        } else if (operation instanceof Operation.Forget forget) {
            touch(forget.tableId()).forget(forget.before(), commitTime);
        }
    }

    private void alter(TableDefinition table, long commitTime) {
        TableWriter writer = writer(table.id());
        int former = writer.table().definition().columns().size();
        var columns = new ArrayList<>(table.columns());
        for (int i = 0; i < columns.size(); i++) {
            ColumnDefinition column = columns.get(i);
            columns.set(
                    i,
                    column.withAddition(
                            i < former
                                    ? writer.table()
                                            .definition()
                                            .columns()
                                            .get(i)
                                            .addition()
                                    : new ColumnDefinition.Addition(commitTime, column.missingValue())));
        }
        TableDefinition altered = table.withColumns(columns);
        writer.redefine(altered);
        catalog = catalog.with(altered);
    }

    private void create(TableDefinition definition) {
        if (tables.containsKey(definition.id())) {
            throw new IllegalStateException("table id " + definition.id() + " is in use");
        }
        add(definition);
        catalog = catalog.with(definition);
    }

    private TableWriter add(TableDefinition definition) {
        var writer = new TableWriter(new TableStore(definition, id -> writer(id).table()));
        if (replaying) {
            writer.beginReplay();
        }
        tables.put(definition.id(), writer);
        return writer;
    }

    private void drop(int tableId, long commitTime) {
        writer(tableId);
        catalog = catalog.without(tableId);
        drops.add(new Drop(tableId, commitTime));
    }

    private void applyAlone(Operation operation, long commitTime) {
        if (operation instanceof Operation.Put put) {
            Portion portion = put.portion();
            long from = portion.resolvedFrom(commitTime);
            long to = portion.resolvedTo(commitTime);
            TableWriter table = enter(put);
            if (from < to) {
                table.putAlone(from, to, commitTime, table.table().definition().widened(put.row()));
            }
        } else if (operation instanceof Operation.Delete delete) {
            Portion portion = delete.portion();
            long from = portion.resolvedFrom(commitTime);
            long to = portion.resolvedTo(commitTime);
            TableWriter table = enter(delete);
            if (from < to) {
                table.deleteAlone(from, to, commitTime);
            }
        } else if (operation instanceof Operation.Erase erase) {
            touch(erase.tableId()).erase(new Erasure(erase.entityId(), erase.keyHash(), commitTime));
        }
    }

    private void applyTogether(List<Operation> operations, int first, long commitTime) {
        long from = Time.FOREVER;
        long to = Time.BEGINNING;
        for (int i = first; i != EntityGroups.NONE; i = groups.next(i)) {
            Portion portion = portionOf(operations.get(i));
            from = Math.min(from, portion.resolvedFrom(commitTime));
            to = Math.max(to, portion.resolvedTo(commitTime));
        }
        // A later operation may be the put that makes an edge and names its nodes.
        TableWriter table = null;
        for (int i = first; i != EntityGroups.NONE; i = groups.next(i)) {
            Operation operation = operations.get(i);
            if (table == null || operation instanceof Operation.Put) {
                table = operation instanceof Operation.Put put ? enter(put) : enter((Operation.Delete) operation);
            }
        }
        if (table == null) {
            throw new IllegalStateException("a group of operations is empty: first=" + first);
        }
        EntityTimeline timeline = table.timeline(from, to);
        for (int i = first; i != EntityGroups.NONE; i = groups.next(i)) {
            Operation operation = operations.get(i);
            Portion portion = portionOf(operation);
            long begin = portion.resolvedFrom(commitTime);
            long end = portion.resolvedTo(commitTime);
            if (operation instanceof Operation.Put put) {
                timeline.put(begin, end, table.table().definition().widened(put.row()));
            } else {
                timeline.delete(begin, end);
            }
        }
        timeline.changeAt(commitTime, table);
    }

    private TableWriter enter(Operation.Put put) {
        TableWriter table = touch(put.tableId());
        table.enter(put.entityId(), put.sourceId(), put.targetId());
        return table;
    }

    private TableWriter enter(Operation.Delete delete) {
        TableWriter table = touch(delete.tableId());
        table.enter(delete.entityId(), 0, 0);
        return table;
    }

    private TableWriter touch(int tableId) {
        TableWriter table = current;
        if (table == null || table.table().definition().id() != tableId) {
            table = writer(tableId);
            current = table;
        }
        if (table.begin()) {
            touched.add(table);
        }
        return table;
    }

    private TableWriter writer(int tableId) {
        TableWriter writer = tables.get(tableId);
        if (writer == null) {
            throw new IllegalStateException("there is no table with id " + tableId);
        }
        return writer;
    }

    private static Portion portionOf(Operation operation) {
        return operation instanceof Operation.Put put ? put.portion() : ((Operation.Delete) operation).portion();
    }
}
