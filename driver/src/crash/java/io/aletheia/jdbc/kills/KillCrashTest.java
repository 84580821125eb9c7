package io.aletheia.jdbc.kills;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@link KillTest} at length, in each mode alone and in all of them on one log, with a new database now and then, since every check
 * walks the whole of it.
 */
@Tag("crash")
class KillCrashTest {
    private static final int KILLS = Integer.getInteger("aletheia.kills", 500);
    private static final int KILLS_OF_A_DATABASE = 50;
    private static final long SEED = Long.getLong("aletheia.seed", 1);

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SYNCHRONOUS",
                "GROUP_COMMIT",
                "ASYNC",
                "ASYNC_BATCHED",
                "SYNCHRONOUS,ASYNC,GROUP_COMMIT,ASYNC_BATCHED"
            })
    void whatWasAcknowledgedSurvivesEveryKillAndWhatIsThereIsAPrefix(String modes) throws Exception {
        for (int first = 0; first < KILLS; first += KILLS_OF_A_DATABASE) {
            int kills = Math.min(KILLS_OF_A_DATABASE, KILLS - first);
            long seed = SEED + first / KILLS_OF_A_DATABASE;
            Path databases = directory.resolve("seed" + seed);
            var rounds = new KillRounds(databases, List.of(modes), "", new Random(seed), Surroundings.SOUND);
            assertThatCode(() -> rounds.run(kills)).as("seed " + seed).doesNotThrowAnyException();
            System.out.println("seed " + seed + ", " + kills + " kills: " + rounds.summary());
        }
    }
}
