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
    private final int told;

    /**
     * A join.
     *
     * @param divisible whether the condition says the same in whatever order it is asked
     * @param told number of the filter within the left side that is told the keys of the right one; -1 for none
     */
    JoinOperator(
            List<ValueType> types,
            JoinRelType joinType,
            ExecutablePlan left,
            ExecutablePlan right,
            List<Key> keys,
            boolean nullsMatch,
            @Nullable Expression residual,
            boolean divisible,
            int told) {
        super(types);
        this.joinType = joinType;
        this.left = left;
        this.right = right;
        this.keys = List.copyOf(keys);
        this.nullsMatch = nullsMatch;
        this.residual = residual;
        this.divisible = divisible;
        this.told = told;
    }

    /** Whether pairs are found by a hash table rather than tried one by one. */
    boolean isHashed() {
        return !keys.isEmpty();
    }

    @Override
    public BatchSource open(ExecutionContext context) {
        return open(null, context);
    }

    /** The join of other left rows, or of those of the left side. */
    BatchSource open(@Nullable BatchSource leftRows, ExecutionContext context) {
        BatchSource build = Sources.deferred(() -> GatheredParts.of(right, context));
        ExecutionContext apart = context.apart();
        JoinCandidates candidates =
                keys.isEmpty() ? new AllCandidates(new RowStore(right.types(), apart)) : hashed(apart);
        ExecutionContext telling = telling(candidates, context);
        BatchSource probe = leftRows == null ? Sources.deferred(() -> left.open(telling)) : leftRows;
        return join(probe, build, candidates, 0, context, apart);
    }

    private ExecutionContext telling(JoinCandidates built, ExecutionContext context) {
        if (told < 0 || !(built instanceof HashCandidates hashed)) {
            return context;
        }
        var keys = new ToldKeys(told);
        hashed.tellThen(keys);
        return context.telling(keys);
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
        BatchSource build = Sources.deferred(() -> GatheredParts.of(right, context));
        ExecutionContext apart = context.apart();
        HashCandidates built = hashed(apart);
        ExecutionContext telling = telling(built, context);
        BatchSource probe = Sources.deferred(() -> new Sources.All(left.openParts(telling)));
        JoinSource whole = join(probe, build, built, 0, context, apart);
        try {
            if (!whole.buildAhead()) {
                return List.of(whole);
            }
            List<BatchSource> parts = new ArrayList<>();
            for (BatchSource part : left.openParts(telling)) {
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
                            (leftPart, rightPart, part) -> joinDivided(leftPart, rightPart, level + 1, part),
                            whole);
                };
        Evaluator condition = residual == null ? null : residual.bind(whole);
        return new JoinSource(
                joinType, probe, build, left.types().size(), pairTypes(), candidates, condition, overflow, apart);
    }

    /** Joins two inputs that have been divided by their keys so many times already. */
    private BatchSource joinDivided(BatchSource probe, BatchSource build, int level, ExecutionContext whole) {
        ExecutionContext apart = whole.apart();
        return join(probe, build, hashed(apart), level, whole, apart);
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
