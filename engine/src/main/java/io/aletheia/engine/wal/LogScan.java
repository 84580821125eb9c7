package io.aletheia.engine.wal;

import io.aletheia.engine.files.ByteReader;
import io.aletheia.engine.model.Commit;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.Operation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Follows the frames of a log from a position and hands over the commits, each once its last frame is read; stops where the
 * frames stop. Memory holds one buffer and one transaction. Not thread-safe. After an exception it says how far it came.
 *
 * <p>A frame that is valid but is not the one to come, by LSN, time or transaction, is never the work of a crash: it is refused.
 */
final class LogScan {
    private static final int NOT_BEGUN = -1;
    /** After so many bytes the progress is told. */
    private static final long PROGRESS_BYTES = 1 << 20;

    /** A place in the log. */
    record Place(int index, long offset, long lsn) {}

    private final SegmentList list;
    /** Null if only the frames are looked at, not the operations in them. */
    private final @Nullable Consumer<Commit> target;

    private final LongConsumer progress;

    // Where the next frame is.
    private int index;
    private long offset;
    private long nextLsn;

    private long lastSystemTime;
    private long epoch;
    private long epochDurableLsn;
    private int lastChecksum;
    private String defect = "";

    // The transaction whose frames are being read, and where it begins; -1 between transactions.
    private int begunIndex = NOT_BEGUN;
    private long begunOffset;
    private long begunLsn;
    private final List<Operation> operations = new ArrayList<>();
    private long transactionId;
    private long transactionTime;

    /** Places such that all before the second of them is durable; what is behind the first may not be. */
    private final ArrayDeque<Place> unsynced = new ArrayDeque<>();

    private boolean skipsRest;
    private long bytesRead;
    private long nextProgress = PROGRESS_BYTES;
    private int segments;
    private long frames;
    private long transactions;
    private long operationCount;

    /**
     * A scan from a place on.
     *
     * @param lastSystemTime that every commit is after
     * @param target gets the commits; null if nobody wants them
     * @param progress told now and then how many bytes are read
     */
    LogScan(
            SegmentList list,
            Place start,
            long lastSystemTime,
            @Nullable Consumer<Commit> target,
            LongConsumer progress) {
        this.list = list;
        this.target = target;
        this.progress = progress;
        this.index = start.index();
        this.offset = start.offset();
        this.nextLsn = start.lsn();
        this.lastSystemTime = lastSystemTime;
        unsynced.add(start);
    }

    /** The log may begin in the middle of a transaction, which then is left out. */
    LogScan fromWherever() {
        skipsRest = true;
        return this;
    }

    /** Reads to the end. DATABASE_CORRUPT (XX001) if a frame contradicts those before it. */
    void run() {
        while (true) {
            segments++;
            try (SegmentReader reader = list.reader(index)) {
                follow(reader);
            }
            if (!continuesBehind()) {
                break;
            }
            index++;
            offset = Segment.HEADER_BLOCK_BYTES;
        }
        progress.accept(bytesRead);
    }

    /** LSNs are dense, so a segment that begins with the next one leaves nothing out, whatever stopped the one before. */
    private boolean continuesBehind() {
        if (index + 1 >= list.segments().size()) {
            return false;
        }
        Segment next = list.segments().get(index + 1);
        if (next.firstLsn() != nextLsn
                || next.sequence() != list.segments().get(index).sequence() + 1) {
            return false;
        }
        if (lastChecksum != 0 && next.previousLastChecksum() != 0 && next.previousLastChecksum() != lastChecksum) {
            throw new DatabaseException(
                    ErrorCode.DATABASE_CORRUPT,
                    String.format(
                            "log segment %s does not follow on the one before: expected checksum %08x of the frame before LSN"
                                    + " %d, found %08x",
                            next.name(), lastChecksum, nextLsn, next.previousLastChecksum()));
        }
        return true;
    }

    private void follow(SegmentReader reader) {
        if (!reader.segment().isActive()) {
            // The header that says it is in use is synced with the first frames: without it none of them was. The log
            // comes
            // to write there again, so they must not count.
            defect = "a segment that is not in use";
            return;
        }
        while (true) {
            ReadFrame frame = reader.frame(offset);
            if (frame == null) {
                defect = reader.defect();
                return;
            }
            long lsn = frame.lsn();
            if (lsn != nextLsn) {
                throw corrupt(stop(), "a frame of LSN " + nextLsn, "LSN " + lsn);
            }
            if (frame.isEpoch()) {
                readEpoch(frame);
            } else {
                readCommit(frame);
            }
            frames++;
            lastChecksum = frame.checksum();
            int length = frame.length();
            offset += length;
            bytesRead += length;
            if (bytesRead >= nextProgress) {
                nextProgress = bytesRead + PROGRESS_BYTES;
                progress.accept(bytesRead);
            }
        }
    }

    private void readEpoch(ReadFrame frame) {
        long durable = frame.epochDurableLsn();
        if (durable >= nextLsn) {
            throw corrupt(stop(), "a durable LSN below " + nextLsn, String.valueOf(durable));
        }
        epoch = frame.epochNumber();
        epochDurableLsn = durable;
        unsynced.add(stop());
        while (unsynced.size() > 1 && second().lsn() <= durable + 1) {
            unsynced.remove();
        }
    }

    private Place second() {
        var places = unsynced.iterator();
        places.next();
        return places.next();
    }

    private void readCommit(ReadFrame frame) {
        long id = frame.transactionId();
        long time = frame.systemTime();
        boolean first = frame.isFirst();
        if (!first && skipsRest) {
            // The rest of a transaction that begins in a segment that is no longer there.
            nextLsn += frame.count();
            return;
        }
        skipsRest = false;
        if (first != (begunIndex == NOT_BEGUN)) {
            throw corrupt(
                    stop(),
                    first ? "the rest of transaction " + transactionId : "the first frame",
                    "transaction " + id);
        }
        if (first) {
            if (time <= lastSystemTime) {
                throw corrupt(stop(), "a system time after " + lastSystemTime, String.valueOf(time));
            }
            begunIndex = index;
            begunOffset = offset;
            begunLsn = nextLsn;
            transactionId = id;
            transactionTime = time;
        } else if (id != transactionId || time != transactionTime) {
            throw corrupt(stop(), "the rest of transaction " + transactionId, "transaction " + id);
        }
        int count = frame.count();
        if (target != null) {
            decode(frame, count);
        }
        nextLsn += count;
        if (frame.isLast()) {
            deliver();
        }
    }

    private void decode(ReadFrame frame, int count) {
        ByteReader reader = new ByteReader(frame.body(), () -> describe(stop()));
        for (int i = 0; i < count; i++) {
            operations.add(OperationCodec.read(reader));
        }
        if (reader.remaining() >= Frame.ALIGNMENT) {
            throw corrupt(stop(), "the end of the frame", reader.remaining() + " bytes more");
        }
    }

    private void deliver() {
        if (target != null) {
            target.accept(new Commit(transactionId, begunLsn, transactionTime, List.copyOf(operations)));
            operations.clear();
        }
        lastSystemTime = transactionTime;
        transactions++;
        operationCount += nextLsn - begunLsn;
        begunIndex = NOT_BEGUN;
    }

    private String describe(Place place) {
        return "log segment " + list.segments().get(place.index()).name() + " at offset " + place.offset() + " (LSN "
                + place.lsn() + ")";
    }

    /** The exception for damage at a place. */
    DatabaseException corrupt(Place place, String expected, String found) {
        return new DatabaseException(
                ErrorCode.DATABASE_CORRUPT, describe(place) + " is corrupt: expected " + expected + ", found " + found);
    }

    /** Where the frames stop. */
    Place stop() {
        return new Place(index, offset, nextLsn);
    }

    /** Where the last whole transaction ends: the log goes on here. */
    Place committedEnd() {
        return begunIndex == NOT_BEGUN ? stop() : new Place(begunIndex, begunOffset, begunLsn);
    }

    /** What stands where the next frame should. */
    String defect() {
        return defect;
    }

    /** All before this place is surely on stable storage. */
    Place firstUnsynced() {
        return unsynced.getFirst();
    }

    long lastSystemTime() {
        return lastSystemTime;
    }

    long epoch() {
        return epoch;
    }

    long epochDurableLsn() {
        return epochDurableLsn;
    }

    /** Length of the frames. */
    long bytesRead() {
        return bytesRead;
    }

    int segments() {
        return segments;
    }

    long frames() {
        return frames;
    }

    long transactions() {
        return transactions;
    }

    long operationCount() {
        return operationCount;
    }
}
