package io.aletheia.engine.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.engine.files.FaultyDirectory;
import io.aletheia.engine.recovery.SimulationTrace.Event;
import io.aletheia.engine.wal.SteppedLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * One process that has the database open: flusher, supply of segments, committers and checkpoints as steps on one thread, in an
 * order that the seed chooses. A step that comes to the disk or asks for the time may be interrupted there by steps of others.
 */
final class SimulatedLife {
    private static final int NESTING_MAX = 3;
    private static final int DRAIN_STEPS_MAX = 20_000;
    private static final int STEPS_AFTER_END = 60;
    private static final int DRAIN_NANOS = 100_000;
    private static final int PASSING_NANOS_MAX = 3_000_000;

    private final Random random;
    private final SimulationTrace trace;
    private final SimulatedClock clock;
    private final FaultyDirectory disk;
    private final Recovered recovered;
    private final SteppedLog log;
    private final SimulatedFaults faults;
    private final SimulatedSequencer sequencer;
    private final SimulatedCheckpoints checkpoints;
    private final List<SimulatedCommitter> committers = new ArrayList<>();
    private final int committersWeight;
    private final int flusherWeight;
    private final int supplyWeight;
    private final int checkpointWeight;
    private boolean draining;
    private boolean closing;
    private boolean lost;
    private long publishedBeforeClose;
    private boolean flushing;
    private boolean supplying;
    private int nesting;

    SimulatedLife(
            Recovered recovered,
            FaultyDirectory disk,
            SimulatedFaults faults,
            Random random,
            SimulatedClock clock,
            SimulationTrace trace) {
        this.recovered = recovered;
        this.disk = disk;
        this.faults = faults;
        this.random = random;
        this.clock = clock;
        this.trace = trace;
        log = new SteppedLog(recovered.log());
        sequencer = new SimulatedSequencer(recovered, random, clock, trace);
        checkpoints = new SimulatedCheckpoints(this, recovered, log, random, trace);
        for (int i = 1 + random.nextInt(6); i > 0; i--) {
            committers.add(new SimulatedCommitter(this, sequencer, log, random, trace));
        }
        committersWeight = 1 + random.nextInt(30);
        flusherWeight = 1 + random.nextInt(6);
        supplyWeight = 1 + random.nextInt(4);
        checkpointWeight = random.nextInt(3);
    }

    SimulatedFaults faults() {
        return faults;
    }

    SimulatedSequencer sequencer() {
        return sequencer;
    }

    long durableLsn() {
        return recovered.log().durableLsn();
    }

    /** Whether nothing new is begun. */
    boolean isEnding() {
        return draining || closing;
    }

    boolean isClosing() {
        return closing;
    }

    boolean isPausing() {
        return checkpoints.isPausing();
    }

    /** Whether the log may end before this LSN is durable, though the disk works: it or one before was not published by then. */
    boolean mayBeUnknown(long lsn) {
        return closing && lsn > publishedBeforeClose;
    }

    void claimed() {
        if (checkpoints.isWriting()) {
            trace.count(Event.COMMIT_BESIDE_CHECKPOINT);
        }
    }

    /** Takes so many steps, or fewer if the power goes or the log fails. */
    void run(int stepsMax) {
        int left = stepsMax;
        for (int i = 0; left > 0 && !disk.isDead(); i++) {
            left--;
            left = log.ended() == null ? left : Math.min(left, STEPS_AFTER_END);
            faults.beforeStep(i);
            step();
        }
    }

    private void step() {
        int choice = random.nextInt(committersWeight + flusherWeight + supplyWeight + checkpointWeight + 1);
        if (choice < committersWeight) {
            commit(committers.get(random.nextInt(committers.size())));
        } else if (choice < committersWeight + flusherWeight) {
            flush();
        } else if (choice < committersWeight + flusherWeight + supplyWeight) {
            supply();
        } else if (choice < committersWeight + flusherWeight + supplyWeight + checkpointWeight) {
            checkpoints.step();
        } else {
            clock.pass(random.nextInt(PASSING_NANOS_MAX));
        }
    }

    private void commit(SimulatedCommitter committer) {
        boolean mayLose = faults.end() == SimulatedFaults.End.LOST_COMMITTER && !lost && !closing;
        if (mayLose && committer.isClaiming() && random.nextInt(20) == 0) {
            lost = true;
            committer.lose();
        } else {
            committer.step();
        }
    }

    /** Lets others take steps in the middle of one. */
    void moment() {
        if (nesting < NESTING_MAX && !disk.isDead() && random.nextInt(4) == 0) {
            nesting++;
            for (int i = 1 + random.nextInt(5); i > 0 && !disk.isDead(); i--) {
                step();
            }
            nesting--;
        }
    }

    private void flush() {
        if (flushing || closing || log.ended() != null) {
            return;
        }
        flushing = true;
        if (!log.flush() && random.nextInt(4) == 0) {
            log.writeEpoch();
        }
        flushing = false;
        trace.note("flushed up to " + durableLsn());
        check();
        if (log.ended() == null) {
            assertThat(log.waitersUpTo(durableLsn())).as("left asleep").isZero();
        }
    }

    private void check() {
        sequencer.check(log.writtenLsn());
        if (recovered.log().isPoisoned()) {
            trace.count(Event.POISONED);
            assertThat(faults.errorMade())
                    .as("the log failed by itself: %s", log.ended())
                    .isTrue();
        }
    }

    private void supply() {
        if (!supplying && !closing) {
            supplying = true;
            log.supply();
            supplying = false;
        }
    }

    /** Lets everything come to its end: nobody may be left waiting, and everything claimed becomes durable. */
    void drain() {
        faults.makeRoom();
        draining = true;
        for (int i = 0; !isQuiet(); i++) {
            assertThat(i)
                    .as(
                            "hangs: %s, durable up to %d of %d",
                            committers, durableLsn(), recovered.log().lastLsn())
                    .isLessThan(DRAIN_STEPS_MAX);
            step();
            clock.pass(DRAIN_NANOS);
        }
    }

    private boolean isQuiet() {
        return committers.stream().allMatch(SimulatedCommitter::isIdle)
                && !checkpoints.isPausing()
                && !log.hasArrivals()
                && log.nanosUntilDue() == Long.MAX_VALUE
                && durableLsn() == recovered.log().lastLsn();
    }

    /** Writes and syncs what is published, while who has claimed goes on beside it; everybody must be told something. */
    void close() {
        closing = true;
        publishedBeforeClose = sequencer.publishedLsn();
        clock.hurry(true);
        if (log.ended() == null) {
            log.finish();
            check();
        }
        if (!recovered.log().isPoisoned()) {
            assertThat(durableLsn()).isGreaterThanOrEqualTo(publishedBeforeClose);
        }
        clock.hurry(false);
        recovered.log().close();
        for (int i = 0; i < 10; i++) {
            committers.forEach(this::commit);
        }
        assertThat(committers).as("still waiting").allMatch(SimulatedCommitter::isIdle);
    }
}
