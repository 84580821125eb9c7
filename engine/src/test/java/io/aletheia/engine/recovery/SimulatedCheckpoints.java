package io.aletheia.engine.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.DurabilityMode;
import io.aletheia.engine.recovery.SimulationTrace.Event;
import io.aletheia.engine.wal.SteppedLog;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The thread that makes checkpoints: it asks commits to pause, takes the state, and writes it while commits go on. */
final class SimulatedCheckpoints implements Checkpointer.CommitPause {
    private enum State {
        RESTING,
        PAUSING,
        WRITING
    }

    private static final int RESTS = 6;

    private final SimulatedLife life;
    private final Recovered recovered;
    private final SteppedLog log;
    private final Random random;
    private final SimulationTrace trace;
    private State state = State.RESTING;

    SimulatedCheckpoints(
            SimulatedLife life, Recovered recovered, SteppedLog log, Random random, SimulationTrace trace) {
        this.life = life;
        this.recovered = recovered;
        this.log = log;
        this.random = random;
        this.trace = trace;
    }

    /** Whether commits must wait before they are claimed. */
    boolean isPausing() {
        return state == State.PAUSING;
    }

    /** Whether the state is taken and is being written. */
    boolean isWriting() {
        return state == State.WRITING;
    }

    void step() {
        if (state == State.RESTING) {
            begin();
        } else if (state == State.PAUSING && log.ended() != null) {
            state = State.RESTING;
        } else if (state == State.PAUSING
                && recovered.log().durableLsn() == recovered.log().lastLsn()) {
            checkpoint();
        }
    }

    private void begin() {
        if (!life.isEnding() && log.ended() == null && random.nextInt(RESTS) == 0) {
            state = State.PAUSING;
            log.ask(DurabilityMode.SYNCHRONOUS, recovered.log().lastLsn());
        }
    }

    private void checkpoint() {
        try {
            recovered.checkpointer().checkpoint(recovered.store(), recovered.log(), this);
            trace.count(Event.CHECKPOINT);
        } catch (DatabaseException e) {
            assertThat(life.faults().errorMade() || life.faults().wasFull())
                    .as("%s", e)
                    .isTrue();
            trace.count(Event.CHECKPOINT_FAILED);
        } finally {
            state = State.RESTING;
        }
    }

    @Override
    public <T extends @Nullable Object> T run(Supplier<T> task) {
        T taken = task.get();
        state = State.WRITING;
        life.moment();
        return taken;
    }
}
