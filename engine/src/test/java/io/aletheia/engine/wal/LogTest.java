package io.aletheia.engine.wal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aletheia.engine.files.MemoryDirectory;
import io.aletheia.engine.model.Commit;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.DurabilityMode;
import io.aletheia.engine.model.ErrorCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class LogTest {
    // Points 1, 13, 14, F1 of docs/architecture/recovery.md.
    private static final DurabilityMode[] MODES = DurabilityMode.values();

    @Test
    void commitsOfManyThreadsInAllModesComeBackInTheOrderOfTheirLsns() throws InterruptedException {
        MemoryDirectory directory = new MemoryDirectory();
        List<Commit> committed = Collections.synchronizedList(new ArrayList<>());
        try (TestLog log = TestLog.open(directory)) {
            run(8, thread -> {
                Random random = new Random(thread);
                for (int i = 0; i < 200; i++) {
                    committed.add(log.commit(MODES[random.nextInt(MODES.length)], Commits.random(random, 4)));
                }
            });
        }
        committed.sort(Comparator.comparingLong(Commit::firstLsn));
        try (TestLog log = TestLog.open(directory)) {
            assertThat(Commits.text(log.replayed)).isEqualTo(Commits.text(committed));
            assertThat(log.replay.tornTailBytes()).isZero();
            assertThat(log.log.lastLsn())
                    .isEqualTo(committed.get(committed.size() - 1).lastLsn());
        }
    }

    @Test
    void aCommitThatWaitedIsDurableAndTheListenerKnewFirst() {
        try (TestLog log = TestLog.open(new MemoryDirectory())) {
            AtomicLong told = new AtomicLong();
            log.log.onDurable(told::set);
            for (long i = 1; i <= 50; i++) {
                Commit commit = log.commit(
                        i % 2 == 0 ? DurabilityMode.SYNCHRONOUS : DurabilityMode.GROUP_COMMIT, Commits.small(i));
                assertThat(told.get()).isEqualTo(commit.lastLsn());
                assertThat(log.log.durableLsn()).isEqualTo(commit.lastLsn());
            }
        }
    }

    @Test
    void asynchronousCommitsBecomeDurableByThemselves() {
        LogOptions options = new LogOptions("test", 4, 16, 1 << 20, 0, 1, 1, 3);
        try (TestLog log = TestLog.open(new MemoryDirectory(), options)) {
            for (DurabilityMode mode : List.of(DurabilityMode.ASYNC, DurabilityMode.ASYNC_BATCHED)) {
                assertThat(log.log.policy(mode).visibleBeforeDurable()).isTrue();
                Commit commit = log.commit(mode, Commits.small(1));
                long started = System.nanoTime();
                while (log.log.durableLsn() < commit.lastLsn()) {
                    assertThat(System.nanoTime() - started).isLessThan(20_000_000_000L);
                    Thread.onSpinWait();
                }
            }
        }
    }

    @Test
    void moreThanTenSegmentsComeBackWhole() {
        MemoryDirectory directory = new MemoryDirectory();
        List<Commit> committed = new ArrayList<>();
        try (TestLog log = TestLog.open(directory)) {
            for (long i = 1; i <= 1500; i++) {
                committed.add(log.commit(DurabilityMode.ASYNC, Commits.ofBytes(100)));
            }
        }
        try (TestLog log = TestLog.open(directory)) {
            assertThat(log.replay.segments()).isGreaterThan(10);
            assertThat(Commits.text(log.replayed)).isEqualTo(Commits.text(committed));
        }
    }

    @Test
    void aTransactionOfManySegmentsIsOneTransaction() {
        MemoryDirectory directory = new MemoryDirectory();
        Commit large;
        try (TestLog log = TestLog.open(directory)) {
            log.commit(DurabilityMode.SYNCHRONOUS, Commits.small(1));
            large = log.commit(
                    DurabilityMode.GROUP_COMMIT,
                    LongStream.rangeClosed(1, 5000)
                            .mapToObj(i -> Commits.small(i).get(0))
                            .toList());
            log.commit(DurabilityMode.SYNCHRONOUS, Commits.small(2));
        }
        try (TestLog log = TestLog.open(directory)) {
            assertThat(log.replay.segments()).isGreaterThan(5);
            assertThat(log.replayed).hasSize(3);
            assertThat(Commits.text(log.replayed.get(1))).isEqualTo(Commits.text(large));
        }
    }

    @Test
    void anOperationLongerThanASegmentGetsASegmentOfItsOwn() {
        MemoryDirectory directory = new MemoryDirectory();
        try (TestLog log = TestLog.open(directory)) {
            log.commit(DurabilityMode.SYNCHRONOUS, Commits.small(1));
            log.commit(DurabilityMode.SYNCHRONOUS, Commits.ofBytes(300_000));
            log.commit(DurabilityMode.SYNCHRONOUS, Commits.small(2));
        }
        try (TestLog log = TestLog.open(directory)) {
            assertThat(log.replayed).hasSize(3);
        }
    }

    @Test
    void aCommitLargerThanAllMemoryForCommitsIsLetInAlone() throws InterruptedException {
        MemoryDirectory directory = new MemoryDirectory();
        LogOptions options = new LogOptions("test", 4, 16, 64 << 20, 0, 10, 10, 200);
        try (TestLog log = TestLog.open(directory, options)) {
            run(3, thread -> {
                for (int i = 0; i < 20; i++) {
                    boolean large = thread == 0 && i % 10 == 5;
                    log.commit(
                            DurabilityMode.GROUP_COMMIT,
                            large
                                    ? Collections.nCopies(
                                            36, Commits.ofBytes(1 << 20).get(0))
                                    : Commits.small(1));
                }
            });
        }
        try (TestLog log = TestLog.open(directory, options)) {
            assertThat(log.replayed).hasSize(60);
        }
    }

    @Test
    void interruptsOfCommittingThreadsLeaveTheLogAlive() throws InterruptedException {
        MemoryDirectory directory = new MemoryDirectory();
        try (TestLog log = TestLog.open(directory)) {
            run(4, thread -> {
                for (int i = 0; i < 100; i++) {
                    Thread.currentThread().interrupt();
                    log.commit(MODES[i % MODES.length], Commits.ofBytes(500));
                    assertThat(Thread.interrupted()).isTrue();
                }
            });
            assertThat(log.log.isPoisoned()).isFalse();
        }
        try (TestLog log = TestLog.open(directory)) {
            assertThat(log.replayed).hasSize(400);
        }
    }

    @Test
    void aWithdrawnCommitLeavesNoTraceAndGivesItsRoomBack() {
        MemoryDirectory directory = new MemoryDirectory();
        try (TestLog log = TestLog.open(directory)) {
            for (int i = 0; i < 1000; i++) {
                EncodedCommit encoded = log.log.encode(99, Commits.ofBytes(1000));
                log.log.admit(encoded);
                log.log.withdraw(encoded);
            }
            log.commit(DurabilityMode.SYNCHRONOUS, Commits.small(1));
        }
        try (TestLog log = TestLog.open(directory)) {
            assertThat(log.replayed).hasSize(1);
            assertThat(log.replay.segments()).isEqualTo(1);
        }
    }

    @Test
    void aClosedLogTakesNothing() {
        TestLog log = TestLog.open(new MemoryDirectory());
        log.close();
        log.close();
        assertThatThrownBy(() -> log.commit(DurabilityMode.ASYNC, Commits.small(1)))
                .isInstanceOfSatisfying(
                        DatabaseException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LOG_UNAVAILABLE));
    }

    @Test
    void aLogIsOpenedAndClosedOverAndOverWithoutGrowing() {
        MemoryDirectory directory = new MemoryDirectory();
        try (TestLog log = TestLog.open(directory)) {
            log.commit(DurabilityMode.SYNCHRONOUS, Commits.small(1));
        }
        LogPosition end = null;
        for (int i = 0; i < 5; i++) {
            try (TestLog log = TestLog.open(directory)) {
                assertThat(log.replayed).hasSize(1);
                assertThat(end).isIn(null, log.log.position());
                end = log.log.position();
            }
        }
    }

    @Test
    void theLogInMemoryGivesOutDenseLsns() {
        try (WriteAheadLog log = WriteAheadLog.inMemory()) {
            AtomicLong told = new AtomicLong();
            log.onDurable(told::set);
            for (long i = 1; i <= 3; i++) {
                EncodedCommit commit =
                        log.encode(i, Collections.nCopies(2, Commits.small(i).get(0)));
                log.admit(commit);
                assertThat(log.claim(commit, i)).isEqualTo(2 * i - 1);
                log.publish(commit);
                log.await(log.policy(DurabilityMode.SYNCHRONOUS), commit.lastLsn());
                assertThat(log.durableLsn()).isEqualTo(2 * i).isEqualTo(told.get());
            }
        }
    }

    private interface Work {
        void run(int thread);
    }

    private static void run(int threads, Work work) throws InterruptedException {
        List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
        List<Thread> running = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            int number = i;
            Thread thread = new Thread(() -> work.run(number));
            thread.setUncaughtExceptionHandler((where, failure) -> failures.add(failure));
            thread.start();
            running.add(thread);
        }
        for (Thread thread : running) {
            thread.join();
        }
        assertThat(failures).isEmpty();
    }
}
