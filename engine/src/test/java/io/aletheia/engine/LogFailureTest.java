package io.aletheia.engine;

import static io.aletheia.engine.TestErrors.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.engine.files.FaultyDirectory;
import io.aletheia.engine.files.FaultyDirectory.Kind;
import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.DurabilityMode;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.Portion;
import io.aletheia.engine.model.RecoveryProgress;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.TemporalFilter;
import io.aletheia.engine.recovery.Recovered;
import io.aletheia.engine.recovery.Recovery;
import io.aletheia.engine.tx.ActiveTransaction;
import io.aletheia.engine.tx.CommitPipeline;
import io.aletheia.engine.tx.TransactionClock;
import io.aletheia.engine.wal.LogOptions;
import io.aletheia.engine.wal.LogReplay;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Commits on a disk that is slow or fails: what is seen when, and what is said. */
class LogFailureTest {
    // Points 15 of docs/architecture/recovery.md.
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final FaultyDirectory directory = new FaultyDirectory();
    private final Recovered recovered =
            Recovery.open(directory, LogOptions.DEFAULTS, LogReplay.Access.WRITE, RecoveryProgress.NOBODY);
    private final CommitPipeline pipeline = new CommitPipeline(
            recovered.store(),
            recovered.log(),
            new TransactionClock(InstantSource.system(), 60_000, Long.MIN_VALUE),
            false);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private TableDefinition table = TestTables.numbers("t");

    @BeforeEach
    void createTable() {
        ActiveTransaction transaction = begin(DurabilityMode.GROUP_COMMIT);
        table = transaction.createTable(table);
        transaction.commit();
    }

    @AfterEach
    void close() throws InterruptedException {
        threads.shutdown();
        assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        pipeline.close(() -> {});
        recovered.log().close();
    }

    @Test
    void nothingIsSeenBeforeWhatCameBeforeItIsDurable() throws Exception {
        var release = new CountDownLatch(1);
        directory.fault((kind, name, number) -> {
            if (kind == Kind.SYNC) {
                awaitLatch(release);
            }
        });
        long lsn = recovered.log().lastLsn();
        Future<Long> durable = threads.submit(() -> insert(1, DurabilityMode.GROUP_COMMIT));
        awaitLsn(lsn + 1);
        Future<Long> async = threads.submit(() -> insert(2, DurabilityMode.ASYNC));
        awaitLsn(lsn + 2);
        assertThat(rows()).isZero();
        assertThat(durable.isDone()).isFalse();
        assertThat(async.isDone()).isFalse();
        ActiveTransaction before = begin(DurabilityMode.GROUP_COMMIT);
        release.countDown();
        assertThat(durable.get(60, TimeUnit.SECONDS)).isGreaterThan(before.nowMicros());
        assertThat(async.get(60, TimeUnit.SECONDS)).isGreaterThan(durable.get());
        before.rollback();
        assertThat(rows()).isEqualTo(2);
    }

    @Test
    void aFailedSyncLeavesTheOutcomeOpenAndEndsCommitsButNotReads() {
        insert(1, DurabilityMode.SYNCHRONOUS);
        directory.fault((kind, name, number) -> {
            if (kind == Kind.SYNC) {
                throw new DatabaseException(ErrorCode.FILE_UNREADABLE, "the disk says no");
            }
        });
        assertError(ErrorCode.COMMIT_OUTCOME_UNKNOWN, () -> insert(2, DurabilityMode.GROUP_COMMIT));
        assertThat(pipeline.isAlive()).isFalse();
        assertThat(rows()).isEqualTo(1);
        for (DurabilityMode mode : DurabilityMode.values()) {
            assertError(ErrorCode.LOG_UNAVAILABLE, () -> insert(3, mode));
        }
        assertThat(rows()).isEqualTo(1);
        ActiveTransaction reader = begin(DurabilityMode.GROUP_COMMIT);
        assertThat(reader.nowMicros()).as("time goes on for readers").isGreaterThan(0);
        assertThat(reader.commit()).isZero();
    }

    @Test
    void whoWaitsBehindAFailedSyncIsToldAsWell() throws Exception {
        var release = new CountDownLatch(1);
        directory.fault((kind, name, number) -> {
            if (kind == Kind.SYNC) {
                awaitLatch(release);
                throw new DatabaseException(ErrorCode.FILE_UNREADABLE, "the disk says no");
            }
        });
        long lsn = recovered.log().lastLsn();
        Future<?> durable = threads.submit(
                () -> assertError(ErrorCode.COMMIT_OUTCOME_UNKNOWN, () -> insert(1, DurabilityMode.SYNCHRONOUS)));
        awaitLsn(lsn + 1);
        Future<?> async = threads.submit(
                () -> assertError(ErrorCode.COMMIT_OUTCOME_UNKNOWN, () -> insert(2, DurabilityMode.ASYNC_BATCHED)));
        awaitLsn(lsn + 2);
        release.countDown();
        assertThat(durable.get(60, TimeUnit.SECONDS)).isNull();
        assertThat(async.get(60, TimeUnit.SECONDS)).isNull();
        assertThat(rows()).isZero();
        assertError(ErrorCode.COMMIT_OUTCOME_UNKNOWN, () -> pipeline.close(() -> {}));
    }

    @Test
    void closingTellsOfCommitsThatNobodyWaitedForAndThatTheLogLost() {
        insert(1, DurabilityMode.GROUP_COMMIT);
        directory.fault((kind, name, number) -> {
            if (kind == Kind.SYNC || kind == Kind.WRITE) {
                throw new DatabaseException(ErrorCode.FILE_UNREADABLE, "the disk says no");
            }
        });
        insert(2, DurabilityMode.ASYNC);
        assertError(ErrorCode.COMMIT_OUTCOME_UNKNOWN, () -> pipeline.close(() -> {}));
    }

    @Test
    void anInterruptDoesNotDisturbACommitAndIsKept() throws Exception {
        Future<Boolean> interrupted = threads.submit(() -> {
            Thread.currentThread().interrupt();
            insert(1, DurabilityMode.GROUP_COMMIT);
            return Thread.interrupted();
        });
        assertThat(interrupted.get(60, TimeUnit.SECONDS)).isTrue();
        assertThat(rows()).isEqualTo(1);
    }

    private void awaitLsn(long lsn) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (recovered.log().lastLsn() < lsn) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private int rows() {
        ActiveTransaction transaction = begin(DurabilityMode.GROUP_COMMIT);
        try (BatchSource rows = transaction.scan(table.id(), TemporalFilter.ALL, Statements.projection(table))) {
            return Statements.collect(rows, table).size();
        } finally {
            transaction.rollback();
        }
    }

    private long insert(long key, DurabilityMode mode) {
        ActiveTransaction transaction = begin(mode);
        transaction.insert(table.id(), Portion.FROM_NOW_ON, new Object[] {key, key}, false);
        return transaction.commit();
    }

    private ActiveTransaction begin(DurabilityMode mode) {
        return pipeline.begin(false, mode, false);
    }
}
