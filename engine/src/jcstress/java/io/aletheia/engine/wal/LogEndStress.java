package io.aletheia.engine.wal;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A committer begins to wait while the log ends: whether it sees that it need not sleep (1), and whether the flusher left it asleep (1). */
@JCStressTest
@Outcome(id = "[01], 0", expect = Expect.ACCEPTABLE, desc = "the committer is woken, or was never to sleep")
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "it is not woken, but sees the end and does not sleep")
@Outcome(id = "0, 1", expect = Expect.FORBIDDEN, desc = "it sleeps for ever, though the log has ended")
@Outcome(expect = Expect.FORBIDDEN, desc = "somebody is there who never came")
@State
public class LogEndStress {
    private final SyncDemand demand = new SyncDemand(System::nanoTime);
    private final DurableLsn durable = new DurableLsn(0);

    @Actor
    public void committer(II_Result result) {
        demand.add(new Waiter(1, 0, 0));
        result.r1 = durable.ended() != null ? 1 : 0;
    }

    @Actor
    public void flusher() {
        durable.end(new DatabaseException(ErrorCode.LOG_UNAVAILABLE, "the end"));
        demand.wakeAll();
    }

    @Arbiter
    public void afterwards(II_Result result) {
        demand.gather();
        result.r2 = demand.waiters(1);
    }
}
