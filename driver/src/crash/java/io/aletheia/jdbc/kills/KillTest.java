package io.aletheia.jdbc.kills;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills in every build: five of a process that has four databases, one in each durability mode. */
class KillTest {
    // Points 11, 12 of docs/architecture/recovery.md.
    private static final int KILLS = 5;
    private static final List<String> MODES = List.of("SYNCHRONOUS", "GROUP_COMMIT", "ASYNC", "ASYNC_BATCHED");
    private static final long SEED = Long.getLong("aletheia.seed", 1);

    @Test
    void whatWasAcknowledgedSurvivesAKillAndWhatIsThereIsAPrefix(@TempDir Path directory) throws Exception {
        var rounds = new KillRounds(directory, MODES, "", new Random(SEED), Surroundings.SOUND);
        assertThatCode(() -> rounds.run(KILLS)).as("seed " + SEED).doesNotThrowAnyException();
    }
}
