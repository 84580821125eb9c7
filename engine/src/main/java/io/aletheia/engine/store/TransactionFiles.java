package io.aletheia.engine.store;

import io.aletheia.engine.files.DataDirectory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * The files of the list of transactions: full ones are written once, the last is written anew with each checkpoint. Guarded by
 * {@link GraphStore}'s lock over the files.
 */
final class TransactionFiles {
    private final TransactionList transactions;
    private List<StoreFile> files = List.of();
    private int entriesInFiles;

    TransactionFiles(TransactionList transactions) {
        this.transactions = transactions;
    }

    /** What makes a directory hold the list as it is now, and returns the files in their order. */
    Function<StoreFiles, List<StoreFile>> capture() {
        // Entries never change once they are there.
        int size = transactions.size();
        return target -> writeTo(target, size);
    }

    private List<StoreFile> writeTo(StoreFiles target, int size) {
        List<StoreFile> written = new ArrayList<>();
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
