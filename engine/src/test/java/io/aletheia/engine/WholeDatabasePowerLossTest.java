package io.aletheia.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.engine.PowerLossSearch.Extent;
import io.aletheia.engine.StateText.Detail;
import io.aletheia.engine.files.SyncSites;
import org.junit.jupiter.api.Test;

/**
 * The power goes at the operations of a script over a whole database, and takes everything that was not synced, nothing, or any part
 * of it; or the process is killed; or the newest manifest is damaged on top of it; or the power goes again while the database
 * recovers. {@code -Daletheia.faults.every=1} looks at every operation, {@code -Daletheia.seed=7} takes another script.
 */
class WholeDatabasePowerLossTest {
    // Points 21, 23, 28, 24, F4, F5, F13 of docs/architecture/recovery.md.
    private static final int EVERY = Integer.getInteger("aletheia.faults.every", 20);
    private static final int SEED = Integer.getInteger("aletheia.seed", 1);
    private static final int RECOVERY_EVERY = 5;
    private static final int RECOVERY_LOSSES = 2;

    @Test
    void whatWasPromisedIsThereWheneverThePowerGoes() {
        var oracle = new FaultOracle(SEED, Detail.WITH_IDS);
        var search = new PowerLossSearch(
                oracle, SEED, new Extent(EVERY, SEED % EVERY, RECOVERY_EVERY, RECOVERY_LOSSES), SyncSites.noted());
        assertThat(search.run()).isNull();
        System.out.println(getClass().getSimpleName() + ": seed " + SEED + ", " + search.lookedAt() + " of "
                + search.operations() + " operations, " + search.openings() + " openings");
        assertThat(search.operations()).isGreaterThan(600);
    }
}
