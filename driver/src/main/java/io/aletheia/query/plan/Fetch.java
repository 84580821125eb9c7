package io.aletheia.query.plan;

import io.aletheia.engine.model.TableDefinition;
import java.util.List;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.util.ImmutableIntList;

/**
 * Gets the versions of an entity by its id: for each input row one row per version of the entity whose id stands in a column of it,
 * the entity's columns appended. Inner: a row whose entity has no such version disappears. Immutable.
 */
public final class Fetch extends NodeAccess {
    /** A fetch; see the accessors. */
    public Fetch(
            RelOptCluster cluster,
            RelNode input,
            RelOptTable origin,
            int idColumn,
            TableDefinition definition,
            ImmutableIntList projection,
            TimeSpec valid,
            TimeSpec system) {
        super(cluster, input, origin, idColumn, definition, projection, valid, system);
    }

    @Override
    public Fetch with(RelNode newInput, int newIdColumn, List<Integer> newProjection) {
        return new Fetch(
                getCluster(),
                newInput,
                origin,
                newIdColumn,
                definition,
                ImmutableIntList.copyOf(newProjection),
                valid,
                system);
    }

    @Override
    public RelNode copy(RelTraitSet traitSet, List<RelNode> inputs) {
        return new Fetch(getCluster(), inputs.get(0), origin, idColumn, definition, projection, valid, system);
    }

    @Override
    public RelNode accept(RexShuttle shuttle) {
        TimeSpec newValid = valid.accept(shuttle);
        TimeSpec newSystem = system.accept(shuttle);
        return newValid.equals(valid) && newSystem.equals(system)
                ? this
                : new Fetch(getCluster(), getInput(), origin, idColumn, definition, projection, newValid, newSystem);
    }

    @Override
    public double estimateRowCount(RelMetadataQuery query) {
        return query.getRowCount(getInput());
    }
}
