package io.aletheia.engine.wal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aletheia.engine.files.FaultyDirectory;
import io.aletheia.engine.files.FaultyDirectory.Kind;
import io.aletheia.engine.files.FaultyDirectory.Loss;
import io.aletheia.engine.model.Commit;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.DurabilityMode;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.Operation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The disk refuses, fills up, or does less than it was asked to. */
final class DiskFaultTest {
    // Points F10 of docs/architecture/recovery.md.
    private static final LogOptions OPTIONS = new LogOptions("test", 4, 16, 16 << 10, 0, 1, 1, 4);
    private static final int COMMITS = 40;

    /** What one run came to: how far commits were acknowledged and what ended it. */
    private record Outcome(List<Commit> claimed, long acknowledgedLsn, List<ErrorCode> errors) {}

    @Test
    void anErrorAtAnyWriteOrSyncLosesNothingThatWasAcknowledged() {
        long poisoned = 0;
        for (long failAt = 1; ; failAt++) {
            FaultyDirectory directory = new FaultyDirectory();
            AtomicReference<Kind> failed = new AtomicReference<>();
            long number = failAt;
            directory.fault((kind, name, operation) -> {
                if (operation == number) {
                    failed.set(kind);
                    throw new DatabaseException(ErrorCode.FILE_UNREADABLE, kind + " " + name + ": Input/output error");
                }
            });
            Outcome outcome = run(directory);
            directory.fault((kind, name, operation) -> {});
            if (failed.get() == null) {
                break;
            }
            assertThat(outcome.errors())
                    .as("error at %d, %s", failAt, failed)
                    .isSubsetOf(ErrorCode.COMMIT_OUTCOME_UNKNOWN, ErrorCode.LOG_UNAVAILABLE, ErrorCode.FILE_UNREADABLE);
            poisoned += outcome.errors().contains(ErrorCode.COMMIT_OUTCOME_UNKNOWN) ? 1 : 0;
            check(directory, outcome, "error at " + failAt + ", " + failed);
        }
        assertThat(poisoned).isGreaterThan(20);
    }

    @Test
    void aLogWhoseSyncFailedTakesNothingMoreAndNeverSyncsAgain() {
        FaultyDirectory directory = new FaultyDirectory();
        TestLog log = TestLog.open(directory, OPTIONS);
        Commit before = log.commit(DurabilityMode.SYNCHRONOUS, Commits.small(1));
        List<Kind> after = new ArrayList<>();
        directory.fault((kind, name, operation) -> {
            after.add(kind);
            if (kind == Kind.SYNC) {
                throw new DatabaseException(ErrorCode.FILE_UNREADABLE, "sync: Input/output error");
            }
        });
        assertCode(() -> log.commit(DurabilityMode.GROUP_COMMIT, Commits.small(2)), ErrorCode.COMMIT_OUTCOME_UNKNOWN);
        assertThat(log.log.isPoisoned()).isTrue();
        for (DurabilityMode mode : DurabilityMode.values()) {
            assertCode(() -> log.commit(mode, Commits.small(3)), ErrorCode.LOG_UNAVAILABLE);
        }
        assertThat(log.log.durableLsn()).isEqualTo(before.lastLsn());
        log.log.awaitDurable(before.lastLsn());
        log.close();
        assertThat(after).containsOnlyOnce(Kind.SYNC);
    }

    @Test
    void aLogThatFailedInACommitOfSeveralSegmentsOpensAfterAPowerLoss() {
        FaultyDirectory directory = new FaultyDirectory();
        List<Commit> committed = new ArrayList<>();
        TestLog log = TestLog.open(directory, OPTIONS);
        committed.add(log.commit(DurabilityMode.SYNCHRONOUS, Commits.small(1)));
        directory.fault((kind, name, operation) -> {
            // It has this name once it can be used.
            if (kind == Kind.WRITE && name.endsWith("4.gwal")) {
                throw new DatabaseException(ErrorCode.FILE_UNREADABLE, "write: Input/output error");
            }
        });
        List<Operation> large = Collections.nCopies(40, Commits.ofBytes(1000).get(0));
        assertCode(() -> log.commit(DurabilityMode.SYNCHRONOUS, large), ErrorCode.COMMIT_OUTCOME_UNKNOWN);
        log.close();
        for (int seed = 0; seed < 64; seed++) {
            try (TestLog again = TestLog.open(directory.survivor(Loss.ANYTHING, new Random(seed)), OPTIONS)) {
                assertThat(Commits.text(again.replayed)).as("seed %d", seed).isEqualTo(Commits.text(committed));
            }
        }
    }

    @Test
    void whatOnlyTheCacheHoldsIsWrittenAgainBeforeItCounts() {
        FaultyDirectory directory = new FaultyDirectory();
        try (TestLog log = TestLog.open(directory, OPTIONS)) {
            log.commit(DurabilityMode.SYNCHRONOUS, Commits.small(1));
            directory.fault((kind, name, operation) -> {
                if (kind == Kind.SYNC) {
                    throw new DatabaseException(ErrorCode.FILE_UNREADABLE, "sync: Input/output error");
                }
            });
            assertCode(
                    () -> log.commit(DurabilityMode.SYNCHRONOUS, Commits.small(2)), ErrorCode.COMMIT_OUTCOME_UNKNOWN);
        }
        directory.fault((kind, name, operation) -> {});
        // The second commit is in the cache only; recovery finds it there, and what recovery shows must stay.
        TestLog again = TestLog.open(directory, OPTIONS);
        assertThat(again.replayed).hasSize(2);
        directory.kill();
        FaultyDirectory afterPowerLoss = directory.survivor(Loss.EVERYTHING_UNSYNCED, new Random());
        try (TestLog log = TestLog.open(afterPowerLoss, OPTIONS)) {
            assertThat(log.replayed).hasSize(2);
        }
        again.close();
    }

    @Test
    void aFullDiskRefusesCommitsAndTheLogHealsWhenThereIsRoom() {
        for (long segments = 1; segments <= 4; segments++) {
            FaultyDirectory directory = new FaultyDirectory().bytesMax(segments * OPTIONS.segmentBytesMax() + 5000);
            List<Commit> committed = new ArrayList<>();
            try (TestLog log = TestLog.open(directory, OPTIONS)) {
                DatabaseException full = fill(log, committed);
                assertThat(full.code()).isEqualTo(ErrorCode.DISK_FULL);
                assertThat(log.log.isPoisoned()).isFalse();
                assertThat(log.log.lastLsn())
                        .isEqualTo(committed.get(committed.size() - 1).lastLsn());
                assertCode(() -> log.commit(DurabilityMode.ASYNC, Commits.ofBytes(20_000)), ErrorCode.DISK_FULL);

                directory.bytesMax(Long.MAX_VALUE);
                for (long i = 0; i < 100; i++) {
                    committed.add(log.commit(DurabilityMode.GROUP_COMMIT, Commits.ofBytes(500)));
                }
            }
            try (TestLog log = TestLog.open(directory, OPTIONS)) {
                assertThat(Commits.text(log.replayed)).isEqualTo(Commits.text(committed));
            }
        }
    }

    private static DatabaseException fill(TestLog log, List<Commit> committed) {
        while (true) {
            try {
                committed.add(log.commit(DurabilityMode.GROUP_COMMIT, Commits.ofBytes(200)));
            } catch (DatabaseException e) {
                return e;
            }
        }
    }

    @Test
    void aDiskThatIsFullAtAnyWriteLosesNothing() {
        for (long failAt = 1; ; failAt++) {
            FaultyDirectory directory = new FaultyDirectory();
            AtomicReference<String> failed = new AtomicReference<>();
            long number = failAt;
            directory.fault((kind, name, operation) -> {
                if (operation >= number && operation < number + 20 && (kind == Kind.WRITE || kind == Kind.CREATE)) {
                    failed.set(name);
                    throw new DatabaseException(ErrorCode.DISK_FULL, kind + " " + name + ": No space left on device");
                }
            });
            Outcome outcome = run(directory);
            directory.fault((kind, name, operation) -> {});
            if (failed.get() == null) {
                break;
            }
            check(directory, outcome, "full at " + failAt);
        }
    }

    @Test
    void shortWritesAreCompleted() {
        FaultyDirectory directory = new FaultyDirectory().shortWrites();
        Outcome outcome = run(directory);
        assertThat(outcome.errors()).isEmpty();
        check(directory, outcome, "short writes");
    }

    private static Outcome run(FaultyDirectory directory) {
        List<Commit> claimed = new ArrayList<>();
        List<ErrorCode> errors = new ArrayList<>();
        long acknowledged = 0;
        try (TestLog log = TestLog.open(directory, OPTIONS)) {
            for (int i = 0; i < COMMITS; i++) {
                try {
                    Commit commit = log.publish(Commits.ofBytes(100 + i * 40));
                    claimed.add(commit);
                    DurabilityMode mode = i % 3 == 0 ? DurabilityMode.ASYNC_BATCHED : DurabilityMode.GROUP_COMMIT;
                    log.log.await(log.log.policy(mode), commit.lastLsn());
                    acknowledged = i % 3 == 0 ? acknowledged : commit.lastLsn();
                } catch (DatabaseException e) {
                    errors.add(e.code());
                }
            }
        } catch (DatabaseException e) {
            errors.add(e.code());
        }
        return new Outcome(claimed, acknowledged, errors);
    }

    private static void check(FaultyDirectory directory, Outcome outcome, String what) {
        for (Loss loss : Loss.values()) {
            FaultyDirectory survivor = directory.survivor(loss, new Random(1));
            try (TestLog log = TestLog.open(survivor, OPTIONS)) {
                assertThat(Commits.text(log.replayed))
                        .as("%s, losing %s", what, loss)
                        .isEqualTo(Commits.text(outcome.claimed().subList(0, log.replayed.size())));
                assertThat(log.log.lastLsn()).as(what).isGreaterThanOrEqualTo(outcome.acknowledgedLsn());
            } catch (DatabaseException e) {
                throw new AssertionError(what + ", losing " + loss, e);
            }
        }
    }

    private static void assertCode(ThrowingCallable call, ErrorCode code) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        DatabaseException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
