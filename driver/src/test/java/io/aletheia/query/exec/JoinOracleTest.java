package io.aletheia.query.exec;

import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.engine.model.ValueType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.tools.RelBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Random joins of every type against two nested loops over objects. */
final class JoinOracleTest {
    private static final int ROUNDS = 25;

    /** The forms of the condition. */
    private enum Condition {
        INTEGER_KEY,
        STRING_KEY,
        TWO_KEYS,
        KEY_AND_REST,
        NULL_SAFE_KEY,
        MIXED_TYPES,
        NO_KEY
    }

    @ParameterizedTest
    @EnumSource(
            value = JoinRelType.class,
            names = {"INNER", "LEFT", "RIGHT", "FULL", "SEMI", "ANTI"})
    void everyJoinGivesTheRowsOfNestedLoops(JoinRelType type) {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            for (Condition condition : Condition.values()) {
                check(type, condition, random, "seed " + seed + ", round " + round + ", " + condition);
            }
        }
    }

    private static void check(JoinRelType type, Condition condition, Random random, String where) {
        List<@Nullable Object[]> left = rows(random, random.nextInt(4) == 0 ? 3000 : random.nextInt(40));
        List<@Nullable Object[]> right = rows(random, left.size() > 100 ? 5 : random.nextInt(40));
        RelBuilder b = Plans.builder();
        ValueType key = condition == Condition.MIXED_TYPES ? ValueType.decimal(10, 1) : ValueType.BIGINT;
        Plans.table(b, List.of(ValueType.INTEGER, ValueType.VARCHAR), left);
        Plans.table(b, List.of(key, ValueType.VARCHAR), mapped(right, condition));
        RelNode rel = b.join(type, condition(b, condition)).build();
        List<List<@Nullable Object>> actual = new ArrayList<>(Plans.run(rel));
        assertThat(texts(actual))
                .as(where)
                .containsExactlyInAnyOrderElementsOf(texts(oracle(type, condition, left, mapped(right, condition))));
    }

    private static List<String> texts(List<List<@Nullable Object>> rows) {
        return rows.stream().map(List::toString).toList();
    }

    private static List<@Nullable Object[]> mapped(List<@Nullable Object[]> rows, Condition condition) {
        if (condition != Condition.MIXED_TYPES) {
            return rows;
        }
        return rows.stream()
                .map(row -> new @Nullable Object[] {
                    row[0] == null ? null : BigDecimal.valueOf((long) row[0]).setScale(1), row[1]
                })
                .toList();
    }

    private static RexNode condition(RelBuilder b, Condition condition) {
        RexNode a1 = b.field(2, 0, 0);
        RexNode a2 = b.field(2, 0, 1);
        RexNode b1 = b.field(2, 1, 0);
        RexNode b2 = b.field(2, 1, 1);
        RexNode keys = b.call(SqlStdOperatorTable.EQUALS, a1, b1);
        RexNode strings = b.call(SqlStdOperatorTable.EQUALS, b2, a2);
        return switch (condition) {
            case INTEGER_KEY, MIXED_TYPES -> keys;
            case STRING_KEY -> strings;
            case TWO_KEYS -> b.call(SqlStdOperatorTable.AND, keys, strings);
            case KEY_AND_REST -> b.call(SqlStdOperatorTable.AND, keys, b.call(SqlStdOperatorTable.LESS_THAN, a2, b2));
            case NULL_SAFE_KEY -> b.call(SqlStdOperatorTable.IS_NOT_DISTINCT_FROM, a1, b1);
            case NO_KEY -> b.call(SqlStdOperatorTable.LESS_THAN, a1, b1);
        };
    }

    private static boolean holds(Condition condition, @Nullable Object[] a, @Nullable Object[] b) {
        Long x = a[0] == null ? null : (Long) a[0];
        Long y = b[0] == null ? null : Long.valueOf(((Number) b[0]).longValue());
        boolean keys = x != null && x.equals(y);
        boolean strings = a[1] != null && a[1].equals(b[1]);
        return switch (condition) {
            case INTEGER_KEY, MIXED_TYPES -> keys;
            case STRING_KEY -> strings;
            case TWO_KEYS -> keys && strings;
            case KEY_AND_REST -> keys && a[1] != null && b[1] != null && ((String) a[1]).compareTo((String) b[1]) < 0;
            case NULL_SAFE_KEY -> Objects.equals(x, y);
            case NO_KEY -> x != null && y != null && x < y;
        };
    }

    private static List<List<@Nullable Object>> oracle(
            JoinRelType type, Condition condition, List<@Nullable Object[]> left, List<@Nullable Object[]> right) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        boolean[] rightMatched = new boolean[right.size()];
        for (@Nullable Object[] a : left) {
            boolean matched = false;
            for (int i = 0; i < right.size(); i++) {
                @Nullable Object[] b = right.get(i);
                if (holds(condition, a, b)) {
                    matched = true;
                    rightMatched[i] = true;
                    if (type != JoinRelType.SEMI && type != JoinRelType.ANTI) {
                        rows.add(Arrays.asList(a[0], a[1], b[0], b[1]));
                    }
                }
            }
            if ((type == JoinRelType.SEMI && matched) || (type == JoinRelType.ANTI && !matched)) {
                rows.add(Arrays.asList(a[0], a[1]));
            } else if (!matched && (type == JoinRelType.LEFT || type == JoinRelType.FULL)) {
                rows.add(Arrays.asList(a[0], a[1], null, null));
            }
        }
        for (int i = 0; i < right.size(); i++) {
            if (!rightMatched[i] && (type == JoinRelType.RIGHT || type == JoinRelType.FULL)) {
                rows.add(Arrays.asList(null, null, right.get(i)[0], right.get(i)[1]));
            }
        }
        return rows;
    }

    private static List<@Nullable Object[]> rows(Random random, int count) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(new @Nullable Object[] {
                random.nextInt(5) == 0 ? null : (Long) (long) random.nextInt(12),
                random.nextInt(5) == 0 ? null : "s" + random.nextInt(4)
            });
        }
        return rows;
    }
}
