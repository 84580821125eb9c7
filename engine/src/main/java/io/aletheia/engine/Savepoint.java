package io.aletheia.engine;

/**
 * A place in a transaction to roll back to.
 *
 * @param transactionSerial which transaction it belongs to
 * @param position how much had been written
 */
public record Savepoint(long transactionSerial, int position) {}
