package io.aletheia.engine.model;

/**
 * A checkpoint that is kept. Immutable.
 *
 * @param generation its number, ascending
 * @param lsn the last LSN that it holds
 * @param systemTime system time that every later commit is after, in microseconds; {@link Long#MIN_VALUE} if there is none
 * @param segment number of the log segment in which the log goes on behind it
 * @param offset where it goes on in that segment
 * @param files how many files it consists of, the manifest not counted
 * @param bytes their length together
 */
public record CheckpointReport(
        long generation, long lsn, long systemTime, long segment, long offset, int files, long bytes) {}
