package io.aletheia.query.exec;

import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.ValueType;
import io.aletheia.query.expression.Evaluator;
import io.aletheia.query.expression.Expression;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.core.JoinRelType;
import org.jspecify.annotations.Nullable;

/**
 * A join: by a hash table of the right side if there are keys, else every row with every row. What else the condition demands is
 * tested on the pairs. Keys with a null match nothing unless null is to equal null.
 */
final class JoinOperator extends Operator {
    /**
     * Equal values that pairs must have.
     *
     * @param left an expression over the left row
     * @param right one over the right row, of a comparable type in the same form
     */
    record Key(Expression left, Expression right) {}

    private final JoinRelType joinType;
    private final ExecutablePlan left;
    private final ExecutablePlan right;
    private final List<Key> keys;
    private final boolean nullsMatch;
    private final @Nullable Expression residual;
    private final boolean divisible;

    /**
     * A join.
     *
     * @param divisible whether the condition says the same in whatever order it is asked
     */
    JoinOperator(
            List<ValueType> types,
            JoinRelType joinType,
            ExecutablePlan left,
            ExecutablePlan right,
            List<Key> keys,
            boolean nullsMatch,
            @Nullable Expression residual,
            boolean divisible) {
        super(types);
        this.joinType = joinType;
        this.left = left;
        this.right = right;
        this.keys = List.copyOf(keys);
        this.nullsMatch = nullsMatch;
        this.residual = residual;
        this.divisible = divisible;
    }

    /** Whether pairs are found by a hash table rather than tried one by one. */
    boolean isHashed() {
        return !keys.isEmpty();
    }

    @Override
    public BatchSource open(ExecutionContext context) {
        BatchSource build = Sources.deferred(() -> right.open(context));
        BatchSource probe = Sources.deferred(() -> left.open(context));
        return join(probe, build, 0, context);
    }

    @Override
    public int parts(ExecutionContext context) {
        boolean byLeft = joinType == JoinRelType.INNER
                || joinType == JoinRelType.LEFT
                || joinType == JoinRelType.SEMI
                || joinType == JoinRelType.ANTI;
        return divisible && byLeft && !keys.isEmpty() ? left.parts(context) : 1;
    }

    @Override
    public List<BatchSource> openParts(ExecutionContext context) {
        if (parts(context) == 1) {
            return List.of(open(context));
        }
        BatchSource build = Sources.deferred(() -> right.open(context));
        BatchSource probe = Sources.deferred(() -> new Sources.All(left.openParts(context)));
        ExecutionContext apart = context.apart();
        HashCandidates built = hashed(apart);
        JoinSource whole = join(probe, build, built, 0, context, apart);
        try {
            if (!whole.buildAhead()) {
                return List.of(whole);
            }
            List<BatchSource> parts = new ArrayList<>();
            for (BatchSource part : left.openParts(context)) {
                parts.add(JoinSource.ofBuilt(
                        joinType,
                        part,
                        left.types().size(),
                        pairTypes(),
                        built.reader(leftKeys(context)),
                        residual == null ? null : residual.bind(context),
                        context));
            }
            return parts;
        } catch (RuntimeException | Error e) {
            whole.close();
            throw e;
        }
    }

    /** Joins two inputs that have been divided by their keys so many times already. */
    private BatchSource join(BatchSource probe, BatchSource build, int level, ExecutionContext whole) {
        ExecutionContext apart = whole.apart();
        JoinCandidates candidates =
                keys.isEmpty() ? new AllCandidates(new RowStore(right.types(), apart)) : hashed(apart);
        return join(probe, build, candidates, level, whole, apart);
    }

    private JoinSource join(
            BatchSource probe,
            BatchSource build,
            JoinCandidates candidates,
            int level,
            ExecutionContext whole,
            ExecutionContext apart) {
        JoinSource.Overflow overflow = keys.isEmpty() || level == KeyPartitions.LEVELS || !whole.canSpill()
                ? null
                : kept -> {
                    apart.releaseAll();
                    return new SpilledJoin(
                            joinType,
                            new SpilledJoin.Side(probe, left.types(), List.of(leftKeys(whole))),
                            new SpilledJoin.Side(build, right.types(), List.of(rightKeys(whole))),
                            kept,
                            keyTypes(),
                            level,
                            (leftPart, rightPart, part) -> join(leftPart, rightPart, level + 1, part),
                            whole);
                };
        Evaluator condition = residual == null ? null : residual.bind(whole);
        return new JoinSource(
                joinType, probe, build, left.types().size(), pairTypes(), candidates, condition, overflow, apart);
    }

    private HashCandidates hashed(ExecutionContext context) {
        var rightRows = new RowStore(right.types(), context);
        return new HashCandidates(keyTypes(), leftKeys(context), rightKeys(context), nullsMatch, rightRows, context);
    }

    private Evaluator[] leftKeys(ExecutionContext context) {
        return keys.stream().map(key -> key.left.bind(context)).toArray(Evaluator[]::new);
    }

    private Evaluator[] rightKeys(ExecutionContext context) {
        return keys.stream().map(key -> key.right.bind(context)).toArray(Evaluator[]::new);
    }

    private List<ValueType> pairTypes() {
        List<ValueType> pairTypes = new ArrayList<>(left.types());
        pairTypes.addAll(right.types());
        return pairTypes;
    }

    private List<ValueType> keyTypes() {
        return keys.stream().map(key -> key.right.type()).toList();
    }
}
