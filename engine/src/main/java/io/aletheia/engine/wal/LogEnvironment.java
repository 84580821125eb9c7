package io.aletheia.engine.wal;

import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What a log takes from outside its files. Immutable.
 *
 * @param nanoTime as {@link System#nanoTime}
 * @param newDatabaseId names a new database
 * @param threads whether the log runs by itself; if not, somebody takes the steps of {@link LogWriter} and {@link SegmentSupply}
 */
record LogEnvironment(LongSupplier nanoTime, Supplier<UUID> newDatabaseId, boolean threads) {
    static final LogEnvironment REAL = new LogEnvironment(System::nanoTime, UUID::randomUUID, true);
}
