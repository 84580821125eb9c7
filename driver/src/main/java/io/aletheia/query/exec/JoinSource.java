package io.aletheia.query.exec;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.ValueType;
import io.aletheia.query.expression.Evaluator;
import io.aletheia.query.expression.Rows;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.rel.core.JoinRelType;
import org.jspecify.annotations.Nullable;

/**
 * Runs a join. The right side is read first and kept; then for each left batch come the pairs that match, and after them the left
 * rows without a partner if the join keeps those; at the end the right rows without a partner.
 */
final class JoinSource implements BatchSource {
    private enum Phase {
        BUILD,
        NEXT_LEFT,
        PAIRS,
        LEFT_OVER,
        RIGHT_OVER,
        DONE
    }

    /** What happens when the right side has no room in memory. */
    @FunctionalInterface
    interface Overflow {
        /** The join by other means, of the right rows kept so far and all that is left of both inputs. */
        BatchSource join(Batch kept);
    }

    /** So many rows of the right side are kept in any case. */
    private static final int KEPT_ROWS_MIN = 1 << 10;

    private final JoinRelType type;
    private final BatchSource left;
    private final BatchSource right;
    private final int leftWidth;
    private final ColumnVector[] columns;
    private JoinCandidates candidates;
    private final @Nullable Evaluator condition;
    private final ExecutionContext context;
    private final int[] leftRows = new int[Batch.ROWS];
    private final int[] rightRows = new int[Batch.ROWS];
    private int[] selection = new int[Batch.ROWS];
    private final JoinedPairs joinedPairs;
    private final JoinedRows joinedRows;
    private final BitSet rightMatched = new BitSet();
    private boolean[] leftMatched = new boolean[Batch.ROWS];
    private int[] leftSelection = new int[Batch.ROWS];
    private Phase phase = Phase.BUILD;
    private @Nullable Batch leftBatch;
    private Rows leftBatchRows = Rows.all(0);
    private int rightAt;
    private @Nullable Overflow overflow;
    private @Nullable BatchSource overflowed;

    JoinSource(
            JoinRelType type,
            BatchSource left,
            BatchSource right,
            int leftWidth,
            List<ValueType> pairTypes,
            JoinCandidates candidates,
            @Nullable Evaluator condition,
            @Nullable Overflow overflow,
            ExecutionContext context) {
        this.type = type;
        this.left = left;
        this.right = right;
        this.leftWidth = leftWidth;
        this.columns = Columns.make(pairTypes);
        this.candidates = candidates;
        this.joinedPairs = new JoinedPairs(columns, leftWidth, leftRows, rightRows, candidates.right());
        this.joinedRows = new JoinedRows(
                Columns.make(pairTypes.subList(leftWidth, pairTypes.size())), leftWidth, candidates.right());
        this.condition = condition;
        this.overflow = overflow;
        this.context = context;
    }

    /**
     * Reads the right side, as the first row does otherwise.
     *
     * @return whether it is in memory and may match something, so that other threads may join with it
     */
    boolean buildAhead() {
        build();
        return phase == Phase.NEXT_LEFT;
    }

    /** A join of other left rows with a right side that is built. */
    static JoinSource ofBuilt(
            JoinRelType type,
            BatchSource left,
            int leftWidth,
            List<ValueType> pairTypes,
            JoinCandidates built,
            @Nullable Evaluator condition,
            ExecutionContext context) {
        var source = new JoinSource(type, left, Sources.EMPTY, leftWidth, pairTypes, built, condition, null, context);
        source.begin();
        return source;
    }

    @Override
    public @Nullable Batch next() {
        while (true) {
            context.checkCancelled();
            if (overflowed != null) {
                return overflowed.next();
            }
            Batch batch = switch (phase) {
                case BUILD -> build();
                case NEXT_LEFT -> nextLeft();
                case PAIRS -> pairs();
                case LEFT_OVER -> leftOver();
                case RIGHT_OVER -> rightOver();
                case DONE -> null;
            };
            if (batch != null || phase == Phase.DONE) {
                return batch;
            }
        }
    }

    private @Nullable Batch build() {
        for (Batch batch = right.next(); batch != null; batch = right.next()) {
            context.checkCancelled();
            candidates.build(batch, Rows.of(batch));
            if (overflow != null
                    && candidates.right().size() >= KEPT_ROWS_MIN
                    && !context.hasRoom(candidates.growthBytes(Batch.ROWS))) {
                Batch kept = candidates.right().view();
                kept.setSize(candidates.right().size());
                overflowed = overflow.join(kept);
                // Their memory is wanted for the parts.
                candidates = new AllCandidates(new RowStore(List.of(), context));
                overflow = null;
                return null;
            }
        }
        right.close();
        candidates.complete();
        begin();
        return null;
    }

    private void begin() {
        boolean nothingMatches = candidates.right().size() == 0;
        boolean leftAlone = type == JoinRelType.LEFT || type == JoinRelType.FULL || type == JoinRelType.ANTI;
        phase = nothingMatches && !leftAlone ? Phase.DONE : Phase.NEXT_LEFT;
    }

    private @Nullable Batch nextLeft() {
        leftBatch = left.next();
        if (leftBatch == null) {
            boolean keepsRight = type == JoinRelType.RIGHT || type == JoinRelType.FULL;
            phase = keepsRight ? Phase.RIGHT_OVER : Phase.DONE;
            return null;
        }
        leftBatchRows = Rows.of(leftBatch);
        if (notesLeft()) {
            if (leftMatched.length < leftBatchRows.limit()) {
                leftMatched = new boolean[leftBatchRows.limit()];
            }
            Arrays.fill(leftMatched, 0, leftBatchRows.limit(), false);
        }
        candidates.begin(leftBatch, leftBatchRows);
        phase = Phase.PAIRS;
        return null;
    }

    /** Whether it matters which left rows have a partner. */
    private boolean notesLeft() {
        return type != JoinRelType.INNER && type != JoinRelType.RIGHT;
    }

    /** The next pairs that match. SEMI and ANTI joins only note them. */
    private @Nullable Batch pairs() {
        int count = candidates.next(leftRows, rightRows);
        if (count == 0) {
            phase = notesLeft() ? Phase.LEFT_OVER : Phase.NEXT_LEFT;
            return null;
        }
        boolean onlyLeft = type == JoinRelType.SEMI || type == JoinRelType.ANTI;
        if (onlyLeft && condition == null) {
            for (int i = 0; i < count; i++) {
                leftMatched[leftRows[i]] = true;
            }
            return null;
        }
        Batch from = Objects.requireNonNull(leftBatch);
        if (type == JoinRelType.INNER && candidates.isSingle()) {
            Batch joined = joinedRows.of(from, candidates.right(), leftRows, rightRows, count);
            return condition == null ? joined : matching(joined, condition);
        }
        Batch pairs = joinedPairs.of(notesLeft() ? from : matched(from, count), candidates.right(), count);
        if (condition == null) {
            for (int i = 0; i < count; i++) {
                note(i);
            }
            return pairs;
        }
        Batch matching = matching(pairs, condition);
        for (int i = 0; matching != null && i < matching.size(); i++) {
            note(matching.row(i));
        }
        return onlyLeft ? null : matching;
    }

    /** The left rows of the pairs, each once. */
    private Batch matched(Batch from, int count) {
        if (!from.isLazy()) {
            return from;
        }
        int[] rows = new int[count];
        int distinct = 0;
        for (int i = 0; i < count; i++) {
            rows[distinct] = leftRows[i];
            distinct += i == count - 1 || leftRows[i + 1] != leftRows[i] ? 1 : 0;
        }
        return from.selected(rows, distinct);
    }

    /** The rows for which the condition holds; null if there are none. */
    private @Nullable Batch matching(Batch joined, Evaluator test) {
        if (selection.length < joined.size()) {
            selection = new int[joined.size()];
        }
        int hits = test.select(joined, Rows.of(joined), selection);
        return hits == 0 ? null : joined.selected(selection, hits);
    }

    private void note(int pair) {
        if (notesLeft()) {
            leftMatched[leftRows[pair]] = true;
        }
        if (type == JoinRelType.RIGHT || type == JoinRelType.FULL) {
            rightMatched.set(rightRows[pair]);
        }
    }

    /** SEMI: the left rows with a partner; ANTI, LEFT, FULL: those without. */
    private @Nullable Batch leftOver() {
        phase = Phase.NEXT_LEFT;
        Batch from = Objects.requireNonNull(leftBatch);
        if (leftSelection.length < leftBatchRows.count()) {
            leftSelection = new int[leftBatchRows.count()];
        }
        boolean wanted = type == JoinRelType.SEMI;
        int count = 0;
        for (int i = 0; i < leftBatchRows.count(); i++) {
            int row = leftBatchRows.index()[i];
            if (leftMatched[row] == wanted) {
                leftSelection[count++] = row;
            }
        }
        if (count == 0) {
            return null;
        }
        if (type == JoinRelType.SEMI || type == JoinRelType.ANTI) {
            return Operator.selected(from, leftSelection, count);
        }
        for (int k = 0; k < columns.length; k++) {
            columns[k].clear();
            if (k < leftWidth) {
                Columns.gather(from.column(k), leftSelection, count, columns[k], 0);
            } else {
                nulls(columns[k], count);
            }
        }
        var batch = new Batch(columns);
        batch.setSize(count);
        return batch;
    }

    private static void nulls(ColumnVector column, int count) {
        for (int i = 0; i < count; i++) {
            column.setObject(i, null);
        }
    }

    private @Nullable Batch rightOver() {
        RowStore store = candidates.right();
        int count = 0;
        while (count < Batch.ROWS) {
            rightAt = rightMatched.nextClearBit(rightAt);
            if (rightAt >= store.size()) {
                phase = Phase.DONE;
                break;
            }
            rightRows[count++] = rightAt++;
        }
        if (count == 0) {
            return null;
        }
        for (int k = 0; k < columns.length; k++) {
            columns[k].clear();
            if (k < leftWidth) {
                nulls(columns[k], count);
            } else {
                Columns.gather(store.column(k - leftWidth), rightRows, count, columns[k], 0);
            }
        }
        var batch = new Batch(columns);
        batch.setSize(count);
        return batch;
    }

    @Override
    public void close() {
        phase = Phase.DONE;
        if (overflowed != null) {
            overflowed.close();
        }
        Sources.closeBoth(left, right);
    }
}
