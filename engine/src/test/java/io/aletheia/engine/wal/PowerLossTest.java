package io.aletheia.engine.wal;

import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.engine.files.FaultyDirectory;
import io.aletheia.engine.files.FaultyDirectory.Loss;
import io.aletheia.engine.model.Commit;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.DurabilityMode;
import io.aletheia.engine.model.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Power is lost at every operation on the disk. What comes back must be a prefix of what was committed, whole transactions only,
 * with everything that was acknowledged as durable.
 */
final class PowerLossTest {
    // Points 11, 23, 28 of docs/architecture/recovery.md.
    private static final LogOptions OPTIONS = new LogOptions("test", 4, 16, 16 << 10, 2, 1, 1, 4);
    private static final List<DurabilityMode> MODES = List.of(DurabilityMode.values());
    private static final int COMMITS = 50;
    private static final int TRIM_AFTER = 30;

    /** What one run of the script came to. */
    private static final class Outcome {
        final List<Commit> claimed = new ArrayList<>();
        long acknowledgedLsn;
    }

    @Test
    void acknowledgedCommitsSurviveAPowerLossAtEveryOperation() {
        long crashes = 0;
        for (long crashAt = 1; ; crashAt++) {
            FaultyDirectory directory = new FaultyDirectory().crashAt(crashAt);
            Outcome outcome = run(directory, crashAt);
            if (!directory.isDead()) {
                break;
            }
            crashes++;
            for (Loss loss : Loss.values()) {
                for (long seed = 0; seed < (loss == Loss.ANYTHING ? 3 : 1); seed++) {
                    FaultyDirectory survivor = directory.survivor(loss, new Random(seed));
                    check(survivor, outcome, "crash at " + crashAt + " losing " + loss + " seed " + seed);
                }
            }
        }
        assertThat(crashes).isGreaterThan(COMMITS);
    }

    @Test
    void aPowerLossDuringRecoveryIsRecoveredFrom() {
        for (long seed = 0; seed < 12; seed++) {
            FaultyDirectory directory = new FaultyDirectory().crashAt(20 + seed * 11);
            Outcome outcome = run(directory, seed);
            FaultyDirectory found = directory.survivor(Loss.ANYTHING, new Random(seed));
            for (long crashAt = 1; ; crashAt++) {
                FaultyDirectory again =
                        found.survivor(Loss.NOTHING, new Random()).crashAt(crashAt);
                boolean opened = opens(again);
                FaultyDirectory left = again.survivor(Loss.ANYTHING, new Random(crashAt));
                check(left, outcome, "seed " + seed + ", recovery crashed at " + crashAt);
                if (opened) {
                    break;
                }
            }
        }
    }

    @Test
    void segmentsMadeInAdvanceOfTheFirstCommitAreNoDamage() {
        FaultyDirectory directory = new FaultyDirectory();
        for (long sequence = 1; sequence <= 3; sequence++) {
            SegmentFiles.create(directory, new UUID(1, 2), sequence, Segment.FIRST_BYTES)
                    .file()
                    .close();
        }
        try (TestLog log = TestLog.open(directory, OPTIONS)) {
            assertThat(log.replayed).isEmpty();
            log.commit(DurabilityMode.SYNCHRONOUS, Commits.small(1));
        }
        try (TestLog log = TestLog.open(directory, OPTIONS)) {
            assertThat(log.replayed).hasSize(1);
        }
    }

    private static boolean opens(FaultyDirectory directory) {
        try (TestLog log = TestLog.open(directory, OPTIONS)) {
            return log.log.lastLsn() >= 0;
        } catch (DatabaseException e) {
            assertThat(directory.isDead()).as("%s", e).isTrue();
            return false;
        } finally {
            directory.kill();
        }
    }

    /** Commits in all modes, small and large; stops when the power goes. */
    private static Outcome run(FaultyDirectory directory, long seed) {
        Outcome outcome = new Outcome();
        Random random = new Random(seed);
        try (TestLog log = TestLog.open(directory, OPTIONS)) {
            for (int i = 0; i < COMMITS; i++) {
                Commit commit = log.publish(operations(random, i));
                outcome.claimed.add(commit);
                DurabilityMode mode = MODES.get(random.nextInt(MODES.size()));
                log.log.await(log.log.policy(mode), commit.lastLsn());
                if (!log.log.policy(mode).visibleBeforeDurable()) {
                    outcome.acknowledgedLsn = commit.lastLsn();
                }
            }
        } catch (DatabaseException e) {
            assertThat(directory.isDead()).as("seed %d: %s", seed, e).isTrue();
        }
        return outcome;
    }

    private static List<Operation> operations(Random random, int number) {
        if (number % 17 == TRIM_AFTER % 17) {
            return LongStream.range(0, 300)
                    .mapToObj(i -> Commits.small(i).get(0))
                    .toList();
        }
        return Commits.random(random, 3);
    }

    private static void check(FaultyDirectory survivor, Outcome outcome, String what) {
        List<Commit> found;
        try (TestLog log = TestLog.open(survivor, OPTIONS)) {
            found = List.copyOf(log.replayed);
            assertThat(found.size()).as(what).isLessThanOrEqualTo(outcome.claimed.size());
            assertThat(Commits.text(found)).as(what).isEqualTo(Commits.text(outcome.claimed.subList(0, found.size())));
            assertThat(log.log.lastLsn()).as(what).isGreaterThanOrEqualTo(outcome.acknowledgedLsn);
            log.commit(DurabilityMode.SYNCHRONOUS, Commits.small(1));
            survivor.kill();
        } catch (DatabaseException e) {
            throw new AssertionError(what, e);
        }
        FaultyDirectory later = survivor.survivor(Loss.EVERYTHING_UNSYNCED, new Random());
        try (TestLog log = TestLog.open(later, OPTIONS)) {
            assertThat(log.replayed.size()).as(what).isEqualTo(found.size() + 1);
            assertThat(Commits.text(log.replayed.subList(0, found.size())))
                    .as(what)
                    .isEqualTo(Commits.text(found));
        }
    }
}
