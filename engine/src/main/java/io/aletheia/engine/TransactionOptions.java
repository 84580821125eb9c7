package io.aletheia.engine;

import io.aletheia.engine.model.DurabilityMode;

/**
 * How a transaction runs.
 *
 * @param isolation what it is kept from seeing
 * @param durability when its commit returns
 * @param readOnly whether its writes are refused with 25006
 */
public record TransactionOptions(Isolation isolation, DurabilityMode durability, boolean readOnly) {
    /** Snapshot isolation, group commit, read and write. */
    public static final TransactionOptions DEFAULTS =
            new TransactionOptions(Isolation.SNAPSHOT, DurabilityMode.GROUP_COMMIT, false);
}
