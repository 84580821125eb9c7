package io.aletheia.engine.model;

import java.util.List;

/**
 * One committed transaction: the unit of the log, of recovery and of visibility. Immutable.
 *
 * @param transactionId positive, unique, never reused
 * @param firstLsn log sequence number of the first operation; operation i has {@code firstLsn + i}
 * @param systemTime the commit's system time in microseconds, greater than that of every commit before it
 * @param operations in the order of their statements, never empty
 */
public record Commit(long transactionId, long firstLsn, long systemTime, List<Operation> operations) {
    /** What is said of the transaction; mostly nothing. */
    public TransactionNote note() {
        // Before all else in the list, so that a long commit is not searched.
        return operations.get(0) instanceof Operation.Note said ? said.note() : TransactionNote.NONE;
    }

    /** The log sequence number of the last operation. */
    public long lastLsn() {
        return firstLsn + operations.size() - 1;
    }
}
