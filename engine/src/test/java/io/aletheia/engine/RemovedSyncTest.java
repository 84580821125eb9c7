package io.aletheia.engine;

import static io.aletheia.engine.FaultOracle.named;
import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.engine.PowerLossSearch.Extent;
import io.aletheia.engine.PowerLossSearch.Found;
import io.aletheia.engine.StateText.Detail;
import io.aletheia.engine.files.FaultyDirectory;
import io.aletheia.engine.files.FaultyDirectory.Kind;
import io.aletheia.engine.files.FaultyDirectory.Loss;
import io.aletheia.engine.files.SyncSites;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.DurabilityMode;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.Portion;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.ValueType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Tests of power losses that never fail may test nothing: here each place of the program that syncs a file or the directory is left
 * out, one at a time, and the search of {@link WholeDatabasePowerLossTest} must find out. The list is printed, and stands in
 * {@code docs/testing.md}. Runs with the profile {@code faults}; {@code
 * -Daletheia.faults.site=Manifests} takes those alone whose name has this in it.
 */
@Tag("faults")
class RemovedSyncTest {
    // Points F15 of docs/architecture/recovery.md.
    private static final int SEED = Integer.getInteger("aletheia.seed", 1);
    private static final String ONLY = System.getProperty("aletheia.faults.site", "");
    private static final int ROUNDS = 12;
    private static final int LOSSES = 32;
    private static final TransactionOptions SYNCHRONOUS =
            new TransactionOptions(Isolation.SNAPSHOT, DurabilityMode.SYNCHRONOUS, false);
    private static final String LAST_WORDS = "the last words of all";

    @Test
    void withAnyOneSyncRemovedThePowerLossTestFails() {
        var oracle = new FaultOracle(SEED, Detail.WITH_IDS);
        SyncSites noted = SyncSites.noted();
        assertThat(new PowerLossSearch(oracle, SEED, new Extent(40, 0, 3, 1), noted).run())
                .isNull();
        assertThat(wrongInDamageAfterClosing(noted)).isNull();
        assertThat(wrongInAFailedCheckpoint(oracle, noted)).isNull();
        assertThat(wrongInACheckpointWithoutRemovals(noted)).isNull();
        var verdicts = new TreeMap<String, String>();
        for (String site : noted.reached()) {
            if (!site.contains(ONLY)) {
                continue;
            }
            String found = findOut(oracle, site);
            verdicts.put(site, found == null ? "not found out" : found);
            System.out.println(getClass().getSimpleName() + ": without " + site + ": " + verdicts.get(site));
        }
        assertThat(verdicts).isNotEmpty().doesNotContainValue("not found out");
    }

    /** How it shows that a site is left out; null if it does not. */
    private static @Nullable String findOut(FaultOracle oracle, String site) {
        SyncSites without = SyncSites.without(site);
        String special = wrongInDamageAfterClosing(without);
        special = special == null ? wrongInAFailedCheckpoint(oracle, without) : special;
        special = special == null ? wrongInACheckpointWithoutRemovals(without) : special;
        if (special != null) {
            return special;
        }
        // Close at the making of the database, where little is to be read, and then at large.
        Found found = new PowerLossSearch(oracle, SEED, new Extent(1, 0, 1, 12, 30), without).run();
        for (int round = 0; found == null && round < ROUNDS; round++) {
            found = new PowerLossSearch(oracle, SEED, new Extent(ROUNDS, round * 5 % ROUNDS, 3, 3), without).run();
        }
        return found == null ? null : found.what();
    }

    /**
     * A log that was closed says itself how far it goes, also after a loss of power: damage to its last commit is found. It needs one
     * without a checkpoint at its end.
     */
    private static @Nullable String wrongInDamageAfterClosing(SyncSites sites) {
        FaultyDirectory directory = new FaultyDirectory().sites(sites);
        try (Database database = FaultRun.open(directory);
                Transaction transaction = database.begin(SYNCHRONOUS)) {
            TableDefinition table =
                    transaction.createTable(TestTables.node("t", TestTables.column("words", ValueType.VARCHAR)));
            transaction.insert(table.id(), Portion.ALL, new Object[] {LAST_WORDS});
            transaction.commit();
            directory.fault((kind, name, number) -> {
                if (kind == Kind.CREATE) {
                    throw new DatabaseException(ErrorCode.DISK_FULL, "create " + name + ": No space left on device");
                }
            });
        } catch (DatabaseException e) {
            assertThat(e.code()).isEqualTo(ErrorCode.DISK_FULL);
        }
        FaultyDirectory left = directory.survivor(Loss.EVERYTHING_UNSYNCED, new Random());
        for (String name : left.list()) {
            int words = StandardCharsets.ISO_8859_1
                    .decode(left.read(name))
                    .toString()
                    .indexOf(LAST_WORDS);
            if (words >= 0) {
                left.flip(name, words, 1);
            }
        }
        try (Database database = FaultRun.openForReading(left)) {
            return "closed, the power lost, the last commit damaged: it is opened up to LSN " + database.lastLsn();
        } catch (DatabaseException e) {
            assertThat(e.code()).isEqualTo(ErrorCode.DATABASE_CORRUPT);
            return null;
        }
    }

    /** The disk refuses the last sync of the first checkpoint, and the power goes while what was written is removed. */
    private static @Nullable String wrongInAFailedCheckpoint(FaultOracle oracle, SyncSites sites) {
        FaultyDirectory directory = new FaultyDirectory().sites(sites);
        FaultRun run = new FaultRun(directory, SEED);
        while (run.next() < FaultRun.FIRST_CHECKPOINT_AFTER) {
            run.commit();
        }
        var wrong = new @Nullable String[1];
        var seen = new ArrayList<Kind>();
        Thread checkpoints = Thread.currentThread();
        directory.fault((kind, name, number) -> {
            if (!Thread.currentThread().equals(checkpoints)) {
                return;
            }
            boolean refused = kind == Kind.SYNC_DIRECTORY && seen.size() == 1;
            if (kind == Kind.RENAME || !seen.isEmpty()) {
                seen.add(kind);
            }
            if (refused) {
                throw new DatabaseException(ErrorCode.FILE_UNREADABLE, "sync: Input/output error");
            }
            for (int seed = 0; seen.size() > 2 && wrong[0] == null && seed < LOSSES; seed++) {
                FaultyDirectory left = directory.survivor(Loss.ANYTHING, new Random(seed));
                wrong[0] = named(
                        "a first checkpoint failed, the power lost before " + kind + " " + name,
                        oracle.wrongIn(left, run.acknowledgedLsn()));
            }
        });
        try {
            run.maintain();
        } catch (DatabaseException e) {
            assertThat(e.code()).isEqualTo(ErrorCode.FILE_UNREADABLE);
        }
        FaultRun.abandon(run.database(), directory);
        return wrong[0];
    }

    /** The disk refuses to remove what a checkpoint leaves behind, and the power goes: the checkpoint, being told as made, is there. */
    private static @Nullable String wrongInACheckpointWithoutRemovals(SyncSites sites) {
        FaultyDirectory directory = new FaultyDirectory().sites(sites);
        FaultRun run = new FaultRun(directory, SEED);
        for (int i = 0; i < 3; i++) {
            run.commit();
            run.database().checkpoint();
        }
        // Some commits write nothing; the last of these makes a table.
        while (run.next() < 5) {
            run.commit();
        }
        Thread checkpoints = Thread.currentThread();
        directory.fault((kind, name, number) -> {
            // Nor may the making of a segment sync the directory instead.
            boolean ofASegment =
                    kind == Kind.SYNC_DIRECTORY && !Thread.currentThread().equals(checkpoints);
            if (kind == Kind.DELETE || ofASegment) {
                throw new DatabaseException(ErrorCode.FILE_UNREADABLE, kind + " " + name + ": Input/output error");
            }
        });
        run.database().checkpoint();
        FaultyDirectory left = directory.survivor(Loss.EVERYTHING_UNSYNCED, new Random());
        long lsn = run.database().lastLsn();
        FaultRun.abandon(run.database(), directory);
        try (Database database = FaultRun.openForReading(left)) {
            long found = database.recovery().checkpointLsn();
            return found == lsn ? null : "the power lost after a checkpoint of LSN " + lsn + ": it is of LSN " + found;
        } catch (DatabaseException e) {
            assertThat(e.code()).isEqualTo(ErrorCode.DATABASE_CORRUPT);
            return "the power lost after a checkpoint: " + e.getMessage();
        }
    }
}
