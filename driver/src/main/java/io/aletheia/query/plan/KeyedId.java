package io.aletheia.query.plan;

import io.aletheia.engine.model.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.SingleRel;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Appends to each row the id of the entity that has a primary key, a BIGINT; null where there never was one. A {@link Fetch} above
 * reads the entities. Immutable.
 */
public final class KeyedId extends SingleRel {
    private final TableDefinition definition;
    private final List<RexNode> key;

    /**
     * A search for ids.
     *
     * @param definition the table
     * @param key one expression over the input's row per column of the primary key, of its type; a null finds nothing
     */
    public KeyedId(RelOptCluster cluster, RelNode input, TableDefinition definition, List<RexNode> key) {
        super(cluster, cluster.traitSetOf(Convention.NONE), input);
        this.definition = definition;
        this.key = List.copyOf(key);
    }

    /** The table. */
    public TableDefinition definition() {
        return definition;
    }

    /** One expression per column of the primary key. */
    public List<RexNode> key() {
        return key;
    }

    @Override
    protected RelDataType deriveRowType() {
        RelDataTypeFactory types = getCluster().getTypeFactory();
        RelDataTypeFactory.Builder builder =
                types.builder().addAll(getInput().getRowType().getFieldList());
        return builder.add("$entity", types.createTypeWithNullability(types.createSqlType(SqlTypeName.BIGINT), true))
                .uniquify()
                .build();
    }

    @Override
    public RelNode copy(RelTraitSet traitSet, List<RelNode> inputs) {
        return new KeyedId(getCluster(), inputs.get(0), definition, key);
    }

    @Override
    public RelNode accept(RexShuttle shuttle) {
        List<RexNode> newKey = shuttle.apply(new ArrayList<>(key));
        return newKey.equals(key) ? this : new KeyedId(getCluster(), getInput(), definition, newKey);
    }

    @Override
    public void collectVariablesUsed(Set<CorrelationId> variables) {
        var finder = new RelOptUtil.VariableUsedVisitor(null);
        key.forEach(value -> value.accept(finder));
        variables.addAll(finder.variables);
    }

    @Override
    public double estimateRowCount(RelMetadataQuery query) {
        return query.getRowCount(getInput());
    }

    @Override
    public RelWriter explainTerms(RelWriter writer) {
        return super.explainTerms(writer)
                .item("table", definition.schema() + "." + definition.name())
                .item("key", key);
    }
}
