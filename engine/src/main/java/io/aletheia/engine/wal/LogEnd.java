package io.aletheia.engine.wal;

/**
 * Where recovery found the end of the log. Immutable.
 *
 * @param segment the last segment in use, with the length that its file has
 * @param offset where the next frame goes
 * @param nextLsn LSN of the next operation
 * @param lastSystemTime system time of the last commit; {@link Long#MIN_VALUE} if there is none
 * @param lastEpoch number of the last epoch; 0 if there is none
 * @param epochDurableLsn what that epoch says
 */
record LogEnd(Segment segment, long offset, long nextLsn, long lastSystemTime, long lastEpoch, long epochDurableLsn) {}
