package io.aletheia.query.exec;

import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.ValueType;
import io.aletheia.query.expression.ValueOrder;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.rex.RexWindowExclusion;

/**
 * The frames of a partition's rows, as positions in the sorted order. Not thread-safe.
 */
final class WindowFrame {
    /** A power of two. */
    private static final int ROWS_BETWEEN_CHECKS = 1 << 13;

    private final WindowSpec spec;
    private final RowStore store;
    private final RowOrder order;
    private final ExecutionContext context;
    private final Comparator<Object> keyOrder;
    private final int keyColumn;
    private final boolean descending;
    private int[] sorted = new int[0];
    private int from;
    private int to;
    private int[] peerStart = new int[0];
    private int[] peerEnd = new int[0];

    WindowFrame(WindowSpec spec, RowStore store, List<ValueType> types, RowOrder order, ExecutionContext context) {
        this.spec = spec;
        this.context = context;
        this.store = store;
        this.order = order;
        this.keyColumn = spec.order().isEmpty() ? -1 : spec.order().get(0).getFieldIndex();
        this.descending = keyColumn >= 0 && spec.order().get(0).direction.isDescending();
        this.keyOrder = ValueOrder.of(keyColumn < 0 ? ValueType.BIGINT : types.get(keyColumn));
    }

    /** Begins with the partition {@code sorted[from, to)}. */
    void begin(int[] sortedRows, int partitionFrom, int partitionTo) {
        sorted = sortedRows;
        from = partitionFrom;
        to = partitionTo;
        peerStart = new int[to - from];
        peerEnd = new int[to - from];
        int start = from;
        for (int at = from + 1; at <= to; at++) {
            if ((at & ROWS_BETWEEN_CHECKS - 1) == 0) {
                context.checkCancelled();
            }
            if (at == to || order.compare(store.columns(), sorted[at - 1], sorted[at]) != 0) {
                for (int peer = start; peer < at; peer++) {
                    peerStart[peer - from] = start;
                    peerEnd[peer - from] = at;
                }
                start = at;
            }
        }
    }

    /** Where the rows begin that the order does not tell from the one at a position. */
    int peersFrom(int at) {
        return peerStart[at - from];
    }

    /** Where they end, exclusive. */
    int peersTo(int at) {
        return peerEnd[at - from];
    }

    /** First position of the frame of the row at a position. */
    int start(int at) {
        WindowSpec.Bound bound = spec.start();
        return switch (bound.kind()) {
            case UNBOUNDED_PRECEDING -> from;
            case UNBOUNDED_FOLLOWING -> to;
            case CURRENT_ROW -> spec.isRows() ? at : peersFrom(at);
            case PRECEDING -> spec.isRows() ? clip(at - distance(bound, at)) : rangeStart(bound, at);
            case FOLLOWING -> spec.isRows() ? clip(at + distance(bound, at)) : rangeStart(bound, at);
        };
    }

    /** Position after the frame's last. */
    int end(int at) {
        WindowSpec.Bound bound = spec.end();
        return switch (bound.kind()) {
            case UNBOUNDED_PRECEDING -> from;
            case UNBOUNDED_FOLLOWING -> to;
            case CURRENT_ROW -> spec.isRows() ? at + 1 : peersTo(at);
            case PRECEDING -> spec.isRows() ? clip(at - distance(bound, at) + 1) : rangeEnd(bound, at);
            case FOLLOWING -> spec.isRows() ? clip(at + distance(bound, at) + 1) : rangeEnd(bound, at);
        };
    }

    /** Whether the frame may leave out rows between its ends. */
    boolean hasExclusion() {
        return spec.exclusion() != RexWindowExclusion.EXCLUDE_NO_OTHER;
    }

    /** Whether the frame of the row at a position leaves out the row at another, which lies between the frame's ends. */
    boolean excludes(int at, int other) {
        return switch (spec.exclusion()) {
            case EXCLUDE_NO_OTHER -> false;
            case EXCLUDE_CURRENT_ROW -> other == at;
            case EXCLUDE_GROUP -> other >= peersFrom(at) && other < peersTo(at);
            case EXCLUDE_TIES -> other != at && other >= peersFrom(at) && other < peersTo(at);
        };
    }

    private int clip(long position) {
        return (int) Math.max(from, Math.min(to, position));
    }

    private long distance(WindowSpec.Bound bound, int at) {
        Object value = store.column(bound.column()).object(sorted[at]);
        if (value == null) {
            throw new DatabaseException(ErrorCode.INVALID_ARGUMENT, "the distance of a window frame must not be null");
        }
        if ((long) value < 0) {
            throw new DatabaseException(ErrorCode.INVALID_ARGUMENT, "a window frame needs a distance from 0: " + value);
        }
        return Math.min((long) value, Integer.MAX_VALUE);
    }

    /** The first row whose key is not before the one that the frame reaches to; a null key has only its peers. */
    private int rangeStart(WindowSpec.Bound bound, int at) {
        if (isKeyNull(at)) {
            return peersFrom(at);
        }
        Object reached = Objects.requireNonNull(store.column(bound.column()).object(sorted[at]));
        return firstPosition(reached, false);
    }

    private int rangeEnd(WindowSpec.Bound bound, int at) {
        if (isKeyNull(at)) {
            return peersTo(at);
        }
        Object reached = Objects.requireNonNull(store.column(bound.column()).object(sorted[at]));
        return firstPosition(reached, true);
    }

    private boolean isKeyNull(int at) {
        return store.column(keyColumn).isNull(sorted[at]);
    }

    /** Bisects the rows with keys for the first at or, if asked so, after a key. */
    private int firstPosition(Object reached, boolean after) {
        ColumnVector keys = store.column(keyColumn);
        int low = from;
        int high = to;
        while (low < high && keys.isNull(sorted[low])) {
            low = peersTo(low);
        }
        while (high > low && keys.isNull(sorted[high - 1])) {
            high = peersFrom(high - 1);
        }
        while (low < high) {
            int middle = (low + high) >>> 1;
            int compared = keyOrder.compare(Objects.requireNonNull(keys.object(sorted[middle])), reached);
            int inOrder = descending ? -compared : compared;
            if (after ? inOrder > 0 : inOrder >= 0) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
