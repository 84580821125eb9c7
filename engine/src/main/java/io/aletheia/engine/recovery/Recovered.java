package io.aletheia.engine.recovery;

import io.aletheia.engine.model.RecoveryReport;
import io.aletheia.engine.store.GraphStore;
import io.aletheia.engine.wal.WriteAheadLog;

/**
 * What recovery hands over: the state of the last commit that survived, and the log positioned behind it. Clock and transaction
 * ids go on from {@link GraphStore#lastSystemTime} and {@link GraphStore#lastTransactionId}. Closing the log is the receiver's
 * duty; the directory stays the opener's.
 *
 * @param store all that was committed
 * @param log takes further commits
 * @param checkpointer makes checkpoints of the two
 * @param report what was done
 */
public record Recovered(GraphStore store, WriteAheadLog log, Checkpointer checkpointer, RecoveryReport report) {}
