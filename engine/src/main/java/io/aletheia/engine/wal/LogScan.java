package io.aletheia.engine.wal;

import io.aletheia.engine.files.ByteReader;
import io.aletheia.engine.model.Commit;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.Operation;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Follows the frames of a log from a position and hands over the commits, each once its last frame is read; stops where the
 * frames stop. Memory holds one buffer and one transaction. Not thread-safe.
 *
 * <p>A frame that is valid but is not the one to come, by LSN, time or transaction, is never the work of a crash: it is refused.
 */
final class LogScan {
    /** A place in the log. */
    record Place(int index, long offset, long lsn) {}

    private final SegmentList list;
    private final Consumer<Commit> target;

    /** LSN of the next frame. */
    private long nextLsn;

    private long lastSystemTime;
    private long epoch;
    private long epochDurableLsn;
    private int lastChecksum;
    private Place end;
    private String defect = "";

    /** The transaction whose frames are being read; {@code begun} is null between transactions. */
    private @Nullable Place begun;

    private final List<Operation> operations = new ArrayList<>();
    private long transactionId;
    private long transactionTime;

    /** Places such that all before the second of them is durable; what is behind the first may not be. */
    private final ArrayDeque<Place> unsynced = new ArrayDeque<>();

    private int segments;
    private long frames;
    private long transactions;
    private long operationCount;

    LogScan(SegmentList list, Place start, long lastSystemTime, Consumer<Commit> target) {
        this.list = list;
        this.target = target;
        this.end = start;
        this.nextLsn = start.lsn();
        this.lastSystemTime = lastSystemTime;
        unsynced.add(start);
    }

    /** Reads to the end. DATABASE_CORRUPT (XX001) if a frame contradicts those before it. */
    void run() {
        int index = end.index();
        long offset = end.offset();
        while (true) {
            segments++;
            try (SegmentReader reader = list.reader(index)) {
                offset = follow(reader, index, offset);
            }
            end = new Place(index, offset, nextLsn);
            if (!continuesBehind(index)) {
                break;
            }
            index++;
            offset = Segment.HEADER_BLOCK_BYTES;
        }
    }

    /** LSNs are dense, so a segment that begins with the next one leaves nothing out, whatever stopped the one before. */
    private boolean continuesBehind(int index) {
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

    private long follow(SegmentReader reader, int index, long from) {
        long offset = from;
        while (true) {
            ByteBuffer frame = reader.frame(offset);
            if (frame == null) {
                defect = reader.defect();
                return offset;
            }
            frames++;
            Place place = new Place(index, offset, nextLsn);
            long lsn = frame.getLong(Frame.LSN_OFFSET);
            if (lsn != nextLsn) {
                throw corrupt(place, "a frame of LSN " + nextLsn, "LSN " + lsn);
            }
            if (frame.get(Frame.TYPE_OFFSET) == Frame.TYPE_EPOCH) {
                readEpoch(frame, place);
            } else {
                readCommit(frame, place);
            }
            lastChecksum = frame.getInt(Frame.CHECKSUM_OFFSET);
            offset += frame.getInt(Frame.LENGTH_OFFSET);
        }
    }

    private void readEpoch(ByteBuffer frame, Place place) {
        long durable = frame.getLong(Frame.EPOCH_DURABLE_LSN_OFFSET);
        if (durable >= nextLsn) {
            throw corrupt(place, "a durable LSN below " + nextLsn, String.valueOf(durable));
        }
        epoch = frame.getLong(Frame.EPOCH_NUMBER_OFFSET);
        epochDurableLsn = durable;
        unsynced.add(place);
        while (unsynced.size() > 1 && second().lsn() <= durable + 1) {
            unsynced.remove();
        }
    }

    private Place second() {
        var places = unsynced.iterator();
        places.next();
        return places.next();
    }

    private void readCommit(ByteBuffer frame, Place place) {
        int flags = frame.get(Frame.FLAGS_OFFSET);
        long id = frame.getLong(Frame.TRANSACTION_OFFSET);
        long time = frame.getLong(Frame.TIME_OFFSET);
        boolean first = (flags & Frame.FLAG_FIRST) != 0;
        if (first != (begun == null)) {
            throw corrupt(
                    place, first ? "the rest of transaction " + transactionId : "the first frame", "transaction " + id);
        }
        if (first) {
            if (time <= lastSystemTime) {
                throw corrupt(place, "a system time after " + lastSystemTime, String.valueOf(time));
            }
            begun = place;
            transactionId = id;
            transactionTime = time;
        } else if (id != transactionId || time != transactionTime) {
            throw corrupt(place, "the rest of transaction " + transactionId, "transaction " + id);
        }
        int count = frame.getInt(Frame.COUNT_OFFSET);
        ByteReader reader = new ByteReader(frame.position(Frame.HEADER_BYTES), describe(place));
        for (int i = 0; i < count; i++) {
            operations.add(OperationCodec.read(reader));
        }
        if (reader.remaining() >= Frame.ALIGNMENT) {
            throw corrupt(place, "the end of the frame", reader.remaining() + " bytes more");
        }
        nextLsn += count;
        if ((flags & Frame.FLAG_LAST) != 0) {
            deliver();
        }
    }

    private void deliver() {
        long firstLsn = nextLsn - operations.size();
        target.accept(new Commit(transactionId, firstLsn, transactionTime, List.copyOf(operations)));
        lastSystemTime = transactionTime;
        transactions++;
        operationCount += operations.size();
        operations.clear();
        begun = null;
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
        return end;
    }

    /** Where the last whole transaction ends: the log goes on here. */
    Place committedEnd() {
        return begun == null ? end : begun;
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
