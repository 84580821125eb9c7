package io.aletheia.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aletheia.engine.files.FaultyDirectory;
import io.aletheia.engine.files.FaultyDirectory.Loss;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs the script of {@link FaultRun} over a disk that refuses something, and holds that every refusal is one that may be: what was
 * refused can be tried again and comes to the same as without faults, or the log has failed, which ends commits but not reads, and
 * nothing that was promised is lost. Confined to one thread.
 */
final class FaultyRuns {
    private static final int ATTEMPTS_MAX = 60;
    private static final Set<ErrorCode> FAILURES =
            EnumSet.of(ErrorCode.COMMIT_OUTCOME_UNKNOWN, ErrorCode.LOG_UNAVAILABLE);

    /** What happened in all runs. */
    static final class Counts {
        int runs;
        int refusedOpenings;
        int refusedCommits;
        int refusedCheckpoints;
        int failedLogs;

        @Override
        public String toString() {
            return runs + " runs, " + refusedOpenings + " refused openings, " + refusedCommits + " refused commits, "
                    + refusedCheckpoints + " refused checkpoints, " + failedLogs + " failed logs";
        }
    }

    /** Has something to do before each commit and when something was refused. */
    interface Watcher {
        /** For who has nothing to do. */
        Watcher NONE = new Watcher() {};

        default void beforeCommit(FaultRun run) {}

        default void refused() {}
    }

    private final FaultOracle oracle;
    private final int seed;
    private final Set<ErrorCode> refusals;
    private final Counts counts = new Counts();

    /** With the code that the disk refuses with. */
    FaultyRuns(FaultOracle oracle, int seed, ErrorCode refusal) {
        this.oracle = oracle;
        this.seed = seed;
        this.refusals = EnumSet.of(refusal);
    }

    Counts counts() {
        return counts;
    }

    /** Runs the script to its end, or to where the log fails, and compares. */
    void run(FaultyDirectory directory, Watcher watcher, String what) {
        counts.runs++;
        FaultRun run = open(directory, what);
        while (!run.isOver() && run.isAlive()) {
            watcher.beforeCommit(run);
            if (tries(run, run::commit, what)) {
                counts.refusedCommits++;
                watcher.refused();
                continue;
            }
            for (int i = 0; run.isAlive() && tries(run, run::maintain, what); i++) {
                counts.refusedCheckpoints++;
                watcher.refused();
                assertThat(i).as(what).isLessThan(ATTEMPTS_MAX);
                assertRight(directory.killed(), run, what + ", a checkpoint refused");
            }
        }
        if (run.isAlive()) {
            close(run, what);
        } else {
            counts.failedLogs++;
            assertFailed(run, what);
            FaultRun.closeFailed(run.database());
        }
        directory.fault((kind, name, number) -> {});
        directory.bytesMax(Long.MAX_VALUE);
        for (Loss loss : Loss.values()) {
            FaultyDirectory left = directory.survivor(loss, new Random(seed));
            assertRight(left, run, what + ", losing " + loss);
        }
        assertRight(directory, run, what);
    }

    private FaultRun open(FaultyDirectory directory, String what) {
        for (int i = 0; i < ATTEMPTS_MAX; i++) {
            try {
                return new FaultRun(directory, seed);
            } catch (DatabaseException e) {
                assertThat(e.code()).as("%s: %s", what, e).isIn(refusals);
                counts.refusedOpenings++;
            }
        }
        throw new AssertionError(what + ": it cannot be opened");
    }

    /** Whether it was refused. */
    private boolean tries(FaultRun run, Runnable step, String what) {
        try {
            step.run();
            return false;
        } catch (DatabaseException e) {
            if (run.isAlive()) {
                assertThat(e.code()).as("%s, step %d: %s", what, run.next(), e).isIn(refusals);
            } else {
                // The log can fail beside a step that is refused for its own reason.
                assertThat(refusals.contains(e.code()) || FAILURES.contains(e.code()))
                        .as("%s, step %d: %s", what, run.next(), e)
                        .isTrue();
            }
            return true;
        }
    }

    /** One that is refused its checkpoint closes all the same. */
    private void close(FaultRun run, String what) {
        try {
            run.close();
        } catch (DatabaseException e) {
            counts.refusedCheckpoints++;
            assertThat(refusals.contains(e.code()) || FAILURES.contains(e.code()))
                    .as("%s, closing: %s", what, e)
                    .isTrue();
        }
    }

    private void assertFailed(FaultRun run, String what) {
        assertThat(oracle.wrongForReaders(run.database(), run.acknowledgedLsn()))
                .as(what)
                .isNull();
        assertThatThrownBy(() -> FaultRun.commitSomething(run.database()))
                .as(what)
                .isInstanceOfSatisfying(
                        DatabaseException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LOG_UNAVAILABLE));
    }

    private void assertRight(FaultyDirectory directory, FaultRun run, String what) {
        @Nullable String wrong = oracle.wrongInGoingOn(directory, run.acknowledgedLsn());
        assertThat(wrong).as(what).isNull();
    }
}
