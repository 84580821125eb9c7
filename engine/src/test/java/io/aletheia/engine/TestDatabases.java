package io.aletheia.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.engine.model.DatabaseReport;
import io.aletheia.engine.model.TableReport;
import java.time.InstantSource;

/** Options that tests open databases with. */
final class TestDatabases {
    private TestDatabases() {}

    /** The defaults, for reading only. */
    static DatabaseOptions readOnly() {
        DatabaseOptions defaults = DatabaseOptions.DEFAULTS;
        return new DatabaseOptions(
                false,
                true,
                defaults.walStripes(),
                defaults.walStripeCapacity(),
                defaults.walSegmentBytesMax(),
                defaults.walSegmentsRetained(),
                defaults.flushIntervalMillis(),
                defaults.groupCommitMaxDelayMillis(),
                defaults.groupCommitMaxBatch(),
                defaults.clockSkewMaxMillis(),
                defaults.wallClock());
    }

    /** The defaults with a clock. */
    static DatabaseOptions options(InstantSource clock) {
        return options(clock, DatabaseOptions.DEFAULTS.clockSkewMaxMillis());
    }

    /** The defaults with a clock and how far it may fall behind. */
    static DatabaseOptions options(InstantSource clock, long clockSkewMaxMillis) {
        DatabaseOptions defaults = DatabaseOptions.DEFAULTS;
        return new DatabaseOptions(
                true,
                false,
                defaults.walStripes(),
                defaults.walStripeCapacity(),
                defaults.walSegmentBytesMax(),
                defaults.walSegmentsRetained(),
                defaults.flushIntervalMillis(),
                defaults.groupCommitMaxDelayMillis(),
                defaults.groupCommitMaxBatch(),
                clockSkewMaxMillis,
                clock);
    }

    /** Asserts that a walk over the whole database finds nothing wrong. */
    static void assertSound(Database database) {
        DatabaseReport found = database.check();
        assertThat(found.violations()).isEmpty();
        for (TableReport report : found.tables()) {
            assertThat(report.violations()).as(report.table().name()).isEmpty();
        }
    }
}
