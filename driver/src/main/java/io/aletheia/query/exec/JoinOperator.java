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

    JoinOperator(
            List<ValueType> types,
            JoinRelType joinType,
            ExecutablePlan left,
            ExecutablePlan right,
            List<Key> keys,
            boolean nullsMatch,
            @Nullable Expression residual) {
        super(types);
        this.joinType = joinType;
        this.left = left;
        this.right = right;
        this.keys = List.copyOf(keys);
        this.nullsMatch = nullsMatch;
        this.residual = residual;
    }

    /** Whether pairs are found by a hash table rather than tried one by one. */
    boolean isHashed() {
        return !keys.isEmpty();
    }

    @Override
    public BatchSource open(ExecutionContext context) {
        Evaluator[] leftKeys = keys.stream().map(key -> key.left.bind(context)).toArray(Evaluator[]::new);
        Evaluator[] rightKeys =
                keys.stream().map(key -> key.right.bind(context)).toArray(Evaluator[]::new);
        Evaluator condition = residual == null ? null : residual.bind(context);
        var rightRows = new RowStore(right.types(), context);
        JoinCandidates candidates = keys.isEmpty()
                ? new AllCandidates(rightRows)
                : new HashCandidates(keyTypes(), leftKeys, rightKeys, nullsMatch, rightRows, context);
        List<ValueType> pairTypes = new ArrayList<>(left.types());
        pairTypes.addAll(right.types());
        BatchSource build = Sources.deferred(() -> right.open(context));
        BatchSource probe = Sources.deferred(() -> left.open(context));
        return new JoinSource(joinType, probe, build, left.types().size(), pairTypes, candidates, condition, context);
    }

    private List<ValueType> keyTypes() {
        return keys.stream().map(key -> key.right.type()).toList();
    }
}
