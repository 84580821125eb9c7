package io.aletheia.engine.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.engine.files.FaultyDirectory;
import io.aletheia.engine.files.FaultyDirectory.Loss;
import io.aletheia.engine.model.Commit;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.RecoveryProgress;
import io.aletheia.engine.recovery.SimulatedFaults.End;
import io.aletheia.engine.recovery.SimulationTrace.Event;
import io.aletheia.engine.store.GraphStore;
import io.aletheia.engine.wal.LogOptions;
import io.aletheia.engine.wal.LogReplay;
import io.aletheia.engine.wal.SteppedLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A database through several lives, each of which ends badly, on one disk. The seed decides everything. After each life what is
 * found must be a prefix of what was committed, in order and whole, with all that was ever said to be durable.
 */
final class Simulation {
    private static final int STEPS_MAX = 500;
    private static final int RECOVERY_OPERATIONS_MAX = 30;
    private static final long SET_BACK_MICROS_MAX = 10_000_000;

    private final long seed;
    private final Random random;
    private final SimulationTrace trace;
    private final SimulatedClock clock;
    private final LogOptions options;
    private final Predicate<String> skipsSync;
    private FaultyDirectory disk = new FaultyDirectory();
    private @Nullable SimulatedLife life;
    /** What every recovery from here on must find, in their order. */
    private List<Commit> history = new ArrayList<>();

    private Simulation(long seed, Predicate<String> skipsSync, SimulationTrace trace) {
        this.seed = seed;
        this.skipsSync = skipsSync;
        this.trace = trace;
        random = new Random(seed);
        clock = new SimulatedClock(random);
        options = new LogOptions(
                "simulated",
                1 << random.nextInt(3),
                1 << random.nextInt(5),
                (16 << 10) << random.nextInt(2),
                random.nextInt(3),
                1 + random.nextInt(10),
                random.nextInt(3),
                1 + random.nextInt(6));
    }

    /**
     * Runs one.
     *
     * @param skipsSync which syncs do nothing, by the file's name, "" for the directory
     */
    static void run(long seed, Predicate<String> skipsSync, SimulationTrace trace) {
        trace.note("seed " + seed);
        try {
            new Simulation(seed, skipsSync, trace).run();
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("simulation of seed " + seed + " failed: " + e + "\n" + trace.text(), e);
        }
    }

    private void run() {
        for (int lives = 1 + random.nextInt(3); lives > 0; lives--) {
            live();
        }
        checkFound(open(), history.size());
    }

    private void live() {
        Recovered recovered = open();
        int steps = 1 + random.nextInt(STEPS_MAX);
        var faults = new SimulatedFaults(disk, random, trace, steps);
        var current = new SimulatedLife(recovered, disk, faults, random, clock, trace);
        life = current;
        current.run(steps);
        end(current);
        life = null;
        faults.stop();
        SimulatedSequencer sequencer = current.sequencer();
        List<Commit> before = history;
        history = new ArrayList<>(history);
        history.addAll(sequencer.commits());
        int durable = countUpTo(sequencer.durableLsn());
        int published = countUpTo(sequencer.publishedLsn());
        Recovered found = open();
        int count = countUpTo(found.store().lastLsn());
        assertThat(count).as("acknowledged commits are lost").isGreaterThanOrEqualTo(durable);
        assertThat(count).as("commits behind a gap are found").isLessThanOrEqualTo(published);
        checkFound(found, count);
        if (count < history.size()) {
            trace.count(Event.COMMITS_LOST_UNACKNOWLEDGED);
        }
        assertThat(count).isGreaterThanOrEqualTo(before.size());
        history = new ArrayList<>(history.subList(0, count));
        if (random.nextInt(4) == 0) {
            clock.setBack((long) (random.nextDouble() * SET_BACK_MICROS_MAX));
            trace.count(Event.CLOCK_SET_BACK);
        }
    }

    private void end(SimulatedLife ending) {
        End end = ending.faults().end();
        trace.note("end " + end);
        if (disk.isDead()) {
            trace.count(Event.POWER_LOSS_IN_OPERATION);
            losePower();
            return;
        }
        switch (end) {
            case CLEAN_CLOSE -> {
                ending.drain();
                ending.close();
                assertThat(ending.durableLsn()).isEqualTo(ending.sequencer().publishedLsn());
                trace.count(Event.CLEAN_CLOSE);
            }
            case WRITE_ERROR, SYNC_ERROR, NAME_ERROR, LOST_COMMITTER -> ending.close();
            case KILL -> trace.count(Event.KILL);
            case POWER_LOSS_IN_OPERATION, POWER_LOSS_BETWEEN_STEPS -> {
                trace.count(Event.POWER_LOSS_BETWEEN_STEPS);
                losePower();
                return;
            }
        }
        if (random.nextBoolean()) {
            trace.count(Event.POWER_LOSS_AFTER_CLOSE);
            losePower();
        }
    }

    private void losePower() {
        Loss[] losses = Loss.values();
        Loss loss = losses[random.nextInt(losses.length)];
        trace.note("losing " + loss);
        disk = disk.survivor(loss, random);
    }

    /** Opens the database, perhaps at the second attempt. */
    private Recovered open() {
        while (true) {
            boolean fails = random.nextInt(6) == 0;
            if (fails) {
                disk.crashAt(disk.operations() + 1 + random.nextInt(RECOVERY_OPERATIONS_MAX));
            }
            var directory = new SimulatedDirectory(disk, this::moment, skipsSync);
            try {
                Recovered recovered = Recovery.open(
                        directory,
                        LogReplay.Access.WRITE,
                        SteppedLog.replay(directory, options, this::nanoTime, () -> new UUID(seed, seed)),
                        RecoveryProgress.NOBODY);
                disk.crashAt(Long.MAX_VALUE);
                trace.count(Event.RECOVERY);
                trace.note("recovered up to " + recovered.store().lastLsn());
                return recovered;
            } catch (DatabaseException e) {
                if (!disk.isDead()) {
                    throw e;
                }
                trace.count(Event.POWER_LOSS_IN_RECOVERY);
                losePower();
            }
        }
    }

    private long nanoTime() {
        moment();
        return clock.nanoTime();
    }

    private void moment() {
        if (life != null) {
            life.moment();
        }
    }

    private int countUpTo(long lsn) {
        int count = 0;
        while (count < history.size() && history.get(count).lastLsn() <= lsn) {
            count++;
        }
        assertThat(count == 0 ? 0 : history.get(count - 1).lastLsn())
                .as("the end of a commit")
                .isEqualTo(lsn);
        return count;
    }

    /** The state must be that of the first so many commits, with their numbers and times. */
    private void checkFound(Recovered found, int count) {
        var expected = new GraphStore();
        history.subList(0, count).forEach(expected::apply);
        assertThat(TestDatabase.dump(found.store())).isEqualTo(TestDatabase.dump(expected));
    }
}
