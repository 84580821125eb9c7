package io.aletheia.query.plan;

import java.util.List;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.SingleRel;
import org.apache.calcite.rel.metadata.RelMetadataQuery;

/**
 * Leaves rows out early that a {@link HashJoin} further up would find no partner for: those whose key the side that it keeps does not
 * have. It may let any of them through. Immutable.
 */
public final class KeyFilter extends SingleRel {
    private final int number;
    private final List<Integer> columns;
    private final double share;

    /**
     * A filter.
     *
     * @param number by which the join knows it, from 0
     * @param columns the input's columns that are the join's keys, in the order of the join's condition
     * @param share which part of the rows is thought to be let through, 0 to 1
     */
    KeyFilter(RelNode input, int number, List<Integer> columns, double share) {
        super(input.getCluster(), input.getCluster().traitSetOf(Convention.NONE), input);
        this.number = number;
        this.columns = List.copyOf(columns);
        this.share = share;
    }

    /** By which the join knows it. */
    public int number() {
        return number;
    }

    /** The input's columns that are the join's keys. */
    public List<Integer> columns() {
        return columns;
    }

    /** Which part of the rows is thought to be let through. */
    double share() {
        return share;
    }

    @Override
    public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
        return new KeyFilter(inputs.get(0), number, columns, share);
    }

    @Override
    public double estimateRowCount(RelMetadataQuery query) {
        return share * query.getRowCount(getInput());
    }

    @Override
    public RelWriter explainTerms(RelWriter writer) {
        return super.explainTerms(writer).item("number", number).item("keys", columns);
    }
}
