package io.aletheia.query.plan;

import java.util.List;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.AbstractRelNode;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rel.type.RelDataType;

/** The committed transactions: INFORMATION_SCHEMA.TRANSACTIONS. A leaf. Immutable. */
public final class TransactionRead extends AbstractRelNode {
    private final RelOptTable origin;

    TransactionRead(RelOptCluster cluster, RelOptTable origin) {
        super(cluster, cluster.traitSetOf(Convention.NONE));
        this.origin = origin;
    }

    @Override
    public RelOptTable getTable() {
        return origin;
    }

    @Override
    protected RelDataType deriveRowType() {
        return origin.getRowType();
    }

    @Override
    public RelNode copy(RelTraitSet traitSet, List<RelNode> inputs) {
        return this;
    }

    @Override
    public double estimateRowCount(RelMetadataQuery query) {
        return origin.getRowCount();
    }
}
