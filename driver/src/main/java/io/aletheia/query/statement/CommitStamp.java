package io.aletheia.query.statement;

/**
 * What a commit gives to what it wrote. Immutable.
 *
 * @param systemTime its system time in microseconds, or the transaction's time as long as there is no commit
 * @param transactionId the id of its transaction; 0 as long as there is no commit
 */
public record CommitStamp(long systemTime, long transactionId) {}
