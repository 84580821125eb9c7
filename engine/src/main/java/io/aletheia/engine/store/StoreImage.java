package io.aletheia.engine.store;

import io.aletheia.engine.model.ViewDefinition;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a checkpoint's manifest must hold so that a store can be loaded from its files. Immutable.
 *
 * @param lastSystemTime as {@link GraphStore#lastSystemTime}
 * @param lastLsn as {@link GraphStore#lastLsn}
 * @param lastTransactionId as {@link GraphStore#lastTransactionId}
 * @param catalogNumber the number of the catalog version
 * @param tables the tables in the order of their creation
 * @param transactions the files of the list of transactions, in its order
 * @param columns the file of the columns that the tables ever had; empty if there were none
 * @param views the views in the order of their creation
 */
public record StoreImage(
        long lastSystemTime,
        long lastLsn,
        long lastTransactionId,
        long catalogNumber,
        List<TableImage> tables,
        List<StoreFile> transactions,
        List<StoreFile> columns,
        List<ViewDefinition> views) {
    /** Copies the lists. */
    public StoreImage {
        tables = List.copyOf(tables);
        transactions = List.copyOf(transactions);
        columns = List.copyOf(columns);
        views = List.copyOf(views);
    }

    /** The rows of all tables. */
    public long rows() {
        return tables.stream().mapToLong(TableImage::rows).sum();
    }

    /** All files that the image consists of. */
    public List<StoreFile> files() {
        Stream<StoreFile> ofTables = tables.stream().flatMap(table -> table.files().stream());
        return Stream.of(ofTables, transactions.stream(), columns.stream())
                .flatMap(files -> files)
                .toList();
    }
}
