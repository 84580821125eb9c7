package io.aletheia.jdbc.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.engine.model.RecoveryProgress.Phase;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RecoveryBarTest {
    // Points 40 of docs/architecture/recovery.md.
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final AtomicLong nanos = new AtomicLong(-5_000);
    private final RecoveryBar bar = new RecoveryBar(new PrintStream(bytes, true, StandardCharsets.UTF_8), nanos::get);

    private String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void nothingIsShownOfAnOpeningThatIsOverWithinASecond() {
        bar.at(Phase.CHECKPOINT, 0, 100);
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(900));
        bar.at(Phase.LOG, 100, 100);
        bar.end();
        assertThat(text()).isEmpty();
    }

    @Test
    void aLongerOneShowsHowFarItIsOnOneLine() {
        bar.at(Phase.CHECKPOINT, 0, 100);
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(2));
        bar.at(Phase.CHECKPOINT, 50, 100);
        bar.at(Phase.CHECKPOINT, 51, 100);
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
        bar.at(Phase.LOG, 25, 100);
        bar.at(Phase.LOG, 100, 100);
        bar.end();
        bar.end();
        assertThat(text())
                .isEqualTo("\rloading the checkpoint [" + "#".repeat(20) + " ".repeat(20) + "]  50 %"
                        + "\rreplaying the log      [" + "#".repeat(10) + " ".repeat(30) + "]  25 %"
                        + "\rreplaying the log      [" + "#".repeat(40) + "] 100 %" + System.lineSeparator());
    }
}
