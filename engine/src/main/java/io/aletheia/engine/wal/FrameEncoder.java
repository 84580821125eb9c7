package io.aletheia.engine.wal;

import io.aletheia.engine.files.ByteWriter;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.Operation;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns a transaction into frames: one, or several if it is large, so that no frame needs much room in one piece. Thread-safe:
 * holds nothing but its bound.
 */
final class FrameEncoder {
    /** A frame is closed once it is so long; only a single operation that is longer makes a longer frame. */
    static final int FRAME_BYTES_TARGET = 256 << 10;

    /** The longest frame; a single operation beyond is refused. */
    static final int FRAME_BYTES_MAX = 1 << 30;

    private static final int SMALL_COMMIT_BYTES = 256;

    private final int frameBytesTarget;

    FrameEncoder(long segmentBytesMax) {
        frameBytesTarget = (int) Math.min(FRAME_BYTES_TARGET, segmentBytesMax / 8);
    }

    /**
     * The frames of a transaction.
     *
     * @throws DatabaseException INVALID_TEXT (22P02), TOO_COMPLEX (54001)
     */
    EncodedCommit encode(long transactionId, List<Operation> operations) {
        if (operations.isEmpty()) {
            throw new IllegalArgumentException("a commit without operations: transaction " + transactionId);
        }
        List<Frame> frames = new ArrayList<>(1);
        long bytes = 0;
        int count = operations.size();
        int next = 0;
        ByteWriter writer = new ByteWriter(SMALL_COMMIT_BYTES);
        while (next < count) {
            int first = next;
            writer.skip(Frame.HEADER_BYTES);
            do {
                OperationCodec.write(writer, operations.get(next++));
            } while (next < count && writer.length() < frameBytesTarget);
            Frame frame = close(writer, transactionId, first, next - first, next == count);
            frames.add(frame);
            bytes += frame.length();
            if (next < count) {
                writer = new ByteWriter(frameBytesTarget + SMALL_COMMIT_BYTES);
            }
        }
        return new EncodedCommit(transactionId, count, List.copyOf(frames), bytes);
    }

    private static Frame close(ByteWriter writer, long transactionId, int first, int count, boolean last) {
        int unpadded = writer.length();
        if (unpadded > FRAME_BYTES_MAX - Frame.ALIGNMENT) {
            throw new DatabaseException(
                    ErrorCode.TOO_COMPLEX,
                    "an operation of " + unpadded + " bytes is too large for the log; at most " + FRAME_BYTES_MAX
                            + " bytes can be stored at once");
        }
        writer.skip(Frame.aligned(unpadded) - unpadded);
        int flags = Frame.FLAG_SELF_CONTAINED | (first == 0 ? Frame.FLAG_FIRST : 0) | (last ? Frame.FLAG_LAST : 0);
        return new Frame(writer.array(), writer.length(), Frame.TYPE_COMMIT, flags, transactionId, count, first);
    }
}
