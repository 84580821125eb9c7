package io.aletheia.jdbc.kills;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@link KillCrashTest} in processes for each of which the clock of the machine was set back by another time, up to half a month:
 * system times ascend all the same. Needs the library of libfaketime, whose path is a property.
 */
@Tag("faketime")
class ClockSetBackCrashTest {
    private static final int KILLS = Integer.getInteger("aletheia.kills", 20);
    private static final long SEED = Long.getLong("aletheia.seed", 1);
    private static final int DAYS_MAX = 15;

    @Test
    void systemTimesAscendWhateverTheClockSaysAfterARestart(@TempDir Path directory) throws Exception {
        var random = new Random(SEED);
        Surroundings otherTimes = new Surroundings() {
            @Override
            public Map<String, String> environment() {
                return Map.of(
                        "LD_PRELOAD",
                        System.getProperty("aletheia.faketime", ""),
                        "FAKETIME",
                        "-" + random.nextInt(1, DAYS_MAX + 1) + "d",
                        "FAKETIME_DONT_FAKE_MONOTONIC",
                        "1",
                        // Else the JVM's timed waits wait too long, or not at all.
                        "FAKETIME_FORCE_MONOTONIC_FIX",
                        "0");
            }
        };
        List<String> modes = List.of("GROUP_COMMIT,ASYNC");
        var rounds = new KillRounds(directory, modes, ";allowClockSkew=true", random, otherTimes);
        assertThatCode(() -> rounds.run(KILLS)).as("seed " + SEED).doesNotThrowAnyException();
        System.out.println("seed " + SEED + ", " + KILLS + " kills: " + rounds.summary());
    }
}
