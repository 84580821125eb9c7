package io.aletheia.query.plan;

import com.google.common.collect.ImmutableList;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.rex.RexWindowBounds;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * A limit that holds for each key.
 *
 * <pre>
 * before: Sort(s, fetch=2) - Filter(t.g = $cor0.n) - TableRead(t)
 * after:  Filter(r at most 2) - Project(ROW_NUMBER() OVER (PARTITION BY g ORDER BY s) AS r) - TableRead(t)
 * </pre>
 */
final class RankedLimit {
    private static final BigDecimal ROWS_MAX = BigDecimal.valueOf(Long.MAX_VALUE);

    private RankedLimit() {}

    /** The sort's rows for each key; null if the limit is known only when the statement runs. */
    static ConditionPuller.@Nullable Pulled of(Sort sort, KeyedInput keyed) {
        BigDecimal offset = literal(sort.offset, BigDecimal.ZERO);
        BigDecimal fetch = literal(sort.fetch, ROWS_MAX);
        if (offset == null || fetch == null) {
            return null;
        }
        RexBuilder builder = sort.getCluster().getRexBuilder();
        RelDataType bigint = sort.getCluster().getTypeFactory().createSqlType(SqlTypeName.BIGINT);
        List<RexNode> columns = new ArrayList<>();
        for (int i = 0; i < keyed.rel().getRowType().getFieldCount(); i++) {
            columns.add(RexInputRef.of(i, keyed.rel().getRowType()));
        }
        List<RexNode> partition = new ArrayList<>();
        keyed.keys().forEach(key -> partition.add(columns.get(key)));
        List<RexNode> ranked = new ArrayList<>(columns);
        ranked.add(builder.makeOver(
                bigint,
                SqlStdOperatorTable.ROW_NUMBER,
                List.of(),
                partition,
                order(sort, columns),
                RexWindowBounds.UNBOUNDED_PRECEDING,
                RexWindowBounds.CURRENT_ROW,
                true,
                true,
                false,
                false,
                false));
        RelNode made = KeyedInput.project(keyed.rel(), ranked);
        RexNode rank = RexInputRef.of(columns.size(), made.getRowType());
        List<RexNode> conditions = new ArrayList<>();
        conditions.add(builder.makeCall(
                SqlStdOperatorTable.GREATER_THAN, rank, builder.makeExactLiteral(offset.min(ROWS_MAX), bigint)));
        conditions.add(builder.makeCall(
                SqlStdOperatorTable.LESS_THAN_OR_EQUAL,
                rank,
                builder.makeExactLiteral(offset.add(fetch).min(ROWS_MAX), bigint)));
        RelNode limited = LogicalFilter.create(made, RexUtil.composeConjunction(builder, conditions));
        RelNode rel = KeyedInput.project(limited, columns);
        return new ConditionPuller.Pulled(
                rel, keyed.conditions(rel, columns.size() - keyed.keys().size()));
    }

    private static @Nullable BigDecimal literal(@Nullable RexNode node, BigDecimal otherwise) {
        if (node == null) {
            return otherwise;
        }
        return node instanceof RexLiteral literal ? literal.getValueAs(BigDecimal.class) : null;
    }

    private static ImmutableList<RexFieldCollation> order(Sort sort, List<RexNode> columns) {
        var order = ImmutableList.<RexFieldCollation>builder();
        for (RelFieldCollation field : sort.getCollation().getFieldCollations()) {
            var marks = ImmutableList.<SqlKind>builder();
            if (field.direction.isDescending()) {
                marks.add(SqlKind.DESCENDING);
            }
            if (field.nullDirection == RelFieldCollation.NullDirection.FIRST) {
                marks.add(SqlKind.NULLS_FIRST);
            } else if (field.nullDirection == RelFieldCollation.NullDirection.LAST) {
                marks.add(SqlKind.NULLS_LAST);
            }
            order.add(new RexFieldCollation(columns.get(field.getFieldIndex()), Set.copyOf(marks.build())));
        }
        return order.build();
    }
}
