package io.aletheia.engine.store;

import io.aletheia.engine.model.ViewDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What the files are to say of a store: taken while no commit was applied, and written while others may be. Holds {@link GraphStore}'s
 * lock over the files until it is closed. For the thread that took it.
 */
public final class StoreCapture implements AutoCloseable {
    private final StoreFiles files;
    private final long lastSystemTime;
    private final long lastLsn;
    private final long lastTransactionId;
    private final long catalogNumber;
    private final List<ViewDefinition> views;
    private final List<Function<StoreFiles, TableImage>> tables;
    private final Function<StoreFiles, List<StoreFile>> transactions;
    private final Function<StoreFiles, List<StoreFile>> columns;
    private final Runnable release;

    /**
     * What was taken.
     *
     * @param store whose numbers are those of now
     * @param tables each writes what was taken of a table
     * @param release gives back the lock over the files
     */
    StoreCapture(
            GraphStore store,
            StoreFiles files,
            List<Function<StoreFiles, TableImage>> tables,
            Function<StoreFiles, List<StoreFile>> transactions,
            Function<StoreFiles, List<StoreFile>> columns,
            Runnable release) {
        this.files = files;
        this.lastSystemTime = store.lastSystemTime();
        this.lastLsn = store.lastLsn();
        this.lastTransactionId = store.lastTransactionId();
        this.catalogNumber = store.catalog().number();
        this.views = List.copyOf(store.catalog().views());
        this.tables = List.copyOf(tables);
        this.transactions = transactions;
        this.columns = columns;
        this.release = release;
    }

    /**
     * Writes the files that are not there yet, and returns what a manifest must say of all of them. When this returns the content of
     * all is on stable storage, but not the names.
     *
     * @throws io.aletheia.engine.model.DatabaseException DISK_FULL (53100), FILE_UNREADABLE (58030)
     */
    public StoreImage write() {
        var images = new ArrayList<TableImage>();
        tables.forEach(table -> images.add(table.apply(files)));
        List<StoreFile> said = transactions.apply(files);
        List<StoreFile> columnFiles = columns.apply(files);
        files.sync();
        return new StoreImage(
                lastSystemTime, lastLsn, lastTransactionId, catalogNumber, images, said, columnFiles, views);
    }

    @Override
    public void close() {
        release.run();
    }
}
