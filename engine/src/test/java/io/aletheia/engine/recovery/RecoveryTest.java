package io.aletheia.engine.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aletheia.engine.files.FaultyDirectory;
import io.aletheia.engine.files.FaultyDirectory.Loss;
import io.aletheia.engine.files.LocalDirectory;
import io.aletheia.engine.model.Commit;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.DurabilityMode;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.Operation;
import io.aletheia.engine.model.RecoveryProgress;
import io.aletheia.engine.store.GraphStore;
import io.aletheia.engine.wal.LogOptions;
import io.aletheia.engine.wal.LogReplay;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RecoveryTest {
    // Points 16, 22, 26, 27, F15 of docs/architecture/recovery.md.
    /** What a script of commits and checkpoints came to. */
    private static final class Outcome {
        final List<Commit> claimed = new ArrayList<>();
        long acknowledgedLsn;

        /** The state after the commits up to an LSN. */
        String stateAt(long lsn) {
            GraphStore store = new GraphStore();
            claimed.stream().filter(commit -> commit.lastLsn() <= lsn).forEach(store::apply);
            return TestDatabase.dump(store);
        }
    }

    private static Outcome run(FaultyDirectory directory, int commits, int checkpointInterval) {
        return run(directory, commits, checkpointInterval, 0);
    }

    /** With so many commits between the taking of each checkpoint and its writing. */
    private static Outcome run(FaultyDirectory directory, int commits, int checkpointInterval, int commitsBeside) {
        Outcome outcome = new Outcome();
        Random random = new Random(commits);
        try (TestDatabase database = new TestDatabase(directory)) {
            for (int i = 0; i < commits; i++) {
                commit(
                        database,
                        outcome,
                        i == 0 ? TestDatabase.schema() : TestDatabase.changes(random, i % 9 == 8 ? 60 : 4));
                if (i % checkpointInterval == checkpointInterval - 1) {
                    database.checkpoint(() -> {
                        for (int beside = 0; beside < commitsBeside; beside++) {
                            commit(database, outcome, TestDatabase.changes(random, 20));
                        }
                    });
                }
            }
        } catch (DatabaseException e) {
            assertThat(directory.isDead()).as("%s", e).isTrue();
        }
        return outcome;
    }

    private static void commit(TestDatabase database, Outcome outcome, List<Operation> operations) {
        Commit commit = database.publish(operations);
        outcome.claimed.add(commit);
        database.await(DurabilityMode.SYNCHRONOUS, commit);
        outcome.acknowledgedLsn = commit.lastLsn();
    }

    @Test
    void recoveringTwiceGivesTheSameState() {
        FaultyDirectory directory = new FaultyDirectory();
        Outcome outcome = run(directory, 60, 1000);
        for (int i = 0; i < 3; i++) {
            try (TestDatabase database = new TestDatabase(directory)) {
                assertThat(TestDatabase.dump(database.store())).isEqualTo(outcome.stateAt(Long.MAX_VALUE));
                assertThat(database.recovered.report().checkpointLsn()).isZero();
                assertThat(database.recovered.report().transactions()).isEqualTo(60);
                assertThat(database.recovered.report().lastLsn()).isEqualTo(outcome.acknowledgedLsn);
                assertThat(database.recovered.report().tornTailBytes()).isZero();
            }
        }
    }

    @Test
    void aCheckpointStandsForTheLogBeforeIt() {
        FaultyDirectory directory = new FaultyDirectory();
        Outcome outcome = run(directory, 200, 30);
        try (TestDatabase database = new TestDatabase(directory)) {
            assertThat(TestDatabase.dump(database.store())).isEqualTo(outcome.stateAt(Long.MAX_VALUE));
            assertThat(database.recovered.report().transactions()).isEqualTo(20);
            assertThat(database.recovered.report().operations())
                    .isEqualTo(outcome.acknowledgedLsn
                            - database.recovered.report().checkpointLsn());
            assertThat(Manifests.generations(directory)).containsExactly(6L, 5L);
            assertThat(directory.list()).doesNotContain("wal-0000000000000001.gwal");
        }
    }

    @Test
    void aCheckpointOfNothingNewWritesNothing() {
        FaultyDirectory directory = new FaultyDirectory();
        run(directory, 10, 10);
        try (TestDatabase database = new TestDatabase(directory)) {
            long operations = directory.operations();
            database.checkpoint();
            assertThat(directory.operations()).isEqualTo(operations);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3})
    void acknowledgedCommitsSurviveAPowerLossAtEveryOperationOfCommitsAndCheckpoints(int commitsBeside) {
        long crashes = 0;
        for (long crashAt = 1; ; crashAt++) {
            FaultyDirectory directory = new FaultyDirectory().crashAt(crashAt);
            Outcome outcome = run(directory, 30, 6, commitsBeside);
            if (!directory.isDead()) {
                break;
            }
            crashes++;
            for (Loss loss : Loss.values()) {
                String what = "crash at " + crashAt + ", losing " + loss;
                check(directory.survivor(loss, new Random(crashAt)), outcome, what);
            }
        }
        assertThat(crashes).isGreaterThan(100);
    }

    @Test
    void acknowledgedCommitsSurviveAPowerLossAtEveryOperationOfAPurge() {
        // The log after a purge begins in the middle of a segment that is zero before.
        long crashes = 0;
        for (long crashAt = 1; ; crashAt++) {
            FaultyDirectory directory = new FaultyDirectory().crashAt(crashAt);
            Outcome outcome = runWithPurges(directory);
            if (!directory.isDead()) {
                break;
            }
            crashes++;
            for (Loss loss : Loss.values()) {
                String what = "crash at " + crashAt + ", losing " + loss;
                check(directory.survivor(loss, new Random(crashAt)), outcome, what);
            }
        }
        assertThat(crashes).isGreaterThan(50);
    }

    private static Outcome runWithPurges(FaultyDirectory directory) {
        Outcome outcome = new Outcome();
        Random random = new Random(1);
        try (TestDatabase database = new TestDatabase(directory)) {
            for (int i = 0; i < 9; i++) {
                commit(database, outcome, i == 0 ? TestDatabase.schema() : TestDatabase.changes(random, 20));
                if (i % 4 == 3) {
                    database.erase(100 + i, outcome.claimed);
                    outcome.acknowledgedLsn = database.store().lastLsn();
                    database.purge();
                }
            }
        } catch (DatabaseException e) {
            assertThat(directory.isDead()).as("%s", e).isTrue();
        }
        return outcome;
    }

    @Test
    void afterAPurgeTheLogGoesOnAndHoldsNothingOfBefore() {
        FaultyDirectory directory = new FaultyDirectory();
        Outcome outcome = runWithPurges(directory);
        try (TestDatabase database = new TestDatabase(directory)) {
            assertThat(TestDatabase.dump(database.store())).isEqualTo(outcome.stateAt(Long.MAX_VALUE));
            assertThat(database.recovered.report().transactions()).isEqualTo(1);
        }
        for (String name : directory.list()) {
            String content =
                    StandardCharsets.ISO_8859_1.decode(directory.read(name)).toString();
            assertThat(content).as(name).doesNotContain("erased");
        }
    }

    private static void check(FaultyDirectory survivor, Outcome outcome, String what) {
        String state;
        try (TestDatabase database = new TestDatabase(survivor)) {
            long lsn = database.store().lastLsn();
            assertThat(lsn).as(what).isGreaterThanOrEqualTo(outcome.acknowledgedLsn);
            assertThat(TestDatabase.dump(database.store())).as(what).isEqualTo(outcome.stateAt(lsn));
            if (lsn == 0) {
                database.commit(DurabilityMode.SYNCHRONOUS, TestDatabase.schema());
            }
            database.commit(DurabilityMode.SYNCHRONOUS, TestDatabase.changes(new Random(1), 3));
            database.checkpoint();
            database.commit(DurabilityMode.SYNCHRONOUS, TestDatabase.changes(new Random(2), 3));
            state = TestDatabase.dump(database.store());
            survivor.kill();
        } catch (DatabaseException e) {
            throw new AssertionError(what, e);
        }
        try (TestDatabase database = new TestDatabase(survivor.survivor(Loss.EVERYTHING_UNSYNCED, new Random()))) {
            assertThat(TestDatabase.dump(database.store())).as(what).isEqualTo(state);
        }
    }

    @Test
    void framesOfASegmentWhoseHeaderWasLostAreNotBuiltUpon() {
        // The checkpoint of an empty database ends at the start of a segment that comes into use with the first commit.
        // If
        // power goes then, the sector of the header can be lost and those of the frames be there.
        for (long seed = 0; seed < 64; seed++) {
            FaultyDirectory directory = new FaultyDirectory();
            try (TestDatabase database = new TestDatabase(directory)) {
                database.checkpoint();
                directory.crashAt(directory.operations() + 2);
                Commit commit = database.publish(TestDatabase.schema());
                assertThatThrownBy(() -> database.await(DurabilityMode.SYNCHRONOUS, commit))
                        .isInstanceOf(DatabaseException.class);
            }
            String what = "seed " + seed;
            FaultyDirectory survivor = directory.survivor(Loss.ANYTHING, new Random(seed));
            String state;
            try (TestDatabase database = new TestDatabase(survivor)) {
                if (database.store().lastLsn() == 0) {
                    database.commit(DurabilityMode.SYNCHRONOUS, TestDatabase.schema());
                }
                database.commit(DurabilityMode.SYNCHRONOUS, TestDatabase.changes(new Random(seed), 3));
                state = TestDatabase.dump(database.store());
            }
            try (TestDatabase database = new TestDatabase(survivor)) {
                assertThat(TestDatabase.dump(database.store())).as(what).isEqualTo(state);
            } catch (DatabaseException e) {
                throw new AssertionError(what, e);
            }
        }
    }

    @Test
    void aDiskErrorInACheckpointLeavesTheOneBeforeInForce() {
        for (long failAt = 1; ; failAt++) {
            FaultyDirectory directory = new FaultyDirectory();
            Outcome outcome = run(directory, 20, 15);
            String state = outcome.stateAt(Long.MAX_VALUE);
            long number = failAt;
            boolean failed = false;
            try (TestDatabase database = new TestDatabase(directory)) {
                List<String> files = directory.list();
                long before = directory.operations();
                directory.fault((kind, name, operation) -> {
                    if (operation == before + number) {
                        throw new DatabaseException(ErrorCode.DISK_FULL, "No space left on device");
                    }
                });
                failed = checkpointFails(database);
                directory.fault((kind, name, operation) -> {});
                if (failed) {
                    assertThat(directory.list())
                            .as("what an error at %d leaves", failAt)
                            .isEqualTo(files);
                }
                database.checkpoint();
                directory.kill();
            }
            for (Loss loss : Loss.values()) {
                try (TestDatabase database = new TestDatabase(directory.survivor(loss, new Random(failAt)))) {
                    assertThat(TestDatabase.dump(database.store()))
                            .as("error at %d, losing %s", failAt, loss)
                            .isEqualTo(state);
                }
            }
            if (!failed) {
                break;
            }
        }
    }

    private static boolean checkpointFails(TestDatabase database) {
        try {
            database.checkpoint();
            return false;
        } catch (DatabaseException e) {
            assertThat(e.code()).isEqualTo(ErrorCode.DISK_FULL);
            return true;
        }
    }

    @Test
    void aDamagedCheckpointIsReplacedByTheOneBefore() {
        FaultyDirectory directory = new FaultyDirectory();
        Outcome outcome = run(directory, 40, 12);
        String state = outcome.stateAt(Long.MAX_VALUE);
        String newest = Manifest.nameOf(Manifests.generations(directory).get(0));
        for (int offset = 0; offset < directory.size(newest); offset++) {
            directory.flip(newest, offset, 1 << offset % 8);
            try {
                Recovered recovered =
                        Recovery.open(directory, TestDatabase.OPTIONS, LogReplay.Access.READ, RecoveryProgress.NOBODY);
                assertThat(TestDatabase.dump(recovered.store()))
                        .as("offset %d", offset)
                        .isEqualTo(state);
                assertThat(recovered.report().transactions()).isEqualTo(16);
            } catch (DatabaseException e) {
                // The version says that a newer program wrote it.
                assertThat(offset).isEqualTo(4);
                assertThat(e.code()).isEqualTo(ErrorCode.CANNOT_OPEN);
            }
            directory.flip(newest, offset, 1 << offset % 8);
        }
    }

    @Test
    void aMissingOrDamagedFileOfACheckpointIsNeverLeftOut() {
        FaultyDirectory directory = new FaultyDirectory();
        Outcome outcome = run(directory, 40, 12);
        String state = outcome.stateAt(Long.MAX_VALUE);
        for (String name : directory.list()) {
            if (Manifest.generationIn(name) < 0 && !name.endsWith(".gwal")) {
                FaultyDirectory damaged = directory.survivor(Loss.NOTHING, new Random());
                damaged.flip(name, (int) damaged.size(name) / 2, 8);
                assertWholeOrRefused(damaged, state, name + " damaged");
                damaged.delete(name);
                assertWholeOrRefused(damaged, state, name + " missing");
            }
        }
    }

    private static void assertWholeOrRefused(FaultyDirectory directory, String state, String what) {
        try {
            Recovered recovered =
                    Recovery.open(directory, TestDatabase.OPTIONS, LogReplay.Access.READ, RecoveryProgress.NOBODY);
            assertThat(TestDatabase.dump(recovered.store())).as(what).isEqualTo(state);
        } catch (DatabaseException e) {
            assertThat(e.code()).as(what).isEqualTo(ErrorCode.DATABASE_CORRUPT);
        }
    }

    @Test
    void aTrimmedLogWithoutItsCheckpointIsRefused() {
        FaultyDirectory directory = new FaultyDirectory();
        run(directory, 200, 30);
        Manifests.generations(directory).forEach(each -> directory.delete(Manifest.nameOf(each)));
        assertThatThrownBy(() ->
                        Recovery.open(directory, TestDatabase.OPTIONS, LogReplay.Access.WRITE, RecoveryProgress.NOBODY))
                .isInstanceOfSatisfying(
                        DatabaseException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DATABASE_CORRUPT))
                .hasMessageContaining("there is no checkpoint, and the log begins with LSN");
    }

    @Test
    void aCheckpointWithoutItsLogIsRefused() {
        FaultyDirectory directory = new FaultyDirectory();
        run(directory, 40, 12);
        directory.list().stream().filter(name -> name.endsWith(".gwal")).forEach(directory::delete);
        assertThatThrownBy(() ->
                        Recovery.open(directory, TestDatabase.OPTIONS, LogReplay.Access.WRITE, RecoveryProgress.NOBODY))
                .isInstanceOfSatisfying(
                        DatabaseException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DATABASE_CORRUPT))
                .hasMessageContaining("the log has no such segment");
    }

    @Test
    void openingForReadingWritesNothing() {
        FaultyDirectory directory = new FaultyDirectory().crashAt(150);
        Outcome outcome = run(directory, 60, 20);
        FaultyDirectory found = directory.survivor(Loss.ANYTHING, new Random(7));
        Recovered recovered =
                Recovery.open(found, TestDatabase.OPTIONS, LogReplay.Access.READ, RecoveryProgress.NOBODY);
        assertThat(found.operations()).isZero();
        assertThat(recovered.store().lastLsn()).isGreaterThanOrEqualTo(outcome.acknowledgedLsn);
        assertThatThrownBy(() -> recovered.log().admit(recovered.log().encode(1, TestDatabase.schema())))
                .isInstanceOfSatisfying(
                        DatabaseException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.READ_ONLY));
    }

    @Test
    void anEmptyDatabaseIsSmallAndOpensAgain(@TempDir Path path) {
        for (int i = 0; i < 3; i++) {
            try (LocalDirectory directory = LocalDirectory.open(path, true, Instant.EPOCH)) {
                Recovered recovered =
                        Recovery.open(directory, LogOptions.DEFAULTS, LogReplay.Access.WRITE, RecoveryProgress.NOBODY);
                assertThat(recovered.report().lastLsn()).isZero();
                recovered.checkpointer().checkpoint(recovered.store(), recovered.log(), Supplier::get);
                recovered.log().close();
                long bytes =
                        directory.list().stream().mapToLong(directory::size).sum();
                assertThat(bytes).isLessThan(4 << 20);
            }
        }
    }

    @Test
    void commitsOnTheLocalDiskComeBack(@TempDir Path path) {
        String state;
        try (LocalDirectory directory = LocalDirectory.open(path, true, Instant.EPOCH);
                TestDatabase database = new TestDatabase(directory)) {
            database.commit(DurabilityMode.GROUP_COMMIT, TestDatabase.schema());
            for (int i = 0; i < 300; i++) {
                database.commit(DurabilityMode.ASYNC, TestDatabase.changes(new Random(i), 10));
                if (i % 100 == 50) {
                    database.checkpoint();
                }
            }
            state = TestDatabase.dump(database.store());
        }
        try (LocalDirectory directory = LocalDirectory.open(path, false, Instant.EPOCH);
                TestDatabase database = new TestDatabase(directory)) {
            assertThat(TestDatabase.dump(database.store())).isEqualTo(state);
        }
    }
}
