package io.aletheia.query.exec;

import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.ValueType;
import io.aletheia.query.expression.Rows;
import io.aletheia.query.expression.ValueOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Computes one window function for the rows of a partition. Not thread-safe. */
final class WindowFunction {
    private static final int ROWS_BETWEEN_CHECKS = 1 << 13;

    private final WindowSpec.Call call;
    private final AggregateFunction function;
    private final RowStore store;
    private final List<ValueType> types;
    private final ColumnVector result;
    private final ExecutionContext context;
    private final ColumnVector single;
    private final Set<List<@Nullable Object>> seen = new HashSet<>();
    private int[] oneGroup = new int[0];
    private int unchecked;

    WindowFunction(WindowSpec.Call call, RowStore store, List<ValueType> types, ExecutionContext context) {
        this.call = call;
        this.function = call.function();
        this.store = store;
        this.types = types;
        this.result = ColumnVector.of(function.type());
        this.single = ColumnVector.of(function.type());
        this.context = context;
    }

    /** The results by number of the store's row. */
    ColumnVector result() {
        return result;
    }

    /** Whether there is such a function, for a plan to be refused early. */
    static void check(WindowSpec.Call call, List<ValueType> types) {
        switch (call.function().name()) {
            case "ROW_NUMBER",
                    "RANK",
                    "DENSE_RANK",
                    "PERCENT_RANK",
                    "CUME_DIST",
                    "NTILE",
                    "LAG",
                    "LEAD",
                    "FIRST_VALUE",
                    "LAST_VALUE",
                    "NTH_VALUE" -> {}
            default -> {
                call.function().accumulator(types, AggregateOperator.NO_RUN);
            }
        }
    }

    /** Computes the rows {@code sorted[from, to)}, which the frame has begun with. */
    void compute(int[] sorted, int from, int to, WindowFrame frame) {
        switch (function.name()) {
            case "ROW_NUMBER" -> each(sorted, from, to, at -> (long) at - from + 1);
            case "RANK" -> each(sorted, from, to, at -> (long) frame.peersFrom(at) - from + 1);
            case "DENSE_RANK" -> denseRank(sorted, from, to, frame);
            case "PERCENT_RANK" ->
                each(
                        sorted,
                        from,
                        to,
                        at -> to - from == 1 ? 0.0 : (double) (frame.peersFrom(at) - from) / (to - from - 1));
            case "CUME_DIST" -> each(sorted, from, to, at -> (double) (frame.peersTo(at) - from) / (to - from));
            case "NTILE" -> each(sorted, from, to, at -> tile(sorted, from, to, at));
            case "LAG" -> each(sorted, from, to, at -> neighbour(sorted, from, to, at, -1));
            case "LEAD" -> each(sorted, from, to, at -> neighbour(sorted, from, to, at, 1));
            case "FIRST_VALUE" -> each(sorted, from, to, at -> nth(sorted, frame, at, 1, 1));
            case "LAST_VALUE" -> each(sorted, from, to, at -> nth(sorted, frame, at, 1, -1));
            case "NTH_VALUE" -> each(sorted, from, to, at -> nth(sorted, frame, at, position(sorted[at]), 1));
            default -> aggregate(sorted, from, to, frame);
        }
    }

    /** What a row gets, by its position in the sorted order. */
    @FunctionalInterface
    private interface PositionFunction {
        @Nullable
        Object at(int position);
    }

    private void each(int[] sorted, int from, int to, PositionFunction value) {
        for (int at = from; at < to; at++) {
            worked(1);
            result.setObject(sorted[at], value.at(at));
        }
    }

    private void denseRank(int[] sorted, int from, int to, WindowFrame frame) {
        long rank = 0;
        for (int at = from; at < to; at++) {
            worked(1);
            rank += frame.peersFrom(at) == at ? 1 : 0;
            result.setObject(sorted[at], rank);
        }
    }

    private Object tile(int[] sorted, int from, int to, int at) {
        Object count = store.column(call.operand(0)).object(sorted[at]);
        if (count == null || (long) count < 1) {
            throw new DatabaseException(ErrorCode.INVALID_ARGUMENT, "NTILE needs a count from 1: " + count);
        }
        long tiles = (long) count;
        long rows = (long) to - from;
        long position = (long) at - from;
        long small = rows / tiles;
        long larger = rows % tiles;
        long inLarger = larger * (small + 1);
        return position < inLarger ? position / (small + 1) + 1 : (position - inLarger) / small + larger + 1;
    }

    private @Nullable Object neighbour(int[] sorted, int from, int to, int at, int sign) {
        Integer distanceColumn = call.optionalOperand(1);
        Object distance = distanceColumn == null
                ? (Object) 1L
                : store.column(distanceColumn).object(sorted[at]);
        if (distance == null) {
            return null;
        }
        long left = Math.abs((long) distance);
        int step = (long) distance < 0 ? -sign : sign;
        ColumnVector values = store.column(call.operand(0));
        long target = at;
        if (call.ignoreNulls() && left > 0) {
            while (left > 0 && target >= from && target < to) {
                worked(1);
                target += step;
                if (target >= from && target < to && !values.isNull(sorted[(int) target])) {
                    left--;
                }
            }
        } else {
            target = at + step * Math.min(left, Integer.MAX_VALUE);
        }
        if (target >= from && target < to) {
            return values.object(sorted[(int) target]);
        }
        Integer otherwise = call.optionalOperand(2);
        return otherwise == null ? null : store.column(otherwise).object(sorted[at]);
    }

    private long position(int row) {
        Object position = store.column(call.operand(1)).object(row);
        if (position == null || (long) position < 1) {
            throw new DatabaseException(ErrorCode.INVALID_ARGUMENT, "NTH_VALUE counts from 1: " + position);
        }
        return (long) position;
    }

    /** The n-th value of a row's frame, from its start or its end. */
    private @Nullable Object nth(int[] sorted, WindowFrame frame, int row, long n, int step) {
        ColumnVector values = store.column(call.operand(0));
        int start = frame.start(row);
        int end = frame.end(row);
        if (!call.ignoreNulls() && !frame.hasExclusion()) {
            long at = step > 0 ? start + n - 1 : end - n;
            return at >= start && at < end ? values.object(sorted[(int) at]) : null;
        }
        long left = n;
        for (int at = step > 0 ? start : end - 1; at >= start && at < end; at += step) {
            worked(1);
            boolean counts = !frame.excludes(row, at) && !(call.ignoreNulls() && values.isNull(sorted[at]));
            if (counts && --left == 0) {
                return values.object(sorted[at]);
            }
        }
        return null;
    }

    /** An aggregate over each row's frame: carried on while frames only grow, begun anew otherwise. */
    private void aggregate(int[] sorted, int from, int to, WindowFrame frame) {
        if (oneGroup.length < store.size()) {
            oneGroup = new int[store.size()];
        }
        if (frame.hasExclusion()) {
            aggregateWithout(sorted, from, to, frame);
            return;
        }
        Accumulator accumulator = null;
        int start = -1;
        int end = -1;
        for (int at = from; at < to; at++) {
            worked(1);
            int newStart = frame.start(at);
            int newEnd = Math.max(newStart, frame.end(at));
            boolean same = newStart == start && newEnd == end;
            if (accumulator == null || newStart != start || newEnd < end) {
                accumulator = begun();
                end = newStart;
                start = newStart;
            }
            if (!same) {
                add(accumulator, sorted, end, newEnd);
                end = newEnd;
                single.clear();
                accumulator.result(single, 1);
            }
            result.copyFrom(single, 0, sorted[at]);
        }
    }

    /** An aggregate over frames that leave rows out: each begun anew. */
    private void aggregateWithout(int[] sorted, int from, int to, WindowFrame frame) {
        for (int at = from; at < to; at++) {
            Accumulator accumulator = begun();
            int end = Math.max(frame.start(at), frame.end(at));
            int[] rows = new int[end - frame.start(at)];
            int count = 0;
            for (int other = frame.start(at); other < end; other++) {
                if (!frame.excludes(at, other)) {
                    rows[count++] = sorted[other];
                }
            }
            add(accumulator, Arrays.copyOf(rows, count));
            single.clear();
            accumulator.result(single, 1);
            result.copyFrom(single, 0, sorted[at]);
        }
    }

    /** Counts rows that were looked at, and sees now and then whether the statement goes on. */
    private void worked(int rows) {
        unchecked += rows;
        if (unchecked >= ROWS_BETWEEN_CHECKS) {
            unchecked = 0;
            context.checkCancelled();
        }
    }

    private Accumulator begun() {
        Accumulator accumulator = function.accumulator(types, context);
        accumulator.grow(1);
        seen.clear();
        return accumulator;
    }

    private void add(Accumulator accumulator, int[] sorted, int from, int to) {
        if (to > from) {
            add(accumulator, Arrays.copyOfRange(sorted, from, to));
        }
    }

    private void add(Accumulator accumulator, int[] frame) {
        worked(frame.length);
        int[] rows = function.distinct() ? firsts(frame) : frame;
        ColumnVector operand = function.arguments().isEmpty() ? single : store.column(call.operand(0));
        accumulator.add(store.view(), operand, Rows.of(rows, rows.length, store.size()), oneGroup);
    }

    /** The rows whose arguments the frame has not had before. */
    private int[] firsts(int[] rows) {
        return Arrays.stream(rows)
                .filter(row -> {
                    List<@Nullable Object> key = new ArrayList<>();
                    for (int argument : function.arguments()) {
                        key.add(ValueOrder.key(
                                types.get(argument), store.column(argument).object(row)));
                    }
                    return seen.add(key);
                })
                .toArray();
    }
}
