package io.aletheia.query.exec;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.ValueType;
import io.aletheia.query.expression.Rows;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.rel.core.JoinRelType;
import org.jspecify.annotations.Nullable;

/** Runs the right side again for each left row, which it may name: INNER, LEFT, SEMI or ANTI. */
final class CorrelateOperator extends Operator {
    private final JoinRelType joinType;
    private final ExecutablePlan left;
    private final ExecutablePlan right;
    private final int correlation;

    CorrelateOperator(
            List<ValueType> types, JoinRelType joinType, ExecutablePlan left, ExecutablePlan right, int correlation) {
        super(types);
        this.joinType = joinType;
        this.left = left;
        this.right = right;
        this.correlation = correlation;
    }

    @Override
    public BatchSource open(ExecutionContext context) {
        return new CorrelateSource(left.open(context), context);
    }

    private final class CorrelateSource implements BatchSource {
        private final BatchSource lefts;
        private final ExecutionContext context;
        private final ColumnVector[] columns = Columns.make(types());
        private @Nullable Batch batch;
        private @Nullable BatchSource rights;
        private @Nullable ExecutionContext inside;
        private boolean matched;
        private int at;
        private int size;

        CorrelateSource(BatchSource lefts, ExecutionContext context) {
            this.lefts = lefts;
            this.context = context;
        }

        @Override
        public @Nullable Batch next() {
            size = 0;
            for (ColumnVector column : columns) {
                column.clear();
            }
            while (size < Batch.ROWS && advance()) {
                context.checkCancelled();
            }
            if (size == 0) {
                return null;
            }
            var result = new Batch(columns);
            result.setSize(size);
            return result;
        }

        /** Takes one step; false at the end. */
        private boolean advance() {
            if (rights == null) {
                while (batch == null || at >= batch.size()) {
                    batch = lefts.next();
                    at = 0;
                    if (batch == null) {
                        return false;
                    }
                }
                Batch outer = batch;
                int row = outer.row(at);
                inside =
                        context.within(correlation, field -> outer.column(field).object(row));
                rights = right.open(inside);
                matched = false;
            }
            Batch inner = rights.next();
            if (inner == null) {
                finishRow();
            } else {
                matched = true;
                if (joinType == JoinRelType.SEMI || joinType == JoinRelType.ANTI) {
                    finishRow();
                } else {
                    add(inner);
                }
            }
            return true;
        }

        private void finishRow() {
            closeRights();
            boolean alone = joinType == JoinRelType.SEMI
                    ? matched
                    : !matched && (joinType == JoinRelType.LEFT || joinType == JoinRelType.ANTI);
            if (alone) {
                copyLeft(1);
                for (int k = left.types().size(); k < columns.length; k++) {
                    columns[k].setObject(size, null);
                }
                size++;
            }
            at++;
        }

        private void add(Batch inner) {
            Rows rows = Rows.of(inner);
            copyLeft(rows.count());
            int leftWidth = left.types().size();
            for (int k = leftWidth; k < columns.length; k++) {
                Columns.gather(inner.column(k - leftWidth), rows.index(), rows.count(), columns[k], size);
            }
            size += rows.count();
        }

        private void copyLeft(int count) {
            Batch outer = Objects.requireNonNull(batch);
            int row = outer.row(at);
            for (int k = 0; k < left.types().size(); k++) {
                for (int i = 0; i < count; i++) {
                    columns[k].copyFrom(outer.column(k), row, size + i);
                }
            }
        }

        private void closeRights() {
            if (rights != null) {
                rights.close();
                rights = null;
            }
            if (inside != null) {
                inside.releaseAll();
                inside = null;
            }
        }

        @Override
        public void close() {
            Sources.closeBoth(this::closeRights, lefts);
        }
    }
}
