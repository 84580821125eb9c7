package io.aletheia.engine.wal;

import java.util.UUID;

/**
 * Where replay begins after a checkpoint. Immutable.
 *
 * @param databaseId the database that the log must belong to
 * @param position behind the last commit that the checkpoint holds
 * @param lastSystemTime system time that every later commit is after, microseconds; {@link Long#MIN_VALUE} if there is none
 */
public record LogStart(UUID databaseId, LogPosition position, long lastSystemTime) {}
