package io.aletheia.query.plan;

import io.aletheia.engine.model.Direction;
import io.aletheia.engine.model.TableDefinition;
import java.util.List;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.util.ImmutableIntList;

/**
 * Follows the edges of one table from a node: for each input row one row per edge at the node whose entity id stands in a column of
 * it, the edge's columns appended. Inner: a row without edges disappears. Immutable.
 */
public final class Expand extends NodeAccess {
    private static final double EDGES_PER_NODE = 4;

    private final Direction direction;

    /** An expansion; see the accessors. */
    public Expand(
            RelOptCluster cluster,
            RelNode input,
            RelOptTable origin,
            int idColumn,
            TableDefinition edges,
            Direction direction,
            ImmutableIntList projection,
            TimeSpec valid,
            TimeSpec system) {
        super(cluster, input, origin, idColumn, edges, projection, valid, system);
        this.direction = direction;
    }

    /** Whether the edges leave the node or reach it. */
    public Direction direction() {
        return direction;
    }

    @Override
    public Expand with(RelNode newInput, int newIdColumn, List<Integer> newProjection) {
        return new Expand(
                getCluster(),
                newInput,
                origin,
                newIdColumn,
                definition,
                direction,
                ImmutableIntList.copyOf(newProjection),
                valid,
                system);
    }

    @Override
    public RelNode copy(RelTraitSet traitSet, List<RelNode> inputs) {
        return new Expand(
                getCluster(), inputs.get(0), origin, idColumn, definition, direction, projection, valid, system);
    }

    @Override
    public RelNode accept(RexShuttle shuttle) {
        TimeSpec newValid = valid.accept(shuttle);
        TimeSpec newSystem = system.accept(shuttle);
        return newValid.equals(valid) && newSystem.equals(system)
                ? this
                : new Expand(
                        getCluster(),
                        getInput(),
                        origin,
                        idColumn,
                        definition,
                        direction,
                        projection,
                        newValid,
                        newSystem);
    }

    @Override
    public double estimateRowCount(RelMetadataQuery query) {
        return query.getRowCount(getInput()) * EDGES_PER_NODE;
    }

    @Override
    public RelWriter explainTerms(RelWriter writer) {
        return super.explainTerms(writer).item("direction", direction);
    }
}
