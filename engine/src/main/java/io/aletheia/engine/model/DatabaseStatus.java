package io.aletheia.engine.model;

import java.util.List;

/**
 * How a database stands: its log, its checkpoints, and what opening it did. Immutable.
 *
 * @param log how the log stands
 * @param checkpoints the checkpoints that are kept, newest first; none in memory
 * @param recovery what opening did
 */
public record DatabaseStatus(LogReport log, List<CheckpointReport> checkpoints, RecoveryReport recovery) {
    /** Copies the list. */
    public DatabaseStatus {
        checkpoints = List.copyOf(checkpoints);
    }
}
