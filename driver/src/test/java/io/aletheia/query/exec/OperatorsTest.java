package io.aletheia.query.exec;

import static io.aletheia.query.exec.Plans.row;
import static java.util.Arrays.asList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.ValueType;
import io.aletheia.query.expression.Rex;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.tools.RelBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class OperatorsTest {
    private static final List<ValueType> PAIR = List.of(ValueType.INTEGER, ValueType.VARCHAR);

    private static RelBuilder pairs(RelBuilder builder) {
        return Plans.table(
                builder, PAIR, List.of(row(1, "one"), row(2, "two"), row(null, "none"), row(3, null), row(2, "zwei")));
    }

    @Test
    void filterKeepsWhatIsTrueAndProjectComputes() {
        RelBuilder b = pairs(Plans.builder());
        RelNode rel = b.filter(b.call(SqlStdOperatorTable.GREATER_THAN, b.field(0), b.literal(1)))
                .project(b.field(1), b.call(SqlStdOperatorTable.PLUS, b.field(0), b.literal(10)))
                .build();
        assertThat(Plans.run(rel)).containsExactly(asList("two", 12L), asList(null, 13L), asList("zwei", 12L));
    }

    @Test
    void nullsSortLastAscendingAndFirstDescending() {
        RelBuilder b = pairs(Plans.builder());
        assertThat(column(b.sort(0).project(b.field(0)).build(), 0)).containsExactly(1L, 2L, 2L, 3L, null);
        b = pairs(Plans.builder());
        assertThat(column(b.sort(-1).project(b.field(0)).build(), 0)).containsExactly(null, 3L, 2L, 2L, 1L);
    }

    @Test
    void sortingIsStableAndLimitsSkipAndStop() {
        RelBuilder b = pairs(Plans.builder());
        assertThat(column(b.sortLimit(1, 2, b.field(0)).build(), 1)).containsExactly("two", "zwei");
        b = pairs(Plans.builder());
        assertThat(column(b.limit(3, 10).build(), 1)).containsExactly(null, "zwei");
        b = pairs(Plans.builder());
        assertThat(Plans.run(b.limit(0, 0).build())).isEmpty();
    }

    @Test
    void theLimitMayBeAParameter() {
        RelBuilder b = manyRows(5000);
        RelNode sorted = LogicalSort.create(b.peek(), RelCollations.of(0), null, Rex.parameter(ValueType.BIGINT, 0));
        assertThat(column(sorted, 0, 3L)).containsExactly(0L, 1L, 2L);
        assertThatThrownBy(() -> column(sorted, 0, -1L)).hasMessageContaining("negative");
    }

    @Test
    void topRowsAreThoseOfAWholeSort() {
        RelBuilder b = manyRows(50_000);
        RexNode scrambled = b.call(
                SqlStdOperatorTable.MOD,
                b.call(SqlStdOperatorTable.MULTIPLY, b.field(0), b.literal(7919)),
                b.literal(50_021));
        RelNode rel = b.project(scrambled).sortLimit(5, 2000, b.field(0)).build();
        List<Object> expected = IntStream.range(0, 50_000)
                .mapToObj(i -> i * 7919L % 50_021)
                .sorted()
                .skip(5)
                .limit(2000)
                .map(Object.class::cast)
                .toList();
        assertThat(column(rel, 0)).isEqualTo(expected);
    }

    @Test
    void aggregatesSkipNullsAndGroupsKeepThem() {
        RelBuilder b = pairs(Plans.builder());
        RelNode rel = b.aggregate(
                        b.groupKey(0), b.count(false, "n"), b.count(false, "m", b.field(1)), b.min("least", b.field(1)))
                .build();
        assertThat(Plans.run(rel))
                .containsExactlyInAnyOrder(
                        asList(1L, 1L, 1L, "one"),
                        asList(2L, 2L, 2L, "two"),
                        asList(null, 1L, 1L, "none"),
                        asList(3L, 1L, 0L, null));
    }

    @Test
    void aggregatesOfNoRowsAreOneRow() {
        RelBuilder b = pairs(Plans.builder());
        RelNode rel = b.filter(b.literal(false))
                .aggregate(
                        b.groupKey(), b.count(false, "n"), b.sum(false, "s", b.field(0)), b.avg(false, "v", b.field(0)))
                .build();
        assertThat(Plans.run(rel)).containsExactly(asList(0L, null, null));
        b = pairs(Plans.builder());
        assertThat(Plans.run(b.filter(b.literal(false))
                        .aggregate(b.groupKey(0), b.count(false, "n"))
                        .build()))
                .isEmpty();
    }

    @Test
    void sumsAndAveragesFollowTheirTypes() {
        RelBuilder b = Plans.table(
                Plans.builder(),
                List.of(ValueType.INTEGER, ValueType.decimal(10, 2), ValueType.DOUBLE),
                List.of(
                        row(2_000_000_000, new BigDecimal("0.10"), 0.5),
                        row(2_000_000_000, new BigDecimal("0.20"), 1.5),
                        row(1, null, null)));
        RelNode rel = b.aggregate(
                        b.groupKey(),
                        b.sum(false, "a", b.field(0)),
                        b.sum(false, "b", b.field(1)),
                        b.sum(false, "c", b.field(2)),
                        b.avg(false, "d", b.field(0)),
                        b.avg(false, "e", b.field(2)))
                .build();
        assertThat(Plans.run(rel))
                .containsExactly(
                        asList(4_000_000_001L, new BigDecimal("0.30"), 2.0, new BigDecimal("1333333333.666667"), 1.0));
    }

    @Test
    void aSumThatDoesNotFitIsAnErrorWhateverTheOrder() {
        RelBuilder b =
                Plans.table(Plans.builder(), List.of(ValueType.BIGINT), List.of(row(Long.MAX_VALUE), row(5), row(-10)));
        assertThat(column(
                        b.aggregate(b.groupKey(), b.sum(false, "s", b.field(0))).build(), 0))
                .containsExactly(Long.MAX_VALUE - 5);
        RelBuilder c = Plans.table(Plans.builder(), List.of(ValueType.BIGINT), List.of(row(Long.MAX_VALUE), row(5)));
        RelNode tooLarge =
                c.aggregate(c.groupKey(), c.sum(false, "s", c.field(0))).build();
        assertCode(ErrorCode.NUMERIC_OUT_OF_RANGE, tooLarge);
    }

    @Test
    void distinctAndFilterApplyPerFunction() {
        RelBuilder b = pairs(Plans.builder());
        RelNode rel = b.aggregate(
                        b.groupKey(),
                        b.count(true, "d", b.field(0)),
                        b.count(false, "f")
                                .filter(b.call(
                                        SqlStdOperatorTable.IS_TRUE,
                                        b.call(SqlStdOperatorTable.GREATER_THAN, b.field(0), b.literal(1)))),
                        b.aggregateCall(SqlStdOperatorTable.LISTAGG, b.field(1), b.literal("+"))
                                .sort(b.field(1)))
                .build();
        assertThat(Plans.run(rel)).containsExactly(asList(3L, 3L, "none+one+two+zwei"));
    }

    @Test
    void groupingSetsTellTheirColumns() {
        RelBuilder b = Plans.table(
                Plans.builder(),
                List.of(ValueType.INTEGER, ValueType.INTEGER),
                List.of(row(1, 10), row(1, 20), row(null, 10)));
        RelNode rel = b.aggregate(
                        b.groupKey(
                                ImmutableList.of(b.field(0), b.field(1)),
                                List.of(List.of(b.field(0)), List.of(b.field(1)), List.of())),
                        b.count(false, "n"),
                        b.aggregateCall(SqlStdOperatorTable.GROUPING, b.field(0), b.field(1)))
                .build();
        assertThat(Plans.run(rel))
                .containsExactlyInAnyOrder(
                        asList(1L, null, 2L, 1L),
                        asList(null, null, 1L, 1L),
                        asList(null, 10L, 2L, 2L),
                        asList(null, 20L, 1L, 2L),
                        asList(null, null, 3L, 3L));
    }

    @Test
    void aScalarSubqueryWithTwoRowsIsAnError() {
        RelBuilder b = pairs(Plans.builder());
        assertCode(
                ErrorCode.CARDINALITY,
                b.aggregate(b.groupKey(), b.aggregateCall(SqlStdOperatorTable.SINGLE_VALUE, b.field(0)))
                        .build());
    }

    @Test
    void setOperationsCountRowsAndTreatNullsAsEqual() {
        assertThat(setOperation("union", false)).containsExactlyInAnyOrder(1L, 2L, null, 3L);
        assertThat(setOperation("union", true)).hasSize(9);
        assertThat(setOperation("intersect", false)).containsExactlyInAnyOrder(2L, null);
        assertThat(setOperation("intersect", true)).containsExactlyInAnyOrder(2L, 2L, null);
        assertThat(setOperation("minus", false)).containsExactlyInAnyOrder(1L);
        assertThat(setOperation("minus", true)).containsExactlyInAnyOrder(1L, 2L);
    }

    private static List<@Nullable Object> setOperation(String operation, boolean all) {
        RelBuilder b = Plans.builder();
        Plans.table(b, List.of(ValueType.INTEGER), List.of(row(1), row(2), row(2), row(2), row((Object) null)));
        Plans.table(b, List.of(ValueType.BIGINT), List.of(row(2), row(3), row(2), row((Object) null)));
        RelNode rel = switch (operation) {
            case "union" -> b.union(all).build();
            case "intersect" -> b.intersect(all).build();
            default -> b.minus(all).build();
        };
        return column(rel, 0);
    }

    @Test
    void correlatedRowsAreSeenInside() {
        RelBuilder b = pairs(Plans.builder());
        var id = b.getCluster().createCorrel();
        RexNode outer = b.getRexBuilder()
                .makeFieldAccess(b.getRexBuilder().makeCorrel(b.peek().getRowType(), id), 0);
        Plans.table(b, List.of(ValueType.INTEGER), List.of(row(1), row(2), row(3)));
        b.filter(b.call(SqlStdOperatorTable.LESS_THAN, b.field(0), outer));
        RelNode rel = b.correlate(JoinRelType.LEFT, id).build();
        assertThat(Plans.run(rel))
                .containsExactly(
                        asList(1L, "one", null),
                        asList(2L, "two", 1L),
                        asList(null, "none", null),
                        asList(3L, null, 1L),
                        asList(3L, null, 2L),
                        asList(2L, "zwei", 1L));
    }

    @Test
    void cancellingEndsAStatementBetweenBatches() {
        RelBuilder b = manyRows(10_000);
        RelNode rel = b.sort(0).build();
        var calls = new AtomicInteger();
        ExecutionContext context = ExecutionContext.of(new NoTables(), new Object[0], 0, Plans.MEMORY, () -> {
            if (calls.incrementAndGet() > 2) {
                throw new DatabaseException(ErrorCode.CANCELLED, "cancelled");
            }
        });
        assertThatThrownBy(() -> Plans.run(PlanCompiler.compile(rel), PlanCompiler.types(rel.getRowType()), context))
                .hasMessage("cancelled");
    }

    @Test
    void tooManyRowsInMemoryEndTheStatementAndNotTheProcess() {
        RelBuilder b = manyRows(10_000);
        RelNode rel = b.sort(0).build();
        ExecutionContext context = ExecutionContext.of(new NoTables(), new Object[0], 0, 50_000, () -> {});
        assertThatThrownBy(() -> Plans.run(PlanCompiler.compile(rel), PlanCompiler.types(rel.getRowType()), context))
                .isInstanceOfSatisfying(
                        DatabaseException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OUT_OF_MEMORY));
    }

    private static RelBuilder manyRows(int count) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(row((long) i));
        }
        return Plans.table(Plans.builder(), List.of(ValueType.BIGINT), rows);
    }

    private static List<@Nullable Object> column(RelNode rel, int position, @Nullable Object... parameters) {
        List<@Nullable Object> values = new ArrayList<>();
        Plans.run(rel, parameters).forEach(each -> values.add(each.get(position)));
        return values;
    }

    private static void assertCode(ErrorCode code, RelNode rel) {
        assertThatThrownBy(() -> Plans.run(rel))
                .isInstanceOfSatisfying(
                        DatabaseException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
