package io.aletheia.jdbc.shell;

import io.aletheia.engine.model.RecoveryProgress;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Shows how far the opening of a database is, on one line that is written over, if it takes longer than a second. */
final class RecoveryBar implements RecoveryProgress {
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long REDRAW_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int WIDTH = 40;

    private final PrintStream out;
    private final LongSupplier nanoTime;
    private long started;
    private long drawn;
    private boolean begun;
    private boolean visible;

    RecoveryBar(PrintStream out, LongSupplier nanoTime) {
        this.out = out;
        this.nanoTime = nanoTime;
    }

    @Override
    public void at(Phase phase, long done, long total) {
        long now = nanoTime.getAsLong();
        if (!begun) {
            begun = true;
            started = now;
        }
        boolean isEnd = done >= total;
        if (now - started < QUIET_NANOS || (visible && !isEnd && now - drawn < REDRAW_NANOS)) {
            return;
        }
        visible = true;
        drawn = now;
        double part = total == 0 ? 1 : (double) done / total;
        int full = (int) (part * WIDTH);
        out.print(String.format(
                Locale.ROOT, "\r%-22s [%s%s] %3d %%", what(phase), "#".repeat(full), " ".repeat(WIDTH - full), (int)
                        (part * 100)));
        out.flush();
    }

    private static String what(Phase phase) {
        return switch (phase) {
            case CHECKPOINT -> "loading the checkpoint";
            case LOG -> "replaying the log";
        };
    }

    /** Ends the line, if there is one. */
    void end() {
        if (visible) {
            out.println();
            visible = false;
        }
    }
}
