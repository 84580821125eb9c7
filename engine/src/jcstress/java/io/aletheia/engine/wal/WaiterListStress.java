package io.aletheia.engine.wal;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * A committer begins to wait for its LSN while the flusher makes it durable: whether the committer sees that it need not sleep (1), how many the
 * flusher wakes, and whether it is left a reason to look again (1) or would rest.
 */
@JCStressTest
@Outcome(
        id = "1, 0, [01]",
        expect = Expect.ACCEPTABLE,
        desc = "the committer sees that its LSN is durable and does not sleep")
@Outcome(id = "1, 1, 0", expect = Expect.ACCEPTABLE, desc = "it sees that, and is woken besides")
@Outcome(id = "0, 1, 0", expect = Expect.ACCEPTABLE, desc = "it sleeps and is woken")
@Outcome(id = "0, 0, 1", expect = Expect.ACCEPTABLE, desc = "it sleeps, and the flusher finds it before it rests")
@Outcome(id = "0, 0, 0", expect = Expect.FORBIDDEN, desc = "it sleeps for ever, though its commit is on stable storage")
@Outcome(expect = Expect.FORBIDDEN, desc = "somebody is woken who does not wait")
@State
public class WaiterListStress {
    private final SyncDemand demand = new SyncDemand(System::nanoTime);
    private final DurableLsn durable = new DurableLsn(0);

    @Actor
    public void committer(III_Result result) {
        demand.add(new Waiter(1, 0, 0));
        result.r1 = durable.lsn() >= 1 ? 1 : 0;
    }

    @Actor
    public void flusher(III_Result result) {
        demand.gather();
        durable.advance(1);
        result.r2 = demand.wakeUpTo(1);
    }

    @Arbiter
    public void afterwards(III_Result result) {
        result.r3 = demand.hasArrivals() ? 1 : 0;
    }
}
