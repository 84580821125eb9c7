package io.aletheia.engine.wal;

import java.util.List;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/** Commits that are offered to one stripe. Two threads at a time, so that two processors are enough. */
public class StripesStress {
    private StripesStress() {}

    private static void offer(Stripes stripes, long ticket) {
        var commit = new EncodedCommit(ticket, 1, List.of(), 0);
        commit.stamp(ticket, ticket, ticket);
        stripes.offer(commit);
    }

    /** A committer offers two while the flusher drains: how many it got, and how many there were in all. */
    @JCStressTest
    @Outcome(id = "[012], 2", expect = Expect.ACCEPTABLE, desc = "each commit is drained once, now or later")
    @Outcome(
            id = ".*, [01]",
            expect = Expect.FORBIDDEN,
            desc = "an offered commit is lost: its committer waits for ever")
    @Outcome(
            id = "-1, .*|.*, -1",
            expect = Expect.FORBIDDEN,
            desc = "the second of one committer is drained before the first")
    @Outcome(expect = Expect.FORBIDDEN, desc = "a commit is drained twice: it would stand in the log twice")
    @State
    public static class CommitterAndFlusher {
        private final Stripes stripes = new Stripes(1, 4);
        private int drained;

        private int drain() {
            boolean[] wrong = new boolean[1];
            stripes.drain(commit -> wrong[0] |= commit.ticket() != ++drained);
            return wrong[0] ? -1 : drained;
        }

        @Actor
        public void committer() {
            offer(stripes, 1);
            offer(stripes, 2);
        }

        @Actor
        public void flusher(II_Result result) {
            result.r1 = drain();
        }

        @Arbiter
        public void afterwards(II_Result result) {
            result.r2 = drain();
        }
    }

    /** Two committers offer one each: how many there are. */
    @JCStressTest
    @Outcome(id = "2", expect = Expect.ACCEPTABLE, desc = "both are there")
    @Outcome(expect = Expect.FORBIDDEN, desc = "one has overwritten the other: its committer waits for ever")
    @State
    public static class TwoCommitters {
        private final Stripes stripes = new Stripes(1, 4);

        @Actor
        public void committer() {
            offer(stripes, 1);
        }

        @Actor
        public void otherCommitter() {
            offer(stripes, 2);
        }

        @Arbiter
        public void afterwards(I_Result result) {
            result.r1 = stripes.drain(commit -> {});
        }
    }
}
