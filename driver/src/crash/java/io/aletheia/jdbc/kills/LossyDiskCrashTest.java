package io.aletheia.jdbc.kills;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@link KillCrashTest} on a file system that forgets what was not synced when the process is killed, all of it or a random part:
 * {@code src/crash/cpp/lossyfs.cpp}, whose program is a property.
 */
@Tag("lossyfs")
class LossyDiskCrashTest {
    private static final int KILLS = Integer.getInteger("aletheia.kills", 100);
    private static final long SEED = Long.getLong("aletheia.seed", 1);

    @TempDir
    Path mountPoint;

    @ParameterizedTest
    @ValueSource(strings = {"SYNCHRONOUS", "GROUP_COMMIT", "SYNCHRONOUS,ASYNC,GROUP_COMMIT,ASYNC_BATCHED"})
    void whatWasAcknowledgedSurvivesTheLossOfEverythingUnsynced(String modes) throws Exception {
        String program = System.getProperty("aletheia.lossyfs", "");
        try (HeldMount disk = HeldMount.mount(mountPoint, program, "-f", mountPoint.toString())) {
            var random = new Random(SEED);
            Surroundings powerLoss = new Surroundings() {
                @Override
                public void killed() throws IOException {
                    assertThat(disk.ask("crash " + random.nextInt(1, Integer.MAX_VALUE)))
                            .isEqualTo("crashed");
                }
            };
            var rounds = new KillRounds(disk.path(), List.of(modes), "", random, powerLoss);
            assertThatCode(() -> rounds.run(KILLS)).as("seed " + SEED).doesNotThrowAnyException();
            System.out.println("seed " + SEED + ", " + KILLS + " kills: " + rounds.summary());
        }
    }
}
