package io.aletheia.query.exec;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.ValueType;
import io.aletheia.query.expression.Evaluator;
import io.aletheia.query.expression.Rows;
import java.util.List;
import org.apache.calcite.rel.core.JoinRelType;
import org.jspecify.annotations.Nullable;

/**
 * A hash join whose right side has no room in memory: both sides are divided by their keys into temporary files, and each part of the left
 * is joined with the part of the right that can match it. Known as Grace hash join: Kitsuregawa, Tanaka and Moto-oka, 1983. Not
 * thread-safe.
 */
final class SpilledJoin implements BatchSource {
    /**
     * One side.
     *
     * @param rows what is left to read of it; closed by the join
     * @param keys what gives its keys
     */
    record Side(BatchSource rows, List<ValueType> types, List<Evaluator> keys) {}

    /** Joins parts that are not divided yet. */
    @FunctionalInterface
    interface PartJoin {
        BatchSource open(BatchSource left, BatchSource right, ExecutionContext context);
    }

    private final JoinRelType type;
    private final PartJoin join;
    private final ExecutionContext context;
    private final Side left;
    private final Side right;
    private final KeyPartitions leftParts;
    private final KeyPartitions rightParts;
    private boolean divided;
    private int part = -1;
    private @Nullable BatchSource source;
    private @Nullable ExecutionContext partContext;

    /**
     * Divides what was kept; the rest is divided when the first row is asked for, by when the caller has let go of it.
     *
     * @param kept what was read of the right side already
     * @param level how often they have been divided before
     */
    SpilledJoin(
            JoinRelType type,
            Side left,
            Side right,
            Batch kept,
            List<ValueType> keyTypes,
            int level,
            PartJoin join,
            ExecutionContext context) {
        this.type = type;
        this.join = join;
        this.context = context;
        this.left = left;
        this.right = right;
        this.rightParts = new KeyPartitions(right.types, keyTypes, level, context);
        this.leftParts = new KeyPartitions(left.types, keyTypes, level, context);
        add(kept, right.keys, rightParts);
    }

    private void divide(Side side, KeyPartitions parts) {
        try (BatchSource rows = side.rows) {
            for (Batch batch = rows.next(); batch != null; batch = rows.next()) {
                context.checkCancelled();
                add(batch, side.keys, parts);
            }
        }
        parts.finish();
    }

    private static void add(Batch batch, List<Evaluator> keys, KeyPartitions parts) {
        Rows rows = Rows.of(batch);
        ColumnVector[] columns = new ColumnVector[keys.size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = keys.get(i).evaluate(batch, rows);
        }
        parts.add(batch, rows, columns);
    }

    @Override
    public @Nullable Batch next() {
        if (!divided) {
            divided = true;
            divide(right, rightParts);
            divide(left, leftParts);
        }
        while (true) {
            if (source != null) {
                Batch batch = source.next();
                if (batch != null) {
                    return batch;
                }
                endPart();
            }
            if (part + 1 >= KeyPartitions.COUNT) {
                return null;
            }
            part++;
            if (canGiveRows()) {
                partContext = context.apart();
                source = join.open(
                        leftParts.part(part).source(), rightParts.part(part).source(), partContext);
            }
        }
    }

    private boolean canGiveRows() {
        boolean left = leftParts.part(part).size() > 0;
        boolean right = rightParts.part(part).size() > 0;
        return switch (type) {
            case INNER, SEMI -> left && right;
            case RIGHT -> right;
            case LEFT, ANTI -> left;
            default -> left || right;
        };
    }

    private void endPart() {
        if (source != null) {
            source.close();
            source = null;
        }
        if (partContext != null) {
            partContext.releaseAll();
            partContext = null;
        }
    }

    @Override
    public void close() {
        part = KeyPartitions.COUNT;
        try {
            endPart();
        } finally {
            Sources.closeBoth(leftParts, rightParts);
        }
    }
}
