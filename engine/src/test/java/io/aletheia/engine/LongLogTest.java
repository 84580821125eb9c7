package io.aletheia.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.engine.StateText.Detail;
import io.aletheia.engine.files.FaultyDirectory;
import io.aletheia.engine.files.FaultyDirectory.Loss;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Recovery from many segments, and how many of them stay. */
class LongLogTest {
    // Points 22, F11 of docs/architecture/recovery.md.
    private static final int SEED = Integer.getInteger("aletheia.seed", 1);
    private static final int COMMITS = 90;

    private final FaultOracle oracle = new FaultOracle(SEED, Detail.WITH_IDS);
    private final FaultyDirectory directory = new FaultyDirectory();

    /** F11: segments are kept for as long as recovery needs them, however many. */
    @Test
    void moreThanTenSegmentsWithoutACheckpointAreAllRecovered() {
        FaultRun run = new FaultRun(directory, SEED, 2);
        while (run.next() < COMMITS) {
            run.commit();
        }
        assertThat(segments(directory)).hasSizeGreaterThan(10).contains("wal-0000000000000001.gwal");
        for (Loss loss : Loss.values()) {
            assertThat(oracle.wrongInGoingOn(directory.survivor(loss, new Random(SEED)), run.acknowledgedLsn()))
                    .as("losing %s", loss)
                    .isNull();
        }
        assertThat(oracle.wrongInGoingOn(directory.killed(), run.database().lastLsn()))
                .isNull();
        FaultRun.abandon(run.database(), directory);
    }

    /** F11: what is retained beyond need is counted, what is needed is not. */
    @ParameterizedTest
    @ValueSource(ints = {0, 2, 10})
    void howeverManySegmentsAreRetainedTheCheckpointBeforeTheLastCanBeUsed(int retained) {
        FaultRun run = new FaultRun(directory, SEED, retained);
        // Up to before the first purge, which retains nothing.
        while (run.next() < 58) {
            run.commit();
            run.maintain();
        }
        assertThat(segments(directory)).hasSizeGreaterThan(retained);
        FaultyDirectory damaged = directory.killed();
        List<String> manifests = damaged.list().stream()
                .filter(name -> name.startsWith("manifest-"))
                .toList();
        assertThat(manifests).hasSize(2);
        damaged.flip(manifests.get(1), 40, 1);
        assertThat(oracle.wrongInGoingOn(damaged, run.database().lastLsn())).isNull();
        FaultRun.abandon(run.database(), directory);
    }

    /** The segment in which it ends may be trimmed if nothing else stands in it. */
    @Test
    void theCheckpointBeforeTheLastCanBeUsedWhereverItEndsInTheLog() {
        FaultRun run = new FaultRun(directory, SEED);
        while (run.next() < 40) {
            run.commit();
            run.database().checkpoint();
            FaultyDirectory damaged = directory.killed();
            List<String> manifests = damaged.list().stream()
                    .filter(name -> name.startsWith("manifest-"))
                    .toList();
            damaged.flip(manifests.get(manifests.size() - 1), 40, 1);
            if (manifests.size() > 1) {
                assertThat(oracle.wrongIn(damaged, run.database().lastLsn()))
                        .as("after %d commits", run.next())
                        .isNull();
            }
        }
        FaultRun.abandon(run.database(), directory);
    }

    @Test
    void recoveringTwiceGivesTheSameBytes() {
        FaultRun run = new FaultRun(directory, SEED);
        while (run.next() < COMMITS) {
            run.commit();
            run.maintain();
        }
        FaultyDirectory one = directory.killed();
        FaultyDirectory other = one.killed();
        FaultRun.abandon(run.database(), directory);
        for (FaultyDirectory each : List.of(one, other)) {
            Database database = FaultRun.open(each);
            database.checkpoint();
            FaultRun.abandon(database, each);
        }
        // All but the log, whose new segments have salts of their own.
        assertThat(files(one)).isEqualTo(files(other)).hasSizeGreaterThan(5);
        for (String name : files(one)) {
            assertThat(one.read(name)).as(name).isEqualTo(other.read(name));
        }
    }

    private static List<String> segments(FaultyDirectory directory) {
        return directory.list().stream().filter(name -> name.endsWith(".gwal")).toList();
    }

    private static List<String> files(FaultyDirectory directory) {
        return directory.list().stream().filter(name -> !name.endsWith(".gwal")).toList();
    }
}
