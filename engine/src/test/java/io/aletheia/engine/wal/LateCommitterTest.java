package io.aletheia.engine.wal;

import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.engine.files.FaultyDirectory;
import io.aletheia.engine.model.DurabilityMode;
import io.aletheia.engine.model.RecoveryProgress;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A thread has taken its place in a stripe, and before it fills it others stand behind. */
final class LateCommitterTest {
    // Points 15 of docs/architecture/recovery.md.
    private static final long INTERVAL_NANOS = TestLog.SMALL.flushIntervalMillis() * 1_000_000L;

    @Test
    void anAsynchronousCommitBehindAnUnfilledPlaceKeepsItsDeadline() {
        var now = new AtomicLong();
        WriteAheadLog log = SteppedLog.replay(new FaultyDirectory(), TestLog.SMALL, now::get, UUID::randomUUID)
                .open(null, commit -> {}, RecoveryProgress.NOBODY);
        SteppedLog steps = new SteppedLog(log);
        EncodedCommit late = claimed(log, 1);
        EncodedCommit behind = claimed(log, 2);
        assertThat(behind.stripe()).isEqualTo(late.stripe());
        steps.publishSlowly(late, () -> {
            log.publish(behind);
            steps.ask(DurabilityMode.ASYNC, 2);
            now.addAndGet(INTERVAL_NANOS);
            steps.flush();
            assertThat(log.durableLsn()).isZero();
        });
        // Nobody asks again: the late one waits for nothing as yet.
        assertThat(steps.nanosUntilDue()).isLessThanOrEqualTo(INTERVAL_NANOS);
        now.addAndGet(INTERVAL_NANOS);
        steps.flush();
        assertThat(log.durableLsn()).isEqualTo(2);
        steps.finish();
    }

    private static EncodedCommit claimed(WriteAheadLog log, long number) {
        EncodedCommit commit = log.encode(number, Commits.small(number));
        log.admit(commit);
        log.claim(commit, number);
        return commit;
    }
}
