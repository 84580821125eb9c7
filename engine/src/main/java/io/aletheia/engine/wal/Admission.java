package io.aletheia.engine.wal;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.SegmentReport;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Lets commits in while there is room for them: bytes in memory, a place in a stripe, and zeroed space on disk. What is let in
 * can be written, so nothing behind it has to fail. First come, first served. Thread-safe by one lock, under which nothing
 * blocks.
 *
 * <p>Space on disk: frames do not span segments, so a segment may end up to the longest frame short. A commit is let in only if
 * all frames under way fit even if every segment loses that much; an epoch is counted for every commit.
 */
final class Admission {
    /** Bytes of frames between admission and disk. A larger commit is let in alone. */
    static final long BYTES_IN_FLIGHT_MAX = 32L << 20;

    /** Epochs that are written without a commit: at rest and on closing. */
    private static final long SLACK_BYTES = 2L * Frame.EPOCH_BYTES;

    private enum Obstacle {
        NONE,
        MEMORY,
        DISK
    }

    /** A thread that waits to be let in. */
    static final class Turn {
        final EncodedCommit commit;
        final Thread thread = Thread.currentThread();
        /** Written under the lock before {@link #decided}. */
        @Nullable
        DatabaseException refusal;

        volatile boolean decided;

        Turn(EncodedCommit commit) {
            this.commit = commit;
        }

        void decide(@Nullable DatabaseException newRefusal) {
            refusal = newRefusal;
            decided = true;
            LockSupport.unpark(thread);
        }
    }

    private final SpaceRequests space;
    private final int stripeCapacity;
    private final BriefLock lock = new BriefLock();

    // All below: guarded by lock.
    private final ArrayDeque<Turn> turns = new ArrayDeque<>();
    private final ArrayList<Spare> spares = new ArrayList<>();
    private final int[] placesTaken;
    private long bytesInFlight;
    private long bytesReserved;
    private int commitsInFlight;
    private long frameBytesMax;
    private long segmentBytes;
    private long segmentRoom;
    private @Nullable DatabaseException closed;

    Admission(SpaceRequests space, int stripes, int stripeCapacity, long segmentBytes, long segmentRoom) {
        this.space = space;
        this.stripeCapacity = stripeCapacity;
        this.placesTaken = new int[stripes];
        this.segmentBytes = segmentBytes;
        this.segmentRoom = segmentRoom;
    }

    /** Waits for room. Throws what {@link #close} or {@link #refuse} was given. */
    void admit(EncodedCommit commit) {
        Turn turn = request(commit);
        if (turn != null) {
            awaitDecision(turn);
        }
    }

    /** Takes room if there is some, and returns null; else the turn at which it will be decided. */
    @Nullable
    Turn request(EncodedCommit commit) {
        lock.lock();
        try {
            if (closed != null) {
                throw copyOf(closed);
            }
            if (turns.isEmpty() && obstacleTo(commit) == Obstacle.NONE) {
                take(commit);
                return null;
            }
            Turn turn = new Turn(commit);
            turns.add(turn);
            letIn();
            return turn;
        } finally {
            lock.unlock();
        }
    }

    private static void awaitDecision(Turn turn) {
        boolean interrupted = false;
        while (!turn.decided) {
            LockSupport.park(turn);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        DatabaseException refusal = turn.refusal;
        if (refusal != null) {
            throw copyOf(refusal);
        }
    }

    /** Each thread gets an exception with its own stack. */
    private static DatabaseException copyOf(DatabaseException original) {
        return new DatabaseException(original.code(), String.valueOf(original.getMessage()), original);
    }

    /** Gives the room of a commit back that will not be written. */
    void withdraw(EncodedCommit commit) {
        lock.lock();
        try {
            giveBack(commit);
            letIn();
        } finally {
            lock.unlock();
        }
    }

    /** The flusher has written these commits; so much room is left in the segment that it is writing now. */
    void written(List<EncodedCommit> commits, long newSegmentBytes, long newSegmentRoom, int sparesUsed) {
        lock.lock();
        try {
            commits.forEach(this::giveBack);
            segmentBytes = newSegmentBytes;
            segmentRoom = newSegmentRoom;
            spares.subList(0, sparesUsed).clear();
            letIn();
            if (spares.isEmpty() && segmentRoom < segmentBytes / 2 && closed == null) {
                space.wantSpare();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The nth spare from the first; the flusher takes them in this order and says so in {@link #written}. */
    @Nullable
    Spare spare(int n) {
        lock.lock();
        try {
            return n < spares.size() ? spares.get(n) : null;
        } finally {
            lock.unlock();
        }
    }

    /** A segment more is ready. */
    void add(Spare spare) {
        lock.lock();
        try {
            spares.add(spare);
            letIn();
        } finally {
            lock.unlock();
        }
    }

    /** No segment can be made: those who wait for one are refused; who comes later may find that one can be made again. */
    void refuse(DatabaseException reason) {
        lock.lock();
        try {
            while (!turns.isEmpty() && obstacleTo(turns.peek().commit) == Obstacle.DISK) {
                turns.remove().decide(reason);
            }
            letIn();
        } finally {
            lock.unlock();
        }
    }

    /** Refuses all who wait and all who come. */
    void close(DatabaseException reason) {
        close(reason, () -> {});
    }

    /** The same; what is done at that is done before anybody is refused, and whoever sees it done is refused. */
    void close(DatabaseException reason, Runnable done) {
        lock.lock();
        try {
            done.run();
            if (closed == null) {
                closed = reason;
            }
            while (!turns.isEmpty()) {
                turns.remove().decide(reason);
            }
        } finally {
            lock.unlock();
        }
    }

    /** The segments that are ready. */
    List<SegmentReport> report() {
        lock.lock();
        try {
            return spares.stream()
                    .map(spare -> spare.segment().report(SegmentReport.State.SPARE, 0))
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    /** Takes the spares that are left, after the flusher has stopped. */
    List<Spare> takeSpares() {
        lock.lock();
        try {
            List<Spare> left = List.copyOf(spares);
            spares.clear();
            return left;
        } finally {
            lock.unlock();
        }
    }

    private void letIn() {
        while (!turns.isEmpty()) {
            EncodedCommit commit = turns.peek().commit;
            switch (obstacleTo(commit)) {
                case NONE -> {
                    take(commit);
                    turns.remove().decide(null);
                }
                case MEMORY -> {
                    return;
                }
                case DISK -> {
                    space.needSpare(Math.max(frameBytesMax, commit.frameBytesMax()));
                    return;
                }
            }
        }
    }

    private Obstacle obstacleTo(EncodedCommit commit) {
        boolean tooMany = commitsInFlight > 0 && bytesInFlight + commit.bytes() > BYTES_IN_FLIGHT_MAX;
        if (tooMany || freeStripe() < 0) {
            return Obstacle.MEMORY;
        }
        long loss = Math.max(frameBytesMax, commit.frameBytesMax()) + Frame.EPOCH_BYTES;
        long room = Math.max(0, segmentRoom - loss);
        for (int i = 0; i < spares.size(); i++) {
            room += Math.max(0, spares.get(i).room() - loss);
        }
        return bytesReserved + reservation(commit) + SLACK_BYTES <= room ? Obstacle.NONE : Obstacle.DISK;
    }

    private static long reservation(EncodedCommit commit) {
        return commit.bytes() + Frame.EPOCH_BYTES;
    }

    /** The thread's own stripe if it has a place, else any that has; -1 if none has. */
    private int freeStripe() {
        int mask = placesTaken.length - 1;
        // Consecutive thread ids spread over all stripes.
        int own = (int) (Thread.currentThread().getId() & mask);
        for (int i = 0; i <= mask; i++) {
            int stripe = (own + i) & mask;
            if (placesTaken[stripe] < stripeCapacity) {
                return stripe;
            }
        }
        return -1;
    }

    private void take(EncodedCommit commit) {
        int stripe = freeStripe();
        commit.reserve(stripe);
        placesTaken[stripe]++;
        commitsInFlight++;
        bytesInFlight += commit.bytes();
        bytesReserved += reservation(commit);
        frameBytesMax = Math.max(frameBytesMax, commit.frameBytesMax());
    }

    private void giveBack(EncodedCommit commit) {
        placesTaken[commit.stripe()]--;
        commitsInFlight--;
        bytesInFlight -= commit.bytes();
        bytesReserved -= reservation(commit);
        if (commitsInFlight == 0) {
            frameBytesMax = 0;
        }
    }
}
