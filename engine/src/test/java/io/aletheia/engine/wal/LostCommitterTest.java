package io.aletheia.engine.wal;

import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.engine.files.FaultyDirectory;
import io.aletheia.engine.files.FaultyDirectory.Loss;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.DurabilityMode;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.Operation;
import io.aletheia.engine.model.RecoveryProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** A thread dies between claim and publish, and its LSNs never come. */
final class LostCommitterTest {
    // Points 15 of docs/architecture/recovery.md.
    /** Closing waits for a gap to be filled; on this clock that does not take long. */
    private static final long HURRY = 50;

    @Test
    void whoWaitsBehindTheGapIsToldWhenTheLogIsClosed()
            throws InterruptedException, ExecutionException, TimeoutException {
        var directory = new FaultyDirectory();
        WriteAheadLog log = open(directory, new ArrayList<>());
        commit(log, 1, Commits.small(1), true);
        log.awaitDurable(1);
        commit(log, 2, Commits.small(2), false);
        commit(log, 3, Commits.small(3), true);

        List<CompletableFuture<ErrorCode>> waiters = new ArrayList<>();
        var waiting = new CountDownLatch(2);
        for (DurabilityMode mode : List.of(DurabilityMode.SYNCHRONOUS, DurabilityMode.GROUP_COMMIT)) {
            waiters.add(CompletableFuture.supplyAsync(
                    () -> {
                        waiting.countDown();
                        try {
                            log.await(log.policy(mode), 3);
                            throw new AssertionError("acknowledged behind a gap");
                        } catch (DatabaseException e) {
                            return e.code();
                        }
                    },
                    task -> new Thread(task).start()));
        }
        log.await(log.policy(DurabilityMode.ASYNC), 3);
        waiting.await();
        assertThat(log.durableLsn()).isEqualTo(1);
        log.close();
        for (CompletableFuture<ErrorCode> waiter : waiters) {
            assertThat(waiter.get(20, TimeUnit.SECONDS)).isEqualTo(ErrorCode.COMMIT_OUTCOME_UNKNOWN);
        }
        assertThat(log.isPoisoned()).isFalse();
        for (Loss loss : Loss.values()) {
            List<Object> replayed = new ArrayList<>();
            open(directory.survivor(loss, new Random(1)), replayed).close();
            assertThat(replayed).hasSize(1);
        }
    }

    @Test
    void whoWaitsBehindTheGapIsToldAtOnceIfTheLogIsTold() throws Exception {
        WriteAheadLog log = open(new FaultyDirectory(), new ArrayList<>());
        commit(log, 1, Commits.small(1), false);
        commit(log, 2, Commits.small(2), true);
        CompletableFuture<ErrorCode> waiter = CompletableFuture.supplyAsync(
                () -> {
                    try {
                        log.awaitDurable(2);
                        throw new AssertionError("acknowledged behind a gap");
                    } catch (DatabaseException e) {
                        return e.code();
                    }
                },
                task -> new Thread(task).start());
        log.fail(new OutOfMemoryError("of the committer"));
        assertThat(waiter.get(20, TimeUnit.SECONDS)).isEqualTo(ErrorCode.COMMIT_OUTCOME_UNKNOWN);
        assertThat(log.isPoisoned()).isTrue();
        assertThat(log.durableLsn()).isZero();
        log.close();
    }

    private static WriteAheadLog open(FaultyDirectory directory, List<Object> replayed) {
        var environment = new LogEnvironment(() -> System.nanoTime() * HURRY, () -> new UUID(1, 1), true);
        return new LogReplay(directory, TestLog.SMALL, LogReplay.Access.WRITE, environment)
                .open(null, replayed::add, RecoveryProgress.NOBODY);
    }

    private static void commit(WriteAheadLog log, long number, List<Operation> operations, boolean publishes) {
        EncodedCommit commit = log.encode(number, operations);
        log.admit(commit);
        log.claim(commit, number);
        if (publishes) {
            log.publish(commit);
        }
    }
}
