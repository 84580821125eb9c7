package io.aletheia.engine.model;

import java.util.List;

/**
 * What reading a whole log found. Immutable.
 *
 * @param segments segments read
 * @param frames valid frames
 * @param transactions whole commits
 * @param operations operations of these
 * @param firstLsn LSN with which the log begins
 * @param lastLsn the last LSN of a whole commit; less than the first if there is none
 * @param tornTailBytes bytes of an unfinished write at the end, which recovery cuts off
 * @param violations what is damaged or missing, in words; empty in a sound log
 */
public record LogCheck(
        int segments,
        long frames,
        long transactions,
        long operations,
        long firstLsn,
        long lastLsn,
        long tornTailBytes,
        List<String> violations) {
    /** Of a log that keeps nothing. */
    public static final LogCheck NOTHING = new LogCheck(0, 0, 0, 0, 1, 0, 0, List.of());

    /** Copies the list. */
    public LogCheck {
        violations = List.copyOf(violations);
    }
}
