package io.aletheia.engine.tx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aletheia.engine.files.FaultyDirectory;
import io.aletheia.engine.model.CatalogVersion;
import io.aletheia.engine.model.ColumnDefinition;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.DurabilityMode;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.Operation;
import io.aletheia.engine.model.Portion;
import io.aletheia.engine.model.RecoveryProgress;
import io.aletheia.engine.model.RowCheck;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.TransactionNote;
import io.aletheia.engine.model.ValueType;
import io.aletheia.engine.store.GraphStore;
import io.aletheia.engine.wal.LogOptions;
import io.aletheia.engine.wal.SteppedLog;
import io.aletheia.engine.wal.WriteAheadLog;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the way of a commit does when a bug stands in it. */
class CommitPipelineTest {
    private static final RowConditions CONDITIONS = new RowConditions(RowCheck.Compiler.NONE, () -> 0);
    private static final TableDefinition TABLE = new TableDefinition(
            999,
            CatalogVersion.PUBLIC,
            "t",
            List.of(new ColumnDefinition("id", ValueType.BIGINT, false, null, false)),
            List.of(0),
            null);

    private final GraphStore store = new GraphStore();
    private final CommitPipeline pipeline = new CommitPipeline(
            store,
            WriteAheadLog.inMemory(),
            new TransactionClock(InstantSource.system(), 60_000, Long.MIN_VALUE),
            false);

    @Test
    void anErrorBehindTheClaimEndsCommitsButNotReads() {
        commitTable("before");
        ActiveTransaction reader = begin();
        // A write to a table that nobody made gets past all checks only by a bug.
        var writes = new WriteSet(Snapshot.of(store), pipeline.catalogNumbers(), CONDITIONS);
        var put = new Operation.Put(TABLE.id(), 1, Portion.ALL, new Object[] {1L});
        writes.add(new TableWrites(TABLE, null, Long.MIN_VALUE, CONDITIONS), put, 1, Portion.ALL, WriteKind.INSERT_NEW);
        assertCode(
                ErrorCode.INTERNAL,
                () -> pipeline.commit(
                        writes,
                        TransactionNote.NONE,
                        Snapshot.of(store),
                        Long.MIN_VALUE,
                        null,
                        DurabilityMode.GROUP_COMMIT));
        assertThat(pipeline.isAlive()).isFalse();
        assertCode(ErrorCode.INTERNAL, () -> commitTable("after"));
        assertCode(ErrorCode.INTERNAL, pipeline::awaitDurable);
        assertThat(reader.catalog().tables()).hasSize(1);
        ActiveTransaction after = begin();
        assertThat(after.catalog().tables()).hasSize(1);
        assertThat(after.nowMicros()).isGreaterThanOrEqualTo(reader.nowMicros());
        assertThat(pipeline.close(() -> {
                    throw new AssertionError("no checkpoint of a broken store");
                }))
                .isTrue();
    }

    /** A claimed commit that is not published is a gap in the log, behind which nothing becomes durable. */
    @Test
    @Timeout(60)
    void anErrorBetweenClaimAndPublishEndsCommitsAndHangsNobody() {
        var options = new LogOptions("test", 1, 2, 16 << 10, 0, 1, 1, 4);
        WriteAheadLog log = SteppedLog.replay(new FaultyDirectory(), options, System::nanoTime, () -> new UUID(1, 1))
                .open(null, commit -> {}, RecoveryProgress.NOBODY);
        var clock = new TransactionClock(InstantSource.system(), 60_000, Long.MIN_VALUE);
        var broken = new CommitPipeline(store, log, clock, false);
        new SteppedLog(log).fillStripes();
        assertCode(ErrorCode.INTERNAL, () -> commitTable(broken, "never published"));
        assertThat(broken.isAlive()).isFalse();
        assertThat(log.lastLsn()).isPositive();
        assertCode(ErrorCode.INTERNAL, () -> commitTable(broken, "after"));
        assertCode(ErrorCode.INTERNAL, broken::awaitDurable);
        assertThat(broken.close(() -> {
                    throw new AssertionError("no checkpoint of what the log does not have");
                }))
                .isTrue();
    }

    @Test
    void whatIsReadIsNotForgotten() {
        commitTable("t0");
        var live = new LiveSnapshots();
        LiveSnapshots.Place old = live.enter();
        assertThat(live.oldest(() -> 20))
                .as("a place without a time might be anything")
                .isEqualTo(Long.MIN_VALUE);
        old.take(10);
        LiveSnapshots.Place young = live.enter();
        young.take(15);
        assertThat(live.oldest(() -> 20)).isEqualTo(10);
        live.leave(old);
        assertThat(live.oldest(() -> 20)).isEqualTo(15);
        live.leave(young);
        assertThat(live.oldest(() -> 20)).isEqualTo(20);
        assertThat(live.isEmpty()).isTrue();
    }

    private ActiveTransaction begin() {
        return pipeline.begin(false, DurabilityMode.GROUP_COMMIT, false);
    }

    private void commitTable(String name) {
        commitTable(pipeline, name);
    }

    private static void commitTable(CommitPipeline pipeline, String name) {
        ActiveTransaction transaction = pipeline.begin(false, DurabilityMode.GROUP_COMMIT, false);
        transaction.createTable(
                new TableDefinition(0, TABLE.schema(), name, TABLE.columns(), TABLE.primaryKey(), null));
        transaction.commit();
    }

    private static void assertCode(ErrorCode code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        DatabaseException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
