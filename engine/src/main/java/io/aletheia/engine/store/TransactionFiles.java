package io.aletheia.engine.store;

import io.aletheia.engine.files.DataDirectory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The files of the list of transactions: full ones are written once, the last is written anew with each checkpoint. Confined to the
 * thread that applies commits.
 */
final class TransactionFiles {
    private final TransactionList transactions;
    private List<StoreFile> files = List.of();
    private int entriesInFiles;

    TransactionFiles(TransactionList transactions) {
        this.transactions = transactions;
    }

    /** Makes the directory hold the list, and returns the files in their order. */
    List<StoreFile> writeTo(StoreFiles target) {
        List<StoreFile> written = new ArrayList<>();
        int size = transactions.size();
        for (int first = 0; first < size; first += TransactionsFile.ENTRIES_MAX) {
            int count = Math.min(TransactionsFile.ENTRIES_MAX, size - first);
            int number = first / TransactionsFile.ENTRIES_MAX;
            boolean same = first + count <= entriesInFiles && number < files.size() && target.has(files.get(number));
            written.add(
                    same
                            ? files.get(number)
                            : target.store(
                                    "transactions-" + first,
                                    TransactionsFile.encode(transactions, target.databaseId(), first, count)
                                            .buffer()));
        }
        files = List.copyOf(written);
        entriesInFiles = size;
        return files;
    }

    /** Fills the empty list. DATABASE_CORRUPT (XX001), CANNOT_OPEN (08001). */
    void load(DataDirectory directory, UUID databaseId, List<StoreFile> image) {
        for (StoreFile file : image) {
            ByteBuffer bytes = directory.read(file.name());
            FileChecksum.check(bytes, file);
            TransactionsFile.decode(bytes, file.name(), databaseId, transactions);
        }
        files = image;
        entriesInFiles = transactions.size();
    }
}
