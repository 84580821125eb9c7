package io.aletheia.engine.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aletheia.engine.recovery.SimulationTrace.Event;
import java.util.Arrays;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The log, its threads, committers and checkpoints as steps of one thread, in orders that seeds choose, on a disk that fails:
 * see {@link Simulation}. {@code -Daletheia.simulations=10000 -Daletheia.seed=1} runs more, and a failure names its seed.
 */
final class SimulationTest {
    // Points 1, 4, F1, F3 of docs/architecture/recovery.md.
    private static final int SIMULATIONS_IN_BUILD = 300;
    private static final int SIMULATIONS = Integer.getInteger("aletheia.simulations", SIMULATIONS_IN_BUILD);
    private static final long SEED = Long.getLong("aletheia.seed", 1);
    private static final int MUTATION_SIMULATIONS = 2000;
    private static final StackWalker WALKER = StackWalker.getInstance();

    @Test
    void whateverHappensAPrefixWithAllThatIsDurableComesBack() {
        var trace = new SimulationTrace();
        for (int i = 0; i < SIMULATIONS; i++) {
            Simulation.run(SEED + i, SimulationTest::none, trace);
        }
        if (SIMULATIONS >= SIMULATIONS_IN_BUILD) {
            assertThat(trace.counts()).containsOnlyKeys(Arrays.asList(Event.values()));
        }
        if (SIMULATIONS > SIMULATIONS_IN_BUILD) {
            System.out.println("simulations " + SEED + " to " + (SEED + SIMULATIONS - 1) + ": " + trace.counts());
        }
    }

    @Test
    void theSameSeedIsTheSameRun() {
        for (long seed = SEED; seed < SEED + 5; seed++) {
            assertThat(hashOf(seed)).as("seed %d", seed).isEqualTo(hashOf(seed));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "LogWriter, sync", // acknowledged before it is durable
        "LogTail, rotate", // the next segment comes into use before the one before it is durable
        "SegmentFiles, fill", // a segment is handed over before it is durable
        "StoreFiles, sync", // a manifest names files that are not durable
        "Manifests, write"
    })
    void aSyncThatIsLeftOutIsFound(String className, String methodName) {
        Predicate<String> skips = name -> WALKER.walk(
                frames -> frames.anyMatch(frame -> frame.getClassName().endsWith("." + className)
                        && frame.getMethodName().equals(methodName)));
        assertThatThrownBy(() -> {
                    for (long i = 1; i <= MUTATION_SIMULATIONS; i++) {
                        Simulation.run(i, skips, new SimulationTrace());
                    }
                })
                .isInstanceOf(AssertionError.class)
                .hasMessageMatching(
                        "(?s)simulation of seed .*(acknowledged commits are lost|is corrupt|does not follow|no such segment|the end of a commit).*");
    }

    /** No sync is left out. */
    private static boolean none(String fileName) {
        return false;
    }

    private static long hashOf(long seed) {
        var trace = new SimulationTrace();
        Simulation.run(seed, SimulationTest::none, trace);
        return trace.hash();
    }
}
