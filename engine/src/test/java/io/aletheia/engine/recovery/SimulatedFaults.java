package io.aletheia.engine.recovery;

import io.aletheia.engine.files.FaultyDirectory;
import io.aletheia.engine.files.FaultyDirectory.Kind;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.recovery.SimulationTrace.Event;
import java.util.Random;

/** What goes wrong with the disk while one process has the database open. Confined to one thread. */
final class SimulatedFaults {
    /** How the process ends. */
    enum End {
        CLEAN_CLOSE,
        POWER_LOSS_IN_OPERATION,
        POWER_LOSS_BETWEEN_STEPS,
        KILL,
        WRITE_ERROR,
        SYNC_ERROR,
        NAME_ERROR,
        LOST_COMMITTER
    }

    private static final End[] ENDS = End.values();
    private static final int OPERATIONS_MAX = 250;
    private static final int ROOM_BYTES_MAX = 24_000;

    private final FaultyDirectory disk;
    private final Random random;
    private final SimulationTrace trace;
    private final End end;
    private final boolean lasting;
    private final long operation;
    private final int fullFrom;
    private final int fullTo;
    private boolean errorMade;
    private boolean full;

    /** Plans for a life of so many steps. */
    SimulatedFaults(FaultyDirectory disk, Random random, SimulationTrace trace, int steps) {
        this.disk = disk;
        this.random = random;
        this.trace = trace;
        end = ENDS[random.nextInt(ENDS.length)];
        lasting = random.nextBoolean();
        operation = disk.operations() + 1 + random.nextInt(1 + random.nextInt(OPERATIONS_MAX));
        boolean fills = random.nextInt(3) == 0;
        fullFrom = fills ? random.nextInt(steps) : Integer.MAX_VALUE;
        fullTo = fills ? fullFrom + 1 + random.nextInt(steps) : Integer.MAX_VALUE;
        if (random.nextInt(5) == 0) {
            disk.shortWrites();
            trace.count(Event.SHORT_WRITES);
        }
        if (end == End.POWER_LOSS_IN_OPERATION) {
            disk.crashAt(operation);
        }
        disk.fault(this::before);
        trace.note(end + " at " + operation + ", full from " + fullFrom + " to " + fullTo);
    }

    End end() {
        return end;
    }

    /** Whether the disk has failed, so that the log may have as well. */
    boolean errorMade() {
        return errorMade || disk.isDead();
    }

    /** Whether the disk was full once, so that commits may be refused. */
    boolean wasFull() {
        return full;
    }

    /** What comes before a step. */
    void beforeStep(int step) {
        if (step == fullFrom) {
            full = true;
            disk.bytesMax(disk.bytes() + random.nextInt(ROOM_BYTES_MAX));
        }
        if (step == fullTo) {
            makeRoom();
        }
    }

    void makeRoom() {
        disk.bytesMax(Long.MAX_VALUE);
    }

    /** Nothing fails any more. */
    void stop() {
        disk.fault((kind, name, number) -> {});
        disk.crashAt(Long.MAX_VALUE);
        makeRoom();
    }

    private void before(Kind kind, String name, long number) {
        trace.note(kind + " " + name + " " + number);
        if (number >= operation && (lasting || !errorMade) && isHit(kind)) {
            if (!errorMade) {
                trace.count(Event.valueOf(end.name()));
            }
            errorMade = true;
            throw new DatabaseException(ErrorCode.FILE_UNREADABLE, kind + " " + name + ": Input/output error");
        }
    }

    private boolean isHit(Kind kind) {
        return switch (end) {
            case WRITE_ERROR -> kind == Kind.WRITE;
            case SYNC_ERROR -> kind == Kind.SYNC || kind == Kind.SYNC_DIRECTORY;
            case NAME_ERROR -> kind == Kind.CREATE || kind == Kind.RENAME || kind == Kind.DELETE;
            case CLEAN_CLOSE, POWER_LOSS_IN_OPERATION, POWER_LOSS_BETWEEN_STEPS, KILL, LOST_COMMITTER -> false;
        };
    }
}
