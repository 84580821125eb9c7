package io.aletheia.engine.wal;

import io.aletheia.engine.files.DataDirectory;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.DurabilityMode;
import io.aletheia.engine.model.ErrorCode;
import java.util.List;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A log without threads: what its threads would do are steps here, and what would wait asks instead. Confined to one thread.
 */
public final class SteppedLog {
    /** Where a commit stands that asked to be let in. */
    public enum Room {
        WAITING,
        LET_IN,
        REFUSED
    }

    /** A request to be let in. */
    public static final class Request {
        private final Admission.@Nullable Turn turn;

        private Request(Admission.@Nullable Turn turn) {
            this.turn = turn;
        }

        /** What was decided so far. */
        public Room room() {
            if (turn == null) {
                return Room.LET_IN;
            }
            if (!turn.decided) {
                return Room.WAITING;
            }
            return turn.refusal == null ? Room.LET_IN : Room.REFUSED;
        }

        /** Why it was refused; null if it was not. */
        public @Nullable DatabaseException refusal() {
            return turn == null ? null : turn.refusal;
        }
    }

    private final SegmentedLog log;
    private final SyncRequests requests;

    /** The steps of a log that was opened by {@link #replay}. */
    public SteppedLog(WriteAheadLog opened) {
        log = (SegmentedLog) opened;
        log.supply.serve(log.admission);
        requests = new Requests();
    }

    /** What opens a log so that no thread runs. */
    public static LogReplay replay(
            DataDirectory directory, LogOptions options, LongSupplier nanoTime, Supplier<UUID> newDatabaseId) {
        return new LogReplay(
                directory, options, LogReplay.Access.WRITE, new LogEnvironment(nanoTime, newDatabaseId, false));
    }

    /** Takes every place of the stripes without asking, so that the next commit cannot be published. */
    public void fillStripes() {
        var commit = new EncodedCommit(0, 1, List.of(), 0);
        boolean hasPlace = true;
        while (hasPlace) {
            try {
                log.flusher.publish(commit);
            } catch (IllegalStateException e) {
                hasPlace = false;
            }
        }
    }

    /** Publishes a commit; while its place in the stripe is taken and not filled yet, something else happens. */
    public void publishSlowly(EncodedCommit commit, Runnable meanwhile) {
        commit.frames().forEach(frame -> frame.stamp(commit.firstLsn(), commit.systemTime()));
        log.stripes
                .queues
                .get(commit.stripe())
                .fill(
                        () -> {
                            meanwhile.run();
                            return commit;
                        },
                        1);
    }

    // The flusher.

    /** One step; what goes wrong in it poisons the log. Returns whether there was anything to do. */
    public boolean flush() {
        return guarded(log.writer::step);
    }

    /** What it does after a rest. */
    public void writeEpoch() {
        guarded(() -> {
            if (log.writer.lacksEpoch()) {
                log.writer.writeEpoch();
            }
            return true;
        });
    }

    /** What it does in the end. */
    public void finish() {
        log.admission.close(new DatabaseException(ErrorCode.LOG_UNAVAILABLE, "the log is closed"));
        guarded(() -> {
            log.writer.finish();
            return true;
        });
    }

    private boolean guarded(Supplier<Boolean> step) {
        try {
            return step.get();
        } catch (Throwable e) {
            log.flusher.poison(e);
            return true;
        }
    }

    /** Whether the flusher would not sleep now. */
    public boolean hasArrivals() {
        return log.writer.hasArrivals();
    }

    /** How long the flusher may sleep at most. */
    public long nanosUntilDue() {
        return log.demand.nanosUntilDue(Long.MAX_VALUE);
    }

    /** How many wait for an LSN up to this one and have not been woken. */
    public int waitersUpTo(long lsn) {
        return log.demand.waiters(lsn);
    }

    // The supply of segments.

    /** One step; returns whether there was anything to do. */
    public boolean supply() {
        return log.supply.step();
    }

    // A committer.

    /** As {@link WriteAheadLog#admit}, without waiting. */
    public Request request(EncodedCommit commit) {
        return new Request(log.admission.request(commit));
    }

    /** Asks for what the mode promises, without waiting. */
    public void ask(DurabilityMode mode, long lastLsn) {
        log.policy(mode).await(requests, lastLsn);
    }

    /** Why nothing more becomes durable; null while the log works. */
    public @Nullable DatabaseException ended() {
        return log.durable.ended();
    }

    /** The last LSN that is written, on stable storage or not. */
    public long writtenLsn() {
        return log.writer.position().lsn() - 1;
    }

    private final class Requests implements SyncRequests {
        @Override
        public void awaitSync(long lsn) {
            awaitSharedSync(lsn, 0, 0);
        }

        @Override
        public void awaitSharedSync(long lsn, long delayNanosMax, int commitsMax) {
            log.demand.add(new Waiter(lsn, delayNanosMax, commitsMax));
        }

        @Override
        public void syncWithin(long nanos) {
            log.demand.within(nanos);
        }

        @Override
        public void syncAtCommits(int commits) {
            log.demand.atCommits(commits);
        }
    }
}
