package io.aletheia.query.plan;

import java.util.Set;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rex.RexNode;

/** A join of which {@link JoinSides} decided more than the statement says. Immutable. */
public final class HashJoin extends Join {
    private final boolean keepsLeft;
    private final int told;

    /**
     * A join.
     *
     * @param keepsLeft whether the left side is kept and searched for the rows of the right one; of SEMI and ANTI joins only
     * @param told number of the {@link KeyFilter} of the other side that is told which keys the kept side has; -1 for none
     */
    HashJoin(Join join, RelNode left, RelNode right, boolean keepsLeft, int told) {
        this(join, join.getTraitSet(), left, right, join.getCondition(), join.getJoinType(), keepsLeft, told);
    }

    private HashJoin(
            Join join,
            RelTraitSet traits,
            RelNode left,
            RelNode right,
            RexNode condition,
            JoinRelType type,
            boolean keepsLeft,
            int told) {
        super(join.getCluster(), traits, join.getHints(), left, right, condition, variables(join), type);
        this.keepsLeft = keepsLeft;
        this.told = told;
    }

    private static Set<CorrelationId> variables(Join join) {
        return join.getVariablesSet();
    }

    /** Whether the left side is kept. */
    public boolean keepsLeft() {
        return keepsLeft;
    }

    /** Number of the filter that is told the keys; -1 for none. */
    public int told() {
        return told;
    }

    @Override
    public Join copy(
            RelTraitSet traits,
            RexNode condition,
            RelNode left,
            RelNode right,
            JoinRelType type,
            boolean semiJoinDone) {
        return new HashJoin(this, traits, left, right, condition, type, keepsLeft, told);
    }

    @Override
    public RelWriter explainTerms(RelWriter writer) {
        return super.explainTerms(writer).item("keepsLeft", keepsLeft).item("told", told);
    }
}
