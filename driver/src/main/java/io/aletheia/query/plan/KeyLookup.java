package io.aletheia.query.plan;

import io.aletheia.engine.model.ColumnDefinition;
import io.aletheia.engine.model.ValueType;
import io.aletheia.query.catalog.AletheiaTypeFactory;
import io.aletheia.query.catalog.TypeMapping;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/**
 * Reads one entity by its primary key instead of all of them.
 *
 * <pre>
 * before: Filter(id = ?0 AND city = 'Oslo') - TableRead(person)
 * after:  Filter(city = 'Oslo') - TableRead(person, key=[?0])
 * </pre>
 */
final class KeyLookup {
    private KeyLookup() {}

    /** The rewritten expression, or the same if it is no filter on all key columns. */
    static RelNode apply(Filter filter) {
        if (!(filter.getInput() instanceof TableRead read) || read.key() != null) {
            return filter;
        }
        List<RexNode> conditions = new ArrayList<>(RelOptUtil.conjunctions(filter.getCondition()));
        List<RexNode> key = new ArrayList<>();
        for (int position : read.definition().primaryKey()) {
            RexNode value = takeValue(conditions, read, position);
            if (value == null) {
                return filter;
            }
            key.add(value);
        }
        RelNode lookup = read.withKey(key);
        RexBuilder builder = filter.getCluster().getRexBuilder();
        return conditions.isEmpty()
                ? lookup
                : LogicalFilter.create(lookup, RexUtil.composeConjunction(builder, conditions));
    }

    /** What a condition says that the key column equals; that condition is taken off the list. */
    private static @Nullable RexNode takeValue(List<RexNode> conditions, TableRead read, int position) {
        ColumnDefinition column = read.definition().columns().get(position);
        for (int i = 0; i < conditions.size(); i++) {
            if (conditions.get(i) instanceof RexCall call && call.getKind() == SqlKind.EQUALS) {
                RexNode value = otherSide(call, read, position);
                if (value != null && fits(value, column.type())) {
                    conditions.remove(i);
                    return cast(read, value, column.type());
                }
            }
        }
        return null;
    }

    private static @Nullable RexNode otherSide(RexCall equality, TableRead read, int position) {
        RexNode left = equality.getOperands().get(0);
        RexNode right = equality.getOperands().get(1);
        if (ColumnBounds.isColumn(left, read, position) && ColumnBounds.isFixed(right)) {
            return right;
        }
        return ColumnBounds.isColumn(right, read, position) && ColumnBounds.isFixed(left) ? left : null;
    }

    /** Whether every value of the expression can be the key's without rounding: else the comparison has to be made in full. */
    static boolean fits(RexNode value, ValueType keyType) {
        RelDataType type = value.getType();
        ValueType from = TypeMapping.valueType(type);
        return switch (keyType.kind()) {
            case SMALLINT, INTEGER, BIGINT ->
                switch (from.kind()) {
                    case SMALLINT, INTEGER, BIGINT -> from.kind().compareTo(keyType.kind()) <= 0;
                    default -> false;
                };
            case DECIMAL -> from.kind() == ValueType.Kind.DECIMAL && from.scale() == keyType.scale();
            case ARRAY, VECTOR -> false;
            default -> from.kind() == keyType.kind();
        };
    }

    static RexNode cast(TableRead read, RexNode value, ValueType keyType) {
        boolean sameKind = TypeMapping.valueType(value.getType()).kind() == keyType.kind();
        return sameKind
                ? value
                : read.getCluster()
                        .getRexBuilder()
                        .makeCast(
                                TypeMapping.relType(
                                        (AletheiaTypeFactory) read.getCluster().getTypeFactory(),
                                        keyType,
                                        value.getType().isNullable()),
                                value);
    }
}
