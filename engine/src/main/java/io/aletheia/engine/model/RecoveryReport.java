package io.aletheia.engine.model;

import java.util.List;

/**
 * What opening a database did. Immutable.
 *
 * @param checkpointLsn last LSN that the loaded checkpoint holds; 0 if there was none
 * @param segments log segments read
 * @param frames valid frames read
 * @param transactions commits replayed
 * @param operations operations replayed
 * @param durationNanos how long it all took
 * @param tornTailBytes bytes of an unfinished write at the end of the log that were cut off
 * @param lastLsn last LSN of the database after recovery; 0 if it is empty
 * @param losses what is damaged or missing and therefore left out, in words; empty unless {@link RecoveryMode#SALVAGE} was asked for
 */
public record RecoveryReport(
        long checkpointLsn,
        int segments,
        long frames,
        long transactions,
        long operations,
        long durationNanos,
        long tornTailBytes,
        long lastLsn,
        List<String> losses) {
    /** What opening a new database did. */
    public static final RecoveryReport NOTHING = new RecoveryReport(0, 0, 0, 0, 0, 0, 0, 0, List.of());

    /** Copies the list. */
    public RecoveryReport {
        losses = List.copyOf(losses);
    }
}
