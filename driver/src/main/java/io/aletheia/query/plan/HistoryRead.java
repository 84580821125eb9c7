package io.aletheia.query.plan;

import io.aletheia.engine.model.TableDefinition;
import io.aletheia.query.catalog.HistoryFunction;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptCost;
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.AbstractRelNode;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;

/** The rows of a table function over a table's versions. A leaf. Immutable. */
public final class HistoryRead extends AbstractRelNode {
    private final RelOptTable origin;
    private final HistoryFunction function;
    private final TableDefinition definition;
    private final List<RexNode> arguments;
    private final TimeSpec system;

    /**
     * A call.
     *
     * @param origin the table that has the row type
     * @param arguments the key, or instants of type TIMESTAMP(6) WITH TIME ZONE
     * @param system as known when; for TIMELINE
     */
    HistoryRead(
            RelOptCluster cluster,
            RelOptTable origin,
            HistoryFunction function,
            TableDefinition definition,
            List<RexNode> arguments,
            TimeSpec system) {
        super(cluster, cluster.traitSetOf(Convention.NONE));
        this.origin = origin;
        this.function = function;
        this.definition = definition;
        this.arguments = List.copyOf(arguments);
        this.system = system;
    }

    /** Which function. */
    public HistoryFunction function() {
        return function;
    }

    /** The table whose versions are read. */
    public TableDefinition definition() {
        return definition;
    }

    /** The key, or the instants. */
    public List<RexNode> arguments() {
        return arguments;
    }

    /** As known when. */
    public TimeSpec system() {
        return system;
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
    public RelNode accept(RexShuttle shuttle) {
        List<RexNode> newArguments = shuttle.apply(arguments);
        TimeSpec newSystem = system.accept(shuttle);
        return newArguments.equals(arguments) && newSystem.equals(system)
                ? this
                : new HistoryRead(getCluster(), origin, function, definition, newArguments, newSystem);
    }

    @Override
    public void collectVariablesUsed(Set<CorrelationId> variables) {
        var finder = new RelOptUtil.VariableUsedVisitor(null);
        arguments.forEach(argument -> argument.accept(finder));
        system.bounds().forEach(bound -> bound.accept(finder));
        variables.addAll(finder.variables);
    }

    @Override
    public double estimateRowCount(RelMetadataQuery query) {
        return function.takesInstants() || arguments.isEmpty() ? origin.getRowCount() : 1;
    }

    @Override
    public RelOptCost computeSelfCost(RelOptPlanner planner, RelMetadataQuery query) {
        double rows = query.getRowCount(this);
        return planner.getCostFactory().makeCost(rows, rows, 0);
    }

    @Override
    public RelWriter explainTerms(RelWriter writer) {
        return super.explainTerms(writer)
                .item("function", function)
                .item("table", definition.schema() + "." + definition.name())
                .itemIf("arguments", arguments, !arguments.isEmpty())
                .itemIf("system", system, function == HistoryFunction.TIMELINE);
    }
}
