package io.aletheia.query.plan;

import io.aletheia.query.temporal.PeriodTable;
import java.util.List;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.SingleRel;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rel.type.RelDataType;

/** The rows of a table function over periods, for each row of its operands; a row with a null among them has none. Immutable. */
public final class PeriodRows extends SingleRel {
    private static final double ROWS_PER_CALL = 10;

    private final PeriodTable function;
    private final boolean months;

    /**
     * A call.
     *
     * @param input the operands: for RANGE_BINS an interval, the bounds and the origin, for PERIOD_MINUS the bounds of two periods,
     *     all times of one type
     * @param months whether the interval is one of months
     */
    PeriodRows(RelNode input, PeriodTable function, boolean months, RelDataType rowType) {
        super(input.getCluster(), input.getCluster().traitSetOf(Convention.NONE), input);
        this.function = function;
        this.months = months;
        this.rowType = rowType;
    }

    /** Which function. */
    public PeriodTable function() {
        return function;
    }

    /** Whether the bins are as wide as a number of months, and not of microseconds. */
    public boolean months() {
        return months;
    }

    @Override
    public RelNode copy(RelTraitSet traitSet, List<RelNode> inputs) {
        return new PeriodRows(inputs.get(0), function, months, getRowType());
    }

    @Override
    public double estimateRowCount(RelMetadataQuery query) {
        return ROWS_PER_CALL * query.getRowCount(getInput());
    }

    @Override
    public RelWriter explainTerms(RelWriter writer) {
        return super.explainTerms(writer).item("function", function.getName());
    }
}
