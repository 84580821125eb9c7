package io.aletheia.engine.recovery;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.DurabilityMode;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.Operation;
import io.aletheia.engine.recovery.SimulationTrace.Event;
import io.aletheia.engine.wal.EncodedCommit;
import io.aletheia.engine.wal.SteppedLog;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** One thread that commits over and over, taken apart into the steps between which others may come. */
final class SimulatedCommitter {
    private enum State {
        IDLE,
        ENCODED,
        ASKING,
        LET_IN,
        CLAIMED,
        PUBLISHED,
        ABOUT_TO_WAIT,
        WAITING,
        LOST
    }

    private static final DurabilityMode[] MODES = DurabilityMode.values();

    private final SimulatedLife life;
    private final SimulatedSequencer sequencer;
    private final SteppedLog log;
    private final Random random;
    private final SimulationTrace trace;
    private State state = State.IDLE;
    private List<Operation> operations = List.of();
    private DurabilityMode mode = DurabilityMode.SYNCHRONOUS;
    private @Nullable EncodedCommit encoded;
    private SteppedLog.@Nullable Request request;
    private SimulatedSequencer.@Nullable Claim claim;

    SimulatedCommitter(
            SimulatedLife life, SimulatedSequencer sequencer, SteppedLog log, Random random, SimulationTrace trace) {
        this.life = life;
        this.sequencer = sequencer;
        this.log = log;
        this.random = random;
        this.trace = trace;
    }

    boolean isIdle() {
        return state == State.IDLE || state == State.LOST;
    }

    /** Between claim and publish. */
    boolean isClaiming() {
        return state == State.CLAIMED;
    }

    /** Dies with what it has claimed. */
    void lose() {
        state = State.LOST;
        trace.count(Event.LOST_COMMITTER);
    }

    void step() {
        switch (state) {
            case IDLE -> begin();
            case ENCODED -> request();
            case ASKING -> lookForRoom();
            case LET_IN -> claim();
            case CLAIMED -> {
                state = State.PUBLISHED;
                sequencer.publish(requireNonNull(encoded), requireNonNull(claim));
            }
            case PUBLISHED -> promise();
            case ABOUT_TO_WAIT -> {
                state = State.WAITING;
                log.ask(mode, lastLsn());
            }
            case WAITING -> look();
            case LOST -> {
                // It does nothing any more.
            }
        }
    }

    private long lastLsn() {
        return requireNonNull(claim).commit.lastLsn();
    }

    private void begin() {
        if (life.isEnding()) {
            return;
        }
        operations = sequencer.nextOperations();
        if (!operations.isEmpty()) {
            mode = MODES[random.nextInt(MODES.length)];
            encoded = sequencer.encode(operations);
            state = State.ENCODED;
        }
    }

    private void request() {
        try {
            request = log.request(requireNonNull(encoded));
            state = State.ASKING;
        } catch (DatabaseException e) {
            refused(e);
        }
    }

    private void lookForRoom() {
        SteppedLog.Request asked = requireNonNull(request);
        switch (asked.room()) {
            case WAITING -> trace.count(Event.WAITED_FOR_ROOM);
            case LET_IN -> state = State.LET_IN;
            case REFUSED -> refused(requireNonNull(asked.refusal()));
        }
    }

    private void refused(DatabaseException refusal) {
        state = State.IDLE;
        boolean full = refusal.code() == ErrorCode.DISK_FULL;
        assertThat(full ? life.faults().wasFull() : life.faults().errorMade() || life.isClosing())
                .as("%s: %s", this, refusal)
                .isTrue();
        sequencer.refused(full);
    }

    private void claim() {
        if (life.isPausing() && !life.isClosing()) {
            return;
        }
        // A database that closes claims nothing more.
        if (life.isClosing() || random.nextInt(12) == 0) {
            state = State.IDLE;
            sequencer.withdraw(requireNonNull(encoded));
        } else {
            state = State.CLAIMED;
            claim = sequencer.claim(requireNonNull(encoded), operations);
            life.claimed();
        }
    }

    private void promise() {
        boolean waits = mode == DurabilityMode.SYNCHRONOUS || mode == DurabilityMode.GROUP_COMMIT;
        if (!waits) {
            state = State.IDLE;
            log.ask(mode, lastLsn());
        } else if (life.durableLsn() >= lastLsn()) {
            acknowledge();
        } else {
            state = State.ABOUT_TO_WAIT;
        }
    }

    private void look() {
        if (life.durableLsn() >= lastLsn()) {
            acknowledge();
        } else if (log.ended() != null) {
            state = State.IDLE;
            assertThat(life.faults().errorMade() || life.mayBeUnknown(lastLsn()))
                    .as("%s: %s", this, log.ended())
                    .isTrue();
            trace.count(Event.OUTCOME_UNKNOWN);
        }
    }

    private void acknowledge() {
        state = State.IDLE;
        sequencer.acknowledge(requireNonNull(claim));
    }

    @Override
    public String toString() {
        return state + " " + mode + (claim == null ? "" : " " + claim.commit.lastLsn());
    }
}
