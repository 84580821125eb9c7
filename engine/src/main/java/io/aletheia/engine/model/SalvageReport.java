package io.aletheia.engine.model;

import java.util.List;

/**
 * What a salvage copied. Immutable.
 *
 * @param lastLsn the last LSN in the copy; 0 if it is empty
 * @param checkpointLsn last LSN that its checkpoint holds; 0 if it has none
 * @param transactions commits in the copied log behind the checkpoint
 * @param bytes length of the files written
 * @param losses what is damaged or missing and therefore not in the copy, in words; empty if nothing is
 */
public record SalvageReport(long lastLsn, long checkpointLsn, long transactions, long bytes, List<String> losses) {
    /** Copies the list. */
    public SalvageReport {
        losses = List.copyOf(losses);
    }
}
