package io.aletheia.engine.model;

/**
 * How long the next recovery would take, by the rates that docs/performance.md states. Immutable.
 *
 * @param checkpointLsn last LSN that the newest checkpoint holds; 0 if there is none
 * @param rows rows to load from it
 * @param checkpointBytes length of its files
 * @param logBytes bytes of the log to replay
 * @param operations operations to replay
 */
public record RecoveryEstimate(long checkpointLsn, long rows, long checkpointBytes, long logBytes, long operations) {
    /** Loading 1024 bytes of a checkpoint that the operating system has in memory: their checksum. */
    public static final long NANOS_PER_KIBIBYTE = 300;

    /** Replaying an operation, the reading of its frame included. */
    public static final long NANOS_PER_OPERATION = 900;

    /** How long loading takes, in microseconds. */
    public long loadMicros() {
        return checkpointBytes / 1024 * NANOS_PER_KIBIBYTE / 1_000;
    }

    /** How long replaying takes, in microseconds. */
    public long replayMicros() {
        return operations * NANOS_PER_OPERATION / 1_000;
    }

    /** How long it takes together, in microseconds. */
    public long micros() {
        return loadMicros() + replayMicros();
    }
}
