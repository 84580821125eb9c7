package io.aletheia.query.plan;

import io.aletheia.engine.model.TableDefinition;
import java.util.List;
import java.util.Objects;
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
import org.apache.calcite.util.ImmutableIntList;
import org.jspecify.annotations.Nullable;

/**
 * The versions of a table that two time clauses let through: a whole scan, those of the one entity with a primary key, or those that
 * an index leads to. A leaf. Immutable.
 */
public final class TableRead extends AbstractRelNode {
    private final RelOptTable origin;
    private final TableDefinition definition;
    private final ImmutableIntList projection;
    private final TimeSpec valid;
    private final TimeSpec system;
    private final @Nullable List<RexNode> key;
    private final List<IndexPath> indexes;

    /**
     * A read.
     *
     * @param origin the table in Calcite's catalog, for the origin of columns
     * @param projection column positions and {@link io.aletheia.engine.model.PseudoColumn} numbers
     * @param key for a lookup one expression per column of the primary key, of its type, without input references; null otherwise
     */
    public TableRead(
            RelOptCluster cluster,
            RelOptTable origin,
            TableDefinition definition,
            ImmutableIntList projection,
            TimeSpec valid,
            TimeSpec system,
            @Nullable List<RexNode> key) {
        this(cluster, origin, definition, projection, valid, system, key, List.of());
    }

    private TableRead(
            RelOptCluster cluster,
            RelOptTable origin,
            TableDefinition definition,
            ImmutableIntList projection,
            TimeSpec valid,
            TimeSpec system,
            @Nullable List<RexNode> key,
            List<IndexPath> indexes) {
        super(cluster, cluster.traitSetOf(Convention.NONE));
        this.origin = origin;
        this.definition = definition;
        this.projection = projection;
        this.valid = valid;
        this.system = system;
        this.key = key == null ? null : List.copyOf(key);
        this.indexes = List.copyOf(indexes);
    }

    /** The table. */
    public TableDefinition definition() {
        return definition;
    }

    /** Column positions and pseudo column numbers; a copy. */
    public int[] projection() {
        return projection.toIntArray();
    }

    /** Which versions on the axis of valid time. */
    public TimeSpec valid() {
        return valid;
    }

    /** Which versions on the axis of system time. */
    public TimeSpec system() {
        return system;
    }

    /** One value per column of the primary key if this is a lookup, else null. A null value finds nothing. */
    public @Nullable List<RexNode> key() {
        return key;
    }

    /** The same with other columns. */
    public TableRead withProjection(List<Integer> newProjection) {
        return new TableRead(
                getCluster(), origin, definition, ImmutableIntList.copyOf(newProjection), valid, system, key, indexes);
    }

    /** The same as a lookup. */
    public TableRead withKey(List<RexNode> newKey) {
        return new TableRead(getCluster(), origin, definition, projection, valid, system, newKey);
    }

    /** Ways by indexes, each of which alone leads to all rows that the condition above this lets through. */
    public List<IndexPath> indexes() {
        return indexes;
    }

    /** The same with ways by indexes. */
    TableRead withIndexes(List<IndexPath> newIndexes) {
        return new TableRead(getCluster(), origin, definition, projection, valid, system, key, newIndexes);
    }

    /** The same at other times. */
    public TableRead withTimes(TimeSpec newValid, TimeSpec newSystem) {
        return new TableRead(getCluster(), origin, definition, projection, newValid, newSystem, key, indexes);
    }

    @Override
    public RelOptTable getTable() {
        return origin;
    }

    @Override
    protected RelDataType deriveRowType() {
        return ProjectedRow.of(getCluster(), definition, projection);
    }

    @Override
    public RelNode copy(RelTraitSet traitSet, List<RelNode> inputs) {
        return this;
    }

    @Override
    public RelNode accept(RexShuttle shuttle) {
        TimeSpec newValid = valid.accept(shuttle);
        TimeSpec newSystem = system.accept(shuttle);
        List<RexNode> newKey = key == null ? null : shuttle.apply(key);
        List<IndexPath> newIndexes =
                indexes.stream().map(path -> path.accept(shuttle)).toList();
        return newValid.equals(valid)
                        && newSystem.equals(system)
                        && Objects.equals(newKey, key)
                        && newIndexes.equals(indexes)
                ? this
                : new TableRead(getCluster(), origin, definition, projection, newValid, newSystem, newKey, newIndexes);
    }

    @Override
    public void collectVariablesUsed(Set<CorrelationId> variables) {
        var finder = new RelOptUtil.VariableUsedVisitor(null);
        valid.bounds().forEach(bound -> bound.accept(finder));
        system.bounds().forEach(bound -> bound.accept(finder));
        if (key != null) {
            key.forEach(value -> value.accept(finder));
        }
        indexes.forEach(path -> path.forEachNode(node -> node.accept(finder)));
        variables.addAll(finder.variables);
    }

    @Override
    public double estimateRowCount(RelMetadataQuery query) {
        return key == null ? origin.getRowCount() : 1;
    }

    @Override
    public RelOptCost computeSelfCost(RelOptPlanner planner, RelMetadataQuery query) {
        double rows = query.getRowCount(this);
        return planner.getCostFactory().makeCost(rows, rows, 0);
    }

    @Override
    public RelWriter explainTerms(RelWriter writer) {
        return super.explainTerms(writer)
                .item("table", definition.schema() + "." + definition.name())
                .item("columns", ProjectedRow.text(definition, projection))
                .item("valid", valid)
                .item("system", system)
                .itemIf("key", key, key != null)
                .itemIf(
                        "index",
                        indexes.stream().map(path -> path.text(definition)).toList(),
                        !indexes.isEmpty());
    }
}
