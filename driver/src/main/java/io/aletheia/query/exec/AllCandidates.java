package io.aletheia.query.exec;

import io.aletheia.engine.model.Batch;
import io.aletheia.query.expression.Rows;

/** Every left row with every right row. */
final class AllCandidates implements JoinCandidates {
    private final RowStore right;
    private Rows leftRows = Rows.all(0);
    private int leftAt;
    private int rightAt;

    AllCandidates(RowStore right) {
        this.right = right;
    }

    @Override
    public void build(Batch batch, Rows rows) {
        right.append(batch, rows);
    }

    @Override
    public long growthBytes(int rows) {
        return right.bytes(rows);
    }

    @Override
    public void begin(Batch left, Rows rows) {
        leftRows = rows;
        leftAt = 0;
        rightAt = 0;
    }

    @Override
    public int next(int[] lefts, int[] rights) {
        int count = 0;
        while (leftAt < leftRows.count() && right.size() > 0) {
            int leftRow = leftRows.index()[leftAt];
            while (rightAt < right.size()) {
                if (count == lefts.length) {
                    return count;
                }
                lefts[count] = leftRow;
                rights[count++] = rightAt++;
            }
            rightAt = 0;
            leftAt++;
        }
        return count;
    }

    @Override
    public boolean isSingle() {
        return right.size() <= 1;
    }

    @Override
    public RowStore right() {
        return right;
    }
}
