package io.aletheia.query.plan;

import io.aletheia.query.catalog.SystemTable;
import java.util.List;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.AbstractRelNode;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rel.type.RelDataType;

/** A table of INFORMATION_SCHEMA that does not follow from the catalog: its rows are asked of the transaction. A leaf. Immutable. */
public final class SystemRead extends AbstractRelNode {
    private final RelOptTable origin;
    private final SystemTable.Name name;

    SystemRead(RelOptCluster cluster, RelOptTable origin, SystemTable.Name name) {
        super(cluster, cluster.traitSetOf(Convention.NONE));
        this.origin = origin;
        this.name = name;
    }

    /** Which table. */
    public SystemTable.Name name() {
        return name;
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

    @Override
    public RelWriter explainTerms(RelWriter writer) {
        return super.explainTerms(writer).item("table", name);
    }
}
