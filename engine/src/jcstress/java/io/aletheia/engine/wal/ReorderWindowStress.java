package io.aletheia.engine.wal;

import java.util.List;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Two commits that have claimed their places, the first with LSNs 1 to 3, are published through different stripes, the second first, while the
 * flusher drains: the LSN up to which it may write at once, and afterwards.
 */
@JCStressTest
@Outcome(
        id = "0, 5",
        expect = Expect.ACCEPTABLE,
        desc = "neither, or the second alone, had come: nothing may be written yet")
@Outcome(id = "3, 5", expect = Expect.ACCEPTABLE, desc = "the first had come")
@Outcome(id = "5, 5", expect = Expect.ACCEPTABLE, desc = "both had come")
@Outcome(
        id = "-1, .*|.*, -1",
        expect = Expect.FORBIDDEN,
        desc = "the second is written before the first: a gap in the log")
@Outcome(id = ".*, [03]", expect = Expect.FORBIDDEN, desc = "a published commit never leaves the window")
@Outcome(expect = Expect.FORBIDDEN, desc = "a commit is seen without what its committer wrote into it")
@State
public class ReorderWindowStress {
    private final Stripes stripes = new Stripes(2, 4);
    private final ReorderWindow window = new ReorderWindow();
    private long written;

    private void publish(int stripe, long firstLsn, int operations, long ticket) {
        var commit = new EncodedCommit(ticket, operations, List.of(), 0);
        commit.stamp(firstLsn, ticket, ticket);
        commit.reserve(stripe);
        stripes.offer(commit);
    }

    private int writable() {
        stripes.drain(window::put);
        for (EncodedCommit commit = window.poll(); commit != null; commit = window.poll()) {
            if (commit.firstLsn() != written + 1) {
                return -1;
            }
            written = commit.lastLsn();
        }
        return (int) written;
    }

    @Actor
    public void committers() {
        publish(1, 4, 2, 2);
        publish(0, 1, 3, 1);
    }

    @Actor
    public void flusher(II_Result result) {
        result.r1 = writable();
    }

    @Arbiter
    public void afterwards(II_Result result) {
        result.r2 = writable();
    }
}
