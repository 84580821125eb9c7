package io.aletheia.query.plan;

import io.aletheia.engine.model.TableDefinition;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.SingleRel;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.util.ImmutableIntList;

/** What {@link Expand} and {@link Fetch} share: an input with a column of entity ids, and a table read once per input row. */
public abstract sealed class NodeAccess extends SingleRel permits Expand, Fetch {
    final RelOptTable origin;
    final int idColumn;
    final TableDefinition definition;
    final ImmutableIntList projection;
    final TimeSpec valid;
    final TimeSpec system;

    NodeAccess(
            RelOptCluster cluster,
            RelNode input,
            RelOptTable origin,
            int idColumn,
            TableDefinition definition,
            ImmutableIntList projection,
            TimeSpec valid,
            TimeSpec system) {
        super(cluster, cluster.traitSetOf(Convention.NONE), input);
        this.origin = origin;
        this.idColumn = idColumn;
        this.definition = definition;
        this.projection = projection;
        this.valid = valid;
        this.system = system;
    }

    /** Position of the input's column that holds a node's entity id, a BIGINT; a null finds nothing. */
    public final int idColumn() {
        return idColumn;
    }

    /** The table that is read. */
    public final TableDefinition definition() {
        return definition;
    }

    /** Calcite's idea of that table. */
    public final RelOptTable origin() {
        return origin;
    }

    /** Column positions and pseudo column numbers of the columns appended to the input's; a copy. */
    public final int[] projection() {
        return projection.toIntArray();
    }

    /** Which versions on the axis of valid time. */
    public final TimeSpec valid() {
        return valid;
    }

    /** Which versions on the axis of system time. */
    public final TimeSpec system() {
        return system;
    }

    /** The same over another input and with other columns. */
    public abstract NodeAccess with(RelNode newInput, int newIdColumn, List<Integer> newProjection);

    @Override
    protected RelDataType deriveRowType() {
        return ProjectedRow.append(getCluster(), getInput().getRowType().getFieldList(), definition, projection);
    }

    @Override
    public void collectVariablesUsed(Set<CorrelationId> variables) {
        var finder = new RelOptUtil.VariableUsedVisitor(null);
        valid.bounds().forEach(bound -> bound.accept(finder));
        system.bounds().forEach(bound -> bound.accept(finder));
        variables.addAll(finder.variables);
    }

    @Override
    public RelWriter explainTerms(RelWriter writer) {
        return super.explainTerms(writer)
                .item("at", "$" + idColumn)
                .item("table", definition.schema() + "." + definition.name())
                .item("columns", ProjectedRow.text(definition, projection))
                .item("valid", valid)
                .item("system", system);
    }
}
