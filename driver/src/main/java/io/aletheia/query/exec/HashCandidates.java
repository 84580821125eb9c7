package io.aletheia.query.exec;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.ValueType;
import io.aletheia.query.expression.Evaluator;
import io.aletheia.query.expression.Rows;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pairs whose keys are equal. The right rows of one key are a chain in the order of their arrival: {@code heads} by key number,
 * {@code nexts} by row.
 */
final class HashCandidates implements JoinCandidates {
    private final Evaluator[] leftKeys;
    private final Evaluator[] rightKeys;
    private final boolean nullsMatch;
    private final GroupIndex index;
    private final RowStore right;
    private final ExecutionContext context;
    private int[] heads = new int[Batch.ROWS];
    private int[] tails = new int[Batch.ROWS];
    private int[] nexts = new int[Batch.ROWS];
    private int[] groups = new int[Batch.ROWS];
    private int[] notNull = new int[Batch.ROWS];
    private Rows leftRows = Rows.all(0);
    private int leftAt;
    private int chainAt = Columns.NO_ROW;
    /** Whether several right rows have the same key. */
    private boolean repeats;

    /** Who is told when all right rows are there. */
    private @Nullable ToldKeys told;

    HashCandidates(
            List<ValueType> keyTypes,
            Evaluator[] leftKeys,
            Evaluator[] rightKeys,
            boolean nullsMatch,
            RowStore right,
            ExecutionContext context) {
        this.leftKeys = leftKeys;
        this.rightKeys = rightKeys;
        this.nullsMatch = nullsMatch;
        this.index = GroupIndex.of(keyTypes, context);
        this.right = right;
        this.context = context;
    }

    private HashCandidates(HashCandidates built, Evaluator[] leftKeys) {
        this.leftKeys = leftKeys;
        this.rightKeys = built.rightKeys;
        this.nullsMatch = built.nullsMatch;
        this.index = built.index.reader();
        this.right = built.right;
        this.context = built.context;
        this.heads = built.heads;
        this.nexts = built.nexts;
        this.repeats = built.repeats;
    }

    /** The same right side for another thread's left rows; nothing is built any more. */
    HashCandidates reader(Evaluator[] keys) {
        return new HashCandidates(this, keys);
    }

    @Override
    public long growthBytes(int rows) {
        return right.bytes(rows) + index.growthBytes(rows) + 4L * nexts.length + 8L * heads.length;
    }

    private static ColumnVector[] evaluate(Evaluator[] keys, Batch batch, Rows rows) {
        ColumnVector[] columns = new ColumnVector[keys.length];
        for (int i = 0; i < keys.length; i++) {
            columns[i] = keys[i].evaluate(batch, rows);
        }
        return columns;
    }

    @Override
    public void build(Batch batch, Rows rows) {
        ColumnVector[] keys = evaluate(rightKeys, batch, rows);
        Rows keyed = nullsMatch ? rows : withoutNulls(keys, rows);
        ensureGroups(rows.limit());
        index.assign(keys, keyed, groups);
        int first = right.size();
        right.append(batch, rows);
        if (nexts.length < right.size()) {
            context.reserve(4L * nexts.length);
            nexts = Arrays.copyOf(nexts, Math.max(right.size(), nexts.length * 2));
        }
        while (heads.length < index.count()) {
            context.reserve(8L * heads.length);
            int length = heads.length;
            heads = Arrays.copyOf(heads, length * 2);
            tails = Arrays.copyOf(tails, length * 2);
        }
        int keyedAt = 0;
        for (int i = 0; i < rows.count(); i++) {
            int row = rows.index()[i];
            nexts[first + i] = Columns.NO_ROW;
            if (keyedAt < keyed.count() && keyed.index()[keyedAt] == row) {
                keyedAt++;
                link(groups[row], first + i);
            }
        }
    }

    /** Puts a row at the end of its key's chain; heads and tails hold row numbers plus one, 0 for none. */
    private void link(int group, int row) {
        if (heads[group] == 0) {
            heads[group] = row + 1;
        } else {
            nexts[tails[group] - 1] = row;
            repeats = true;
        }
        tails[group] = row + 1;
    }

    private Rows withoutNulls(ColumnVector[] keys, Rows rows) {
        boolean nulls = false;
        for (ColumnVector key : keys) {
            nulls |= key.mayHaveNulls();
        }
        if (!nulls) {
            return rows;
        }
        if (notNull.length < rows.count()) {
            notNull = new int[rows.count()];
        }
        int count = 0;
        for (int i = 0; i < rows.count(); i++) {
            int row = rows.index()[i];
            if (!HashedGroupIndex.isAnyNull(keys, row)) {
                notNull[count++] = row;
            }
        }
        return rows.narrowed(notNull, count);
    }

    private void ensureGroups(int limit) {
        if (groups.length < limit) {
            groups = new int[limit];
        }
    }

    @Override
    public void begin(Batch left, Rows rows) {
        ensureGroups(rows.limit());
        index.find(evaluate(leftKeys, left, rows), rows, groups, nullsMatch);
        leftRows = rows;
        leftAt = 0;
        chainAt = rows.count() == 0 ? Columns.NO_ROW : head(rows.index()[0]);
    }

    private int head(int leftRow) {
        int group = groups[leftRow];
        return group == GroupIndex.NONE ? Columns.NO_ROW : heads[group] - 1;
    }

    @Override
    public int next(int[] lefts, int[] rights) {
        int count = 0;
        int[] rowIndex = leftRows.index();
        while (leftAt < leftRows.count()) {
            int leftRow = rowIndex[leftAt];
            while (chainAt != Columns.NO_ROW) {
                if (count == lefts.length) {
                    return count;
                }
                lefts[count] = leftRow;
                rights[count++] = chainAt;
                chainAt = nexts[chainAt];
            }
            leftAt++;
            chainAt = leftAt < leftRows.count() ? head(rowIndex[leftAt]) : Columns.NO_ROW;
        }
        return count;
    }

    /** Says who is to be told when all right rows are there. */
    void tellThen(ToldKeys keys) {
        told = keys;
    }

    @Override
    public void complete() {
        if (told != null) {
            told.tell(this);
        }
    }

    /** Writes the numbers of the left rows whose key some right row has, in order; returns how many there are. */
    int select(Batch left, Rows rows, int[] into) {
        ensureGroups(rows.limit());
        index.find(evaluate(leftKeys, left, rows), rows, groups, nullsMatch);
        int kept = 0;
        for (int i = 0; i < rows.count(); i++) {
            int row = rows.index()[i];
            into[kept] = row;
            kept += groups[row] == GroupIndex.NONE ? 0 : 1;
        }
        return kept;
    }

    /** How many different keys the right rows have. */
    int keys() {
        return index.count();
    }

    /** Notes at their numbers the keys of left rows that some right row has. */
    void noteKeys(Batch left, Rows rows, boolean[] noted) {
        ensureGroups(rows.limit());
        index.find(evaluate(leftKeys, left, rows), rows, groups, nullsMatch);
        for (int i = 0; i < rows.count(); i++) {
            int group = groups[rows.index()[i]];
            if (group != GroupIndex.NONE) {
                noted[group] = true;
            }
        }
    }

    /** The right rows whose keys were noted, at their numbers. */
    boolean[] rowsOf(boolean[] notedKeys) {
        boolean[] rows = new boolean[right.size()];
        for (int group = 0; group < notedKeys.length; group++) {
            for (int row = heads[group] - 1; notedKeys[group] && row != Columns.NO_ROW; row = nexts[row]) {
                rows[row] = true;
            }
        }
        return rows;
    }

    @Override
    public boolean isSingle() {
        return !repeats;
    }

    @Override
    public RowStore right() {
        return right;
    }
}
